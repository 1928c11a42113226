import type { DatasetInfo, EnvironmentInfo, FileResult, RunInfo } from '../base/results';
import { type RunScores, scoreRun } from './scores';
import { costPer1000, type TimeScore, timeScore } from './timing';

/** One run with everything it left on disk. */
export interface RunInput {
  readonly info: RunInfo;
  readonly files: readonly FileResult[];
}

export interface FailedFile {
  readonly file: string;
  readonly stage: string;
  readonly code: string;
}

/** One entry of `metrics.json`. */
export interface RunMetrics extends RunScores {
  readonly pipeline: string;
  readonly header: 'on' | 'off';
  readonly device: string;
  readonly models: RunInfo['models'];
  readonly time: TimeScore & { readonly costPer1000?: number };
  readonly failed: readonly FailedFile[];
}

/** `metrics.json`. */
export interface Metrics {
  readonly schema: 1;
  readonly dataset: DatasetInfo;
  readonly environment: EnvironmentInfo;
  readonly runs: readonly RunMetrics[];
}

export interface MetricsOptions {
  /** Price of an hour of the machine, any currency: adds `time.costPer1000`. */
  readonly pricePerHour?: number;
}

/** Builds `metrics.json` from what the runs left behind. */
export function buildMetrics(
  dataset: DatasetInfo,
  environment: EnvironmentInfo,
  runs: readonly RunInput[],
  options: MetricsOptions = {},
): Metrics {
  return { schema: 1, dataset, environment, runs: runs.map((run) => runMetrics(run, options)) };
}

function runMetrics({ info, files }: RunInput, { pricePerHour }: MetricsOptions): RunMetrics {
  const time = timeScore(info, files);
  return {
    pipeline: info.pipeline,
    header: info.header,
    device: info.device,
    models: info.models,
    ...scoreRun(files),
    time: pricePerHour === undefined ? time : { ...time, costPer1000: costPer1000(time.meanMs, pricePerHour) },
    failed: files
      .filter((file) => file.status === 'failed')
      .map((file) => ({
        file: file.Filename,
        stage: file.error?.stage ?? 'unknown',
        code: file.error?.code ?? 'INTERNAL',
      })),
  };
}
