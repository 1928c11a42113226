import type { FileResult, RunInfo } from '../base/results';
import type { StageTimes } from '../base/types';
import { quantile } from './bootstrap';

/** CPU and GPU rows are never averaged or ranked together. */
export type DeviceKind = 'CPU' | 'GPU';

/** All in milliseconds of wall clock. */
export interface TimeScore {
  readonly device: DeviceKind;
  readonly files: number;
  /** Sum over the files / number of files: the published figure. Loading and warm-up are not in it. */
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Per million pixels of all frames. */
  readonly perMegapixelMs: number;
  readonly loadMs: number;
  readonly warmupMs: number;
  /** Time inside the inference sessions, summed over the run. */
  readonly sessionMs: number;
  /** Mean per file and stage, without `total`. */
  readonly stages: StageTimes;
}

export const deviceKind = (device: string): DeviceKind => (/^(cpu|wasm)\b/i.test(device) ? 'CPU' : 'GPU');

/** Files that went through the pipeline: one that failed half-way would make the mean too small. */
const isTimed = (file: FileResult): boolean => file.status !== 'failed' && file.status !== 'no-pixels';

function stageMeans(files: readonly FileResult[]): StageTimes {
  const sums = new Map<string, number>();
  for (const { timeMs } of files) {
    for (const [stage, ms] of Object.entries(timeMs)) {
      if (stage !== 'total') sums.set(stage, (sums.get(stage) ?? 0) + ms);
    }
  }
  return Object.fromEntries([...sums].map(([stage, sum]) => [stage, sum / files.length]));
}

/** Time of a run; all 0 when no file went through. */
export function timeScore(info: RunInfo, files: readonly FileResult[]): TimeScore {
  const timed = files.filter(isTimed);
  const totals = timed.map((file) => file.timeMs.total ?? 0);
  const sum = totals.reduce((a, b) => a + b, 0);
  const megapixels = timed.reduce((all, file) => all + (file.rows * file.columns * file.frames) / 1e6, 0);
  return {
    device: deviceKind(info.device),
    files: timed.length,
    meanMs: timed.length === 0 ? 0 : sum / timed.length,
    p50Ms: timed.length === 0 ? 0 : quantile(totals, 0.5),
    p95Ms: timed.length === 0 ? 0 : quantile(totals, 0.95),
    perMegapixelMs: megapixels === 0 ? 0 : sum / megapixels,
    loadMs: info.loadMs,
    warmupMs: info.warmupMs,
    sessionMs: info.sessionMs,
    stages: stageMeans(timed),
  };
}

/** Cost of 1,000 images at a price per hour of the machine, in the price's currency. */
export const costPer1000 = (meanMs: number, pricePerHour: number): number => (meanMs / 3_600_000) * 1000 * pricePerHour;
