import { type Box, boxArea, boxHeight, boxWidth, intersectBoxes } from '../base/geometry';
import type { Frame } from '../base/types';

/** So many text heights apart two pieces of one row still belong together. */
const BESIDE = 1.5;
const BRIDGE = 3;
/** Pieces of one row share so much of the lower one's height, and are not so much higher than each other. */
const SHARED = 0.5;
const ALIKE = 2.2;
/** Less than this between the darkest and the brightest grey level: nothing is written there. */
const FLAT = 40;

/** Exchanges the axes: a turned row becomes an upright one. */
export const flipBox = ({ left, top, right, bottom }: Box): Box => ({
  left: top,
  top: left,
  right: bottom,
  bottom: right,
});
export const isTurned = (box: Box): boolean => boxHeight(box) > 2 * boxWidth(box);

/** Distance along the row between two pieces of one row (negative where they overlap); `undefined` when they share no row. */
function gapInRow(a: Box, b: Box): number | undefined {
  const low = Math.min(boxHeight(a), boxHeight(b));
  const high = Math.max(boxHeight(a), boxHeight(b));
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (low === 0 || shared < SHARED * low || high > ALIKE * low) return undefined;
  return Math.max(a.left, b.left) - Math.min(a.right, b.right);
}

/** Whether `word` stands directly beside `box` in a row of text, less than one and a half text heights away. */
export function besideInRow(box: Box, word: Box): boolean {
  const [a, b] = isTurned(box) ? [flipBox(box), flipBox(word)] : [box, word];
  const gap = gapInRow(a, b);
  return gap !== undefined && gap < BESIDE * Math.min(boxHeight(a), boxHeight(b));
}

/** Rows of one block: so many heights of the lower one lie between them at most, and their letters are not so much higher. */
const BLOCK = { gap: 1.6, alike: 1.8 };

/** Whether `word` stands in the row above or below `box`, both upright. */
export function isNextRow(box: Box, word: Box): boolean {
  const heights = [boxHeight(box), boxHeight(word)];
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const gap = Math.max(word.top - box.bottom, box.top - word.bottom);
  const aside = Math.max(word.left - box.right, box.left - word.right);
  return high < BLOCK.alike * low && gap > -0.3 * low && gap < BLOCK.gap * low && aside < low;
}

/**
 * Places between two boxes of one row that are not empty: part of a value that the reader lost in the middle. Only small gaps, and none
 * that holds a box of `kept`.
 *
 * @param view of the frame before it is painted
 * @param widest text heights that a gap may have
 */
export function bridges(view: Frame, boxes: readonly Box[], kept: readonly Box[], widest = BRIDGE): readonly Box[] {
  const found: Box[] = [];
  for (const turned of [false, true]) {
    const row = boxes.filter((box) => isTurned(box) === turned).map((box) => (turned ? flipBox(box) : box));
    row.sort((a, b) => a.left - b.left);
    row.forEach((a, index) => {
      for (const b of row.slice(index + 1)) {
        const gap = gapInRow(a, b);
        if (gap === undefined || gap <= 0 || gap > widest * Math.min(boxHeight(a), boxHeight(b))) continue;
        const between = {
          left: a.right,
          right: b.left,
          top: Math.min(a.top, b.top),
          bottom: Math.max(a.bottom, b.bottom),
        };
        const place = turned ? flipBox(between) : between;
        if (!kept.some((box) => boxArea(intersectBoxes(box, place)) > 0) && !isFlat(view, place)) found.push(place);
      }
    });
  }
  return found;
}

/** Whether nothing can be written there: all grey levels lie close together, closer than `levels`. */
export function isFlat({ gray, width, height }: Frame, box: Box, levels = FLAT): boolean {
  let low = 255;
  let high = 0;
  for (let y = Math.max(0, box.top); y < Math.min(height, box.bottom); y += 1) {
    for (let x = Math.max(0, box.left); x < Math.min(width, box.right); x += 1) {
      low = Math.min(low, gray[y * width + x]);
      high = Math.max(high, gray[y * width + x]);
    }
  }
  return high - low < levels;
}
