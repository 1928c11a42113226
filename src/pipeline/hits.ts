import { type Box, boxArea, intersectBoxes } from '../base/geometry';
import type { PhiHit } from '../base/types';
import type { Region } from '../redact/redact';

/** From this share on a box counts as covered by another. */
const COVERED = 0.5;

/** True when every box of `hit` is mostly covered by boxes of `others` on the same frames. */
function isCovered(hit: PhiHit, others: readonly PhiHit[]): boolean {
  const boxes = others
    .filter((other) => hit.frameIndices.every((frame) => other.frameIndices.includes(frame)))
    .flatMap((other) => other.boxes);
  return hit.boxes.every((box) => coveredShare(box, boxes) >= COVERED);
}

const coveredShare = (box: Box, others: readonly Box[]): number =>
  boxArea(box) === 0 ? 1 : Math.max(0, ...others.map((other) => boxArea(intersectBoxes(box, other)) / boxArea(box)));

/** The second reading is the better one; of the first, what the second did not see is kept: nothing found is ever lost. */
export function mergeHits(first: readonly PhiHit[], second: readonly PhiHit[]): readonly PhiHit[] {
  return [...second, ...first.filter((hit) => !isCovered(hit, second))];
}

export const regionsOf = (hits: readonly PhiHit[]): readonly Region[] =>
  hits.filter((hit) => hit.boxes.length > 0).map(({ frameIndices, boxes }) => ({ frameIndices, boxes }));
