import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../base/errors';
import type { DatasetInfo, DatasetOrigin, FileResult, RunInfo } from '../base/results';
import { readFileResults } from '../evaluate/load';
import type { Metrics, RunInput } from '../evaluate/metrics';
import { PIPELINE_IDS, type PipelineId } from '../pipeline/pipelines';
import { writeJson } from './files';

/** `runs/<pipeline>.json`: how a run was made, and of what. */
export interface StoredRun extends RunInfo {
  readonly dataset: DatasetInfo;
}

export const runPath = (out: string, pipeline: string): string => path.join(out, 'runs', `${pipeline}.json`);
export const resultsPath = (out: string, pipeline: string): string =>
  path.join(out, 'detected_phi', `${pipeline}.json`);
export const metricsPath = (out: string): string => path.join(out, 'metrics.json');
export const imageFolder = (out: string, pipeline: string): string => path.join(out, 'image_result', pipeline);

/** What the files of a run have in common: their names and bytes, whatever order they came in. */
export function datasetInfo(
  name: string,
  files: readonly Pick<FileResult, 'Filename' | 'frames' | 'inputSha256'>[],
  origin: DatasetOrigin,
): DatasetInfo {
  const lines = files.map((file) => `${file.inputSha256} ${file.Filename}\n`).sort();
  return {
    name,
    origin,
    files: files.length,
    frames: files.reduce((sum, file) => sum + file.frames, 0),
    sha256: createHash('sha256').update(lines.join('')).digest('hex'),
  };
}

/** The result file first: a run that is named is complete. */
export async function storeRun(out: string, run: StoredRun, files: readonly FileResult[]): Promise<void> {
  await writeJson(resultsPath(out, run.pipeline), files);
  await writeJson(runPath(out, run.pipeline), run);
}

/** How a pipeline's run in `out` was made; `undefined` where there is none. */
export const readRun = async (out: string, pipeline: PipelineId): Promise<StoredRun | undefined> =>
  (await readJson(runPath(out, pipeline))) as StoredRun | undefined;

/** All runs in `out` over the dataset with this hash, in the order of the pipelines' table. */
export async function storedRuns(out: string, datasetSha256: string): Promise<readonly RunInput[]> {
  const runs: RunInput[] = [];
  for (const pipeline of PIPELINE_IDS) {
    const info = await readRun(out, pipeline);
    if (info?.dataset?.sha256 !== datasetSha256) continue;
    runs.push({ info, files: await loadResults(out, pipeline) });
  }
  return runs;
}

/** The per-file results of a pipeline. Throws `results-missing` and what `readFileResults` throws. */
export async function loadResults(out: string, pipeline: PipelineId): Promise<readonly FileResult[]> {
  const json = await readJson(resultsPath(out, pipeline));
  if (json === undefined) throw new DeidError('results-missing', `no results of ${pipeline} in ${out}`);
  return readFileResults(json);
}

/** `metrics.json` of a results folder; `undefined` where there is none, or none of this schema. */
export async function loadMetrics(out: string): Promise<Metrics | undefined> {
  const json = (await readJson(metricsPath(out))) as Metrics | undefined;
  return json?.schema === 1 ? json : undefined;
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DeidError('results-damaged', `${file} is not JSON`, { cause: error });
  }
}
