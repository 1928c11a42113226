/** Precision, recall and their harmonic mean, each 0 to 1, not rounded. */
export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Counts behind a score. */
export interface Counts {
  readonly truth: number;
  readonly predicted: number;
  /** Truth entries that were found. */
  readonly found: number;
  /** Predictions that are right. */
  readonly right: number;
}

/** The texts of one file, whatever shape they were read from. */
export interface TextPair {
  readonly truth: readonly string[];
  readonly predicted: readonly string[];
}

/** The published normalisation: lower case, `^` to a space, spaces stripped at both ends. */
export const normaliseText = (text: string): string => text.toLowerCase().replaceAll('^', ' ').trim();

export function f1Of(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/**
 * The published rule: a prediction is right when it equals a ground-truth string. Recall counts the ground-truth strings that were
 * predicted; the published formula counts right predictions instead, which differs (and can exceed 1) only when one string is
 * predicted twice.
 */
export function exactCounts(pair: TextPair): Counts {
  const truth = pair.truth.map(normaliseText);
  const predicted = pair.predicted.map(normaliseText);
  const truthSet = new Set(truth);
  const predictedSet = new Set(predicted);
  return {
    truth: truth.length,
    predicted: predicted.length,
    found: truth.filter((text) => predictedSet.has(text)).length,
    right: predicted.filter((text) => truthSet.has(text)).length,
  };
}

const words = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => normaliseText(text).split(/[\s,;:]+/u)).filter((word) => word !== '');

/** Word rule: the same after splitting at spaces and `,;:`; each truth word can be found once (a bag of words). */
export function wordCounts(pair: TextPair): Counts {
  const truth = words(pair.truth);
  const predicted = words(pair.predicted);
  const left = new Map<string, number>();
  for (const word of truth) left.set(word, (left.get(word) ?? 0) + 1);
  let right = 0;
  for (const word of predicted) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    right += 1;
  }
  return { truth: truth.length, predicted: predicted.length, found: right, right };
}

/**
 * Precision and recall of one file. Nothing to find and nothing predicted is perfect (1, 1); nothing predicted where there was
 * something to find is 0, 0, as published; a prediction where there was nothing to find has precision 0 and recall 1.
 */
export function fileScore(counts: Counts): Score {
  const precision = counts.predicted === 0 ? (counts.truth === 0 ? 1 : 0) : counts.right / counts.predicted;
  const recall = counts.truth === 0 ? 1 : counts.found / counts.truth;
  return { precision, recall, f1: f1Of(precision, recall) };
}

/** Means of per-file scores, F1 from the means (the published way). All 0 without files. */
export function meanScore(scores: readonly Pick<Score, 'precision' | 'recall'>[]): Score {
  if (scores.length === 0) return { precision: 0, recall: 0, f1: 0 };
  let precision = 0;
  let recall = 0;
  for (const score of scores) {
    precision += score.precision;
    recall += score.recall;
  }
  precision /= scores.length;
  recall /= scores.length;
  return { precision, recall, f1: f1Of(precision, recall) };
}

/** Micro: one score over the summed counts of all files. */
export function microScore(files: readonly Counts[]): Score {
  const sum = (pick: (counts: Counts) => number) => files.reduce((total, counts) => total + pick(counts), 0);
  return fileScore({
    truth: sum((c) => c.truth),
    predicted: sum((c) => c.predicted),
    found: sum((c) => c.found),
    right: sum((c) => c.right),
  });
}

/** Precision and recall by the exact rule of one file's texts: what `FileResult.Precision` and `.Recall` hold. */
export const exactFileScore = (truth: readonly string[], predicted: readonly string[]): Score =>
  fileScore(exactCounts({ truth, predicted }));
