import { shareOfOne } from '../base/coverage';
import { type Box, boxHeight, boxWidth } from '../base/geometry';
import type { Frame, Page } from '../base/types';
import { isInkView } from './along';
import { isTurned } from './rows';
import { inkBeside } from './trail';

/** Share of a text's box that its strokes fill at least. */
const STROKES = 0.04;
/** Share of a box that lies in the line it was read in. */
const INSIDE = 0.6;

/**
 * A box grown over the strokes that go on beside it. Where the text was drawn in one value, that view tells its strokes from all anatomy;
 * else any view may show them. The box itself where nothing goes on.
 *
 * @param kept nothing grows into these
 * @param turned by 90 or 270 degrees; left out, a box that is higher than twice its width is
 */
export function growBeside(views: readonly Frame[], box: Box, kept: readonly Box[], turned = isTurned(box)): Box {
  const ink = views.find((view) => isInkView(view) && brightShare(view, box) >= STROKES);
  if (ink !== undefined) return inkBeside(ink, box, kept, turned) ?? box;
  for (const view of views) {
    const grown = inkBeside(view, box, kept, turned);
    if (grown !== undefined) return grown;
  }
  return box;
}

/** A single letter does not say which way its row runs, but the line that it was read in does. */
export const runsTurned = ({ lines }: Page, box: Box): boolean =>
  isTurned(box) ||
  lines.some(({ line }) => line.rotation % 180 === 90 && shareOfOne(box, [line.box]) > INSIDE && isTurned(line.box));

function brightShare({ gray, width }: Frame, box: Box): number {
  let bright = 0;
  for (let y = box.top; y < box.bottom; y += 1)
    for (let x = box.left; x < box.right; x += 1) if (gray[y * width + x] > 0) bright += 1;
  return bright / Math.max(1, boxWidth(box) * boxHeight(box));
}
