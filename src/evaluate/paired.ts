import type { FileResult } from '../base/results';
import { bootstrap95 } from './bootstrap';
import { exactCounts, fileScore, meanScore, type Score } from './match';
import type { Interval } from './wilson';

/** Two pipelines on the same files; differences are `second - first`. */
export interface PairedComparison {
  /** Files that both have. */
  readonly files: number;
  readonly f1: { readonly difference: number; readonly interval95: Interval | undefined };
  readonly safe: {
    /** Files that only the first leaked or failed to release, and only the second. */
    readonly onlyFirstUnsafe: number;
    readonly onlySecondUnsafe: number;
    /** McNemar's exact two-sided p. */
    readonly p: number;
  };
  /** Mean difference of the time per file, milliseconds, over files that both finished. */
  readonly timeMs: { readonly difference: number; readonly interval95: Interval | undefined };
}

/** McNemar's exact test: two-sided binomial p of `b` against `c` discordant pairs at one half; 1 without discordant pairs. */
export function mcnemarExact(b: number, c: number): number {
  const n = b + c;
  let term = 0.5 ** n;
  let tail = 0;
  for (let k = 0; k <= Math.min(b, c); k++) {
    tail += term;
    term = (term * (n - k)) / (k + 1);
  }
  return Math.min(1, 2 * tail);
}

interface Pair {
  readonly first: FileResult;
  readonly second: FileResult;
}

const scoreOf = (file: FileResult): Score =>
  fileScore(
    exactCounts({ truth: file['Ground Truth'], predicted: file.status === 'failed' ? [] : file['Predicted PHI'] }),
  );

function f1Difference(pairs: readonly { readonly first: Score; readonly second: Score }[]): number {
  return meanScore(pairs.map((pair) => pair.second)).f1 - meanScore(pairs.map((pair) => pair.first)).f1;
}

/** Delivered without a leak. A quarantined or failed file is not a success: else refusing all would win. */
const isSafe = (file: FileResult): boolean => (file.status === 'done' || file.status === 'clean') && !file.leak.leaked;

/** Compares two runs file by file (by file name). Files that only one has, or without pixels, are left out. */
export function comparePaired(first: readonly FileResult[], second: readonly FileResult[]): PairedComparison {
  const byName = new Map(second.map((file) => [file.Filename, file]));
  const pairs: readonly Pair[] = first.flatMap((file) => {
    const other = byName.get(file.Filename);
    return other && file.status !== 'no-pixels' && other.status !== 'no-pixels' ? [{ first: file, second: other }] : [];
  });
  const texts = pairs
    .filter((pair) => pair.first['Ground Truth'].length > 0)
    .map((pair) => ({ first: scoreOf(pair.first), second: scoreOf(pair.second) }));
  const times = pairs
    .filter((pair) => pair.first.status !== 'failed' && pair.second.status !== 'failed')
    .map((pair) => (pair.second.timeMs.total ?? 0) - (pair.first.timeMs.total ?? 0));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  const onlyFirstUnsafe = pairs.filter((pair) => !isSafe(pair.first) && isSafe(pair.second)).length;
  const onlySecondUnsafe = pairs.filter((pair) => isSafe(pair.first) && !isSafe(pair.second)).length;
  return {
    files: pairs.length,
    f1: { difference: f1Difference(texts), interval95: bootstrap95(texts, f1Difference) },
    safe: { onlyFirstUnsafe, onlySecondUnsafe, p: mcnemarExact(onlyFirstUnsafe, onlySecondUnsafe) },
    timeMs: { difference: mean(times), interval95: bootstrap95(times, mean) },
  };
}
