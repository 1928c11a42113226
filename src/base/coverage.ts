import { type Box, boxArea, intersectBoxes } from './geometry';

/** Pixels covered by at least one of the boxes. */
export function unionArea(boxes: readonly Box[]): number {
  const xs = [...new Set(boxes.flatMap((box) => [box.left, box.right]))].sort((a, b) => a - b);
  let area = 0;
  for (let i = 0; i + 1 < xs.length; i++) {
    const strip = boxes.filter((box) => box.left <= xs[i] && box.right >= xs[i + 1]).sort((a, b) => a.top - b.top);
    let bottom = Number.NEGATIVE_INFINITY;
    for (const box of strip) {
      area += Math.max(0, box.bottom - Math.max(box.top, bottom)) * (xs[i + 1] - xs[i]);
      bottom = Math.max(bottom, box.bottom);
    }
  }
  return area;
}

/** Share of a box, 0 to 1, that all the others cover together; 0 for an empty box. */
export const coveredShare = (box: Box, by: readonly Box[]): number =>
  boxArea(box) === 0 ? 0 : unionArea(by.map((other) => intersectBoxes(box, other))) / boxArea(box);

/** Share of a box, 0 to 1, that the one of the others covers that covers most of it; 1 for an empty box. */
export const shareOfOne = (box: Box, others: readonly Box[]): number =>
  boxArea(box) === 0 ? 1 : Math.max(0, ...others.map((other) => boxArea(intersectBoxes(box, other)) / boxArea(box)));
