import type { Interval } from './wilson';

/** A small seeded generator (mulberry32): the same seed gives the same intervals, so a result file reproduces. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Linear interpolation between order statistics (the common "type 7" quantile). `values` need not be sorted. NaN when empty. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  const high = Math.ceil(at);
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
}

export interface BootstrapOptions {
  /** Resamples, default 1000. */
  readonly rounds?: number;
  readonly seed?: number;
}

/**
 * 95 % percentile bootstrap over files: files, not texts, are the independent units, because the texts of one image are found or missed
 * together. `statistics` gives several figures of a sample at once; the answer has an interval for each. `undefined` with fewer than
 * two items: there is nothing to resample.
 */
export function bootstrapEach95<T>(
  items: readonly T[],
  statistics: (sample: readonly T[]) => readonly number[],
  options: BootstrapOptions = {},
): readonly Interval[] | undefined {
  if (items.length < 2) return undefined;
  const random = seededRandom(options.seed ?? 20240607);
  const rounds = Array.from({ length: options.rounds ?? 1000 }, () =>
    statistics(items.map(() => items[Math.floor(random() * items.length)])),
  );
  return rounds[0].map((_, i): Interval => {
    const values = rounds.map((round) => round[i]);
    return [quantile(values, 0.025), quantile(values, 0.975)];
  });
}

/** The same for one figure. */
export const bootstrap95 = <T>(
  items: readonly T[],
  statistic: (sample: readonly T[]) => number,
  options: BootstrapOptions = {},
): Interval | undefined => bootstrapEach95(items, (sample) => [statistic(sample)], options)?.[0];
