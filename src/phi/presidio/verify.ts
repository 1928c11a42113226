import { isNear, type PresidioWord, removeDuplicateBoxes } from './words';

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
 * Presidio's evaluation of one picture: detections within `tolerance` pixels of a true box (left, top, width and height each) are that
 * true item, others are the word read at their place; exact duplicates count once. Precision is the share of positives that are true
 * items, recall the share of true items among the positives, both 0 where nothing is to be divided by.
 *
 * Unlike Presidio's own engine it does not write the score into the ground truth as it goes (there, an item that had matched before
 * differs from itself afterwards and is counted as false).
 */
export function evaluatePresidio(
  truth: readonly PresidioWord[],
  read: readonly PresidioWord[],
  detected: readonly PresidioWord[],
  tolerance = MATCH_TOLERANCE,
): PresidioEvaluation {
  const found = removeDuplicateBoxes(detected, (word) => word.box).flatMap((word) => {
    const matches = truth.filter((item) => isNear(item.box, word.box, tolerance));
    return matches.length > 0 ? matches : read.filter((item) => isNear(item.box, word.box, tolerance));
  });
  const positives = removeDuplicateBoxes(found, (word) => word.box, 0);
  const right = positives.filter((word) => truth.includes(word)).length;
  return {
    positives,
    precision: positives.length === 0 ? 0 : right / positives.length,
    recall: truth.length === 0 ? 0 : right / truth.length,
  };
}
