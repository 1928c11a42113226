import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../base/errors';
import type { FileResult } from '../base/results';
import { buildMetrics } from '../evaluate/metrics';
import { PIPELINE_IDS, type PipelineId } from '../pipeline/pipelines';
import { environmentInfo } from './environment';
import type { EvaluationSummary } from './evaluate';
import { writeJson } from './files';
import { datasetInfo, loadResults, metricsPath, readRun, type StoredRun, storedRuns, storeRun } from './stored';
import { type ListedFile, listedFiles } from './summary';

/**
 * Makes one evaluation of those of shards: results, runs and `metrics.json`, equal but for times to those of one run over the whole
 * dataset. Outputs and pictures stay where they are.
 *
 * @throws DeidError `merge-empty`, `merge-incomplete` (a pipeline that one of the folders lacks), `merge-duplicate` (one file in two of them)
 */
export async function mergeEvaluations(options: {
  readonly outs: readonly string[];
  readonly out: string;
}): Promise<EvaluationSummary> {
  const { outs, out } = options;
  if (out === '' || outs.some((each) => path.resolve(each) === path.resolve(out)))
    throw new DeidError('output-inside-input', 'evaluations are merged into a folder of their own: give --out');
  const failed: ListedFile[] = [];
  const pipelines = await pipelinesOf(outs);
  if (pipelines.length === 0) throw new DeidError('merge-empty', 'there is no evaluation in the folders');
  let sha256 = '';
  let dataset: StoredRun['dataset'] | undefined;
  for (const pipeline of pipelines) {
    const { run, files } = await mergePipeline(outs, pipeline);
    dataset = run.dataset;
    sha256 = dataset.sha256;
    await storeRun(out, run, files);
    failed.push(
      ...listedFiles(
        files.map((file) => ({ ...file, file: file.Filename })),
        pipeline,
      ),
    );
  }
  const metrics = buildMetrics(dataset!, await environmentInfo(), await storedRuns(out, sha256));
  await writeJson(metricsPath(out), metrics);
  return { out, metrics, failed };
}

async function pipelinesOf(outs: readonly string[]): Promise<readonly PipelineId[]> {
  const names = new Set<string>();
  for (const out of outs) for (const name of await readdir(path.join(out, 'runs')).catch(() => [])) names.add(name);
  return PIPELINE_IDS.filter((id) => names.has(`${id}.json`));
}

async function mergePipeline(outs: readonly string[], pipeline: PipelineId) {
  const runs: StoredRun[] = [];
  const files: FileResult[] = [];
  for (const out of outs) {
    const run = await readRun(out, pipeline);
    if (run === undefined) throw new DeidError('merge-incomplete', `${path.basename(out)} has no run of ${pipeline}`);
    runs.push(run);
    files.push(...(await loadResults(out, pipeline)));
  }
  const names = new Set(files.map(({ Filename }) => Filename));
  if (names.size < files.length)
    throw new DeidError('merge-duplicate', 'two of the evaluations hold one and the same file');
  files.sort((a, b) => (a.Filename < b.Filename ? -1 : 1));
  const sessionMs = runs.reduce((sum, run) => sum + run.sessionMs, 0);
  return {
    run: {
      ...runs[0],
      sessionMs,
      dataset: datasetInfo(runs[0].dataset.name, files, runs[0].dataset.origin ?? 'given'),
    },
    files,
  };
}
