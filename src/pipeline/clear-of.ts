import { type Box, boxArea, intersectBoxes } from '../base/geometry';

/**
 * A box that is going to be painted without what of it lies over protected text, as far as all of its own strokes stay covered: the rows or
 * columns between those strokes and the protected text belong to nobody.
 */
export function clearOf(box: Box, strokes: Box, kept: readonly Box[]): Box {
  let clear = box;
  for (const text of kept) {
    if (boxArea(intersectBoxes(clear, text)) === 0) continue;
    if (text.top >= strokes.bottom) clear = { ...clear, bottom: text.top };
    else if (text.bottom <= strokes.top) clear = { ...clear, top: text.bottom };
    else if (text.left >= strokes.right) clear = { ...clear, right: text.left };
    else if (text.right <= strokes.left) clear = { ...clear, left: text.right };
  }
  return clear;
}
