import { isNear, type PresidioWord, removeDuplicates } from './words';

/** Presidio's default tolerance in pixels for a box to be the same as a true one. */
export const MATCH_TOLERANCE = 50;

/** Precision and recall, 0 to 1, as Presidio's DICOM verify engine defines them. */
export interface PresidioEvaluation {
  /** What each detection was taken for: the true item it matches, else the word that was read there. */
  readonly positives: readonly PresidioWord[];
  readonly precision: number;
  readonly recall: number;
}

/**
 * Presidio's evaluation of one picture: duplicates among the detections are removed; a detection within `tolerance` pixels of a true box
 * (left, top, width and height each) is that true item, others are the word read at their place; duplicates among those are removed.
 * Precision is the share of positives that are true items, recall the share of true items among the positives, both 0 where nothing is
 * to be divided by.
 *
 * The published benchmark replaced the engine of its day, which gave boxes to functions that expected raw results; the engine has the
 * same cure since. Presidio marks true items with scores as it goes, this leaves its arguments alone. All boxes are in one system of
 * coordinates; Presidio itself compares those on the padded picture with true ones from the bare picture, within the tolerance.
 */
export function evaluatePresidio(
  truth: readonly PresidioWord[],
  read: readonly PresidioWord[],
  detected: readonly PresidioWord[],
  tolerance = MATCH_TOLERANCE,
): PresidioEvaluation {
  const found = removeDuplicates(detected, (word) => word).flatMap((word) => {
    const matches = truth.filter((item) => isNear(item.box, word.box, tolerance));
    const sources = matches.length > 0 ? matches : read.filter((item) => isNear(item.box, word.box, tolerance));
    return sources.map((item) => ({ item, box: item.box, score: word.score }));
  });
  // An item that several detections match is one item with the score of the last of them.
  const scores = new Map(found.map(({ item, score }) => [item, score]));
  const marked = found.map(({ item, box }) => ({ item, box, score: scores.get(item) }));
  const positives = removeDuplicates(marked, (positive) => positive).map(({ item }) => item);
  const right = positives.filter((word) => truth.includes(word)).length;
  return {
    positives,
    precision: positives.length === 0 ? 0 : right / positives.length,
    recall: truth.length === 0 ? 0 : right / truth.length,
  };
}
