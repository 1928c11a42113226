import { type Box, boxHeight, boxWidth } from '../base/geometry';
import type { LineRegion } from '../ocr/engine';
import { isSlanted, type Slant } from '../ocr/slant';
import { type InkLine, inkLines, SURE_SCORE } from './lines';
import type { InkMap } from './map';
import { type InkClaim, ownInk } from './owners';

/** Letters are so many pixels high: less is a speck; more, and more than this share of the picture's longer side, a drawing. */
const SIZE = { least: 5, tallest: 48, share: 0.12 };

/** Pixels from which on a letter alone is a drawing. */
export const tallestLetter = ({ width, height }: { readonly width: number; readonly height: number }): number =>
  Math.max(SIZE.tallest, SIZE.share * Math.max(width, height));

/** A letter alone has so many pixels of ink at least, so sure. */
const LETTER = { pixels: 10, score: 0.62 };
/** Ink fills so much of the box around letters at most: more is a mark. A stroke (I, l, 1) is so many times as high as wide. */
const FULL = { share: 0.9, stroke: 3 };

/** A line of ink that no reading claims. */
export interface UnreadLine extends LineRegion {
  /** Mean probability of its ink, 0 to 1. */
  readonly score: number;
}

/**
 * Ink that belongs to nothing that was read and looks like letters, as lines at any angle. Boxes in stored pixels.
 *
 * @param least mean probability of a line's ink, 0 to 1
 */
export function looseLines(map: InkMap, claims: readonly InkClaim[], least = LETTER.score): readonly UnreadLine[] {
  const tallest = tallestLetter(map);
  return inkLines(ownInk(map, claims).loose, { minPixels: LETTER.pixels, minScore: least })
    .filter((line) => isOfLetters(line, tallest))
    .map((line) => {
      const slant = slantOf(line);
      return { box: line.box, score: line.score, ...(isSlanted(slant) ? { slant } : {}) };
    });
}

function isOfLetters({ corners, pixels }: InkLine, tallest: number): boolean {
  const [length, thickness] = [distance(corners[0], corners[1]), distance(corners[1], corners[2])];
  const [long, short] = [Math.max(length, thickness), Math.min(length, thickness)];
  const isStroke = long >= FULL.stroke * short;
  return long >= SIZE.least && short <= tallest && (isStroke || pixels.length <= FULL.share * length * thickness);
}

function slantOf({ corners, angle }: InkLine): Slant {
  const [a, b, c] = corners;
  const [along, across] = [distance(a, b) / 2, distance(b, c) / 2];
  return { x: (a[0] + c[0]) / 2, y: (a[1] + c[1]) / 2, along, across, angle };
}

const distance = (a: readonly [number, number], b: readonly [number, number]): number =>
  Math.hypot(a[0] - b[0], a[1] - b[1]);

/** What only a further view shows must be a row of letters, so many times as long as high: noise has single ones. */
const ROW = 2;

/** Whether ink that nobody can read is text all the same. `further`: it is seen in a view that no viewer shows first. */
export const isSurelyText = ({ box, score }: UnreadLine, further = false): boolean =>
  score >= SURE_SCORE &&
  (!further || Math.max(boxWidth(box), boxHeight(box)) >= ROW * Math.min(boxWidth(box), boxHeight(box)));

/** A box as a region to read: a little of the surroundings belongs to it, as in what a detector finds. */
export function regionAround({ box, slant }: LineRegion, { width, height }: InkMap): LineRegion {
  const by = Math.ceil(Math.min(boxWidth(box), boxHeight(box)) * 0.2) + 1;
  const grown: Box = {
    left: Math.max(0, box.left - by),
    top: Math.max(0, box.top - by),
    right: Math.min(width, box.right + by),
    bottom: Math.min(height, box.bottom + by),
  };
  return { box: grown, ...(slant ? { slant: { ...slant, along: slant.along + 2, across: slant.across + 2 } } : {}) };
}
