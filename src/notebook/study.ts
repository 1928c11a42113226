import { buildMetrics, type Metrics, type RunInput } from '../evaluate/metrics';
import type { PipelineId } from '../pipeline/pipelines';
import { environmentInfo } from '../run/environment';
import { evaluateDataset } from '../run/evaluate';
import { storedRuns } from '../run/stored';
import type { OnProgress } from '../run/summary';
import type { DatasetOverview } from './dataset';
import type { NotebookParameters } from './parameters';
import type { Readings } from './readings';

export interface StudyRun {
  readonly pipeline: PipelineId;
  /** True when the results were there already: same files, same header mode, same device. */
  readonly loaded: boolean;
  readonly run: RunInput;
}

/** What a notebook compares: the runs of its pipelines, and the metrics over exactly these. */
export interface Study {
  readonly metrics: Metrics;
  readonly runs: readonly RunInput[];
}

/** The stored run of a pipeline over these very files, if it was made as the parameters want it. */
async function storedRun(parameters: NotebookParameters, sha256: string, pipeline: PipelineId) {
  const runs = await storedRuns(parameters.out, sha256);
  return runs.find(
    ({ info }) =>
      info.pipeline === pipeline &&
      info.header === parameters.header &&
      (parameters.device === 'auto' || info.device === parameters.device),
  );
}

interface RunWatch {
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
  /** Remembers what is read. */
  readonly readings?: Readings;
}

/**
 * Evaluates one pipeline, or loads its results when there are any (`fresh` runs it again). Throws what `evaluateDataset` throws; files
 * that fail are part of the results.
 */
export async function runOrLoad(
  parameters: NotebookParameters,
  { info }: DatasetOverview,
  pipeline: PipelineId,
  { onProgress, signal, readings }: RunWatch = {},
): Promise<StudyRun> {
  const stored = parameters.fresh ? undefined : await storedRun(parameters, info.sha256, pipeline);
  if (stored) return { pipeline, loaded: true, run: stored };
  const { data, out, header, device, limit } = parameters;
  await evaluateDataset({
    data,
    out,
    header,
    device,
    pipelines: [pipeline],
    ...(limit > 0 ? { limit, spread: true } : {}),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
    ...(readings ? { onPages: (by, file, pages) => readings.keep(by, file, pages) } : {}),
  });
  const run = await storedRun(parameters, info.sha256, pipeline);
  if (run === undefined) throw new Error(`the results of ${pipeline} are not those of the files that were read before`);
  return { pipeline, loaded: false, run };
}

/** Puts runs side by side. */
export async function compareRuns(
  { pricePerHour }: Pick<NotebookParameters, 'pricePerHour'>,
  { info }: DatasetOverview,
  runs: readonly StudyRun[],
): Promise<Study> {
  const inputs = runs.map(({ run }) => run);
  const options = pricePerHour > 0 ? { pricePerHour } : {};
  return { runs: inputs, metrics: buildMetrics(info, await environmentInfo(), inputs, options) };
}
