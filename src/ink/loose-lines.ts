import { type Box, boxHeight, boxWidth, unionBoxes } from '../base/geometry';
import type { LooseInk } from './owners';

/** Letters are so many pixels high: less is a speck, more (share of the picture's longer side) a drawing. */
const SIZE = { least: 5, tallest: 0.12 };
/** A letter alone has so many pixels of ink at least, so sure. */
const LETTER = { area: 10, strength: 160 };
/** Letters of a line stand so many heights apart at most, and differ in height by this factor. */
const LINE = { gap: 1, taller: 2.5, shared: 0.5 };
/** Ink fills so much of the box around a letter at most: more is a mark. */
const FULL = 0.9;

/** A line of ink that nobody has read. */
export interface UnreadLine {
  readonly box: Box;
  readonly area: number;
  /** Mean probability, 0 to 255. */
  readonly strength: number;
}

/** Loose pieces that look like letters, joined into lines from left to right. Boxes in stored pixels. */
export function looseLines(
  loose: readonly LooseInk[],
  frame: { readonly width: number; readonly height: number },
): readonly UnreadLine[] {
  const tallest = SIZE.tallest * Math.max(frame.width, frame.height);
  const letters = loose.filter((piece) => isLetter(piece, tallest)).sort((a, b) => a.box.left - b.box.left);
  const lines: LooseInk[][] = [];
  for (const letter of letters) {
    const line = lines.find((candidate) => follows(unionBoxes(candidate.slice(-2).map(({ box }) => box)), letter.box));
    if (line) line.push(letter);
    else lines.push([letter]);
  }
  return lines.map((line) => {
    const area = line.reduce((sum, piece) => sum + piece.area, 0);
    const strength = line.reduce((sum, piece) => sum + piece.strength * piece.area, 0) / area;
    return { box: unionBoxes(line.map(({ box }) => box)), area, strength };
  });
}

function isLetter({ box, area, strength }: LooseInk, tallest: number): boolean {
  const longer = Math.max(boxHeight(box), boxWidth(box));
  const fill = area / (boxHeight(box) * boxWidth(box));
  const stroke = boxWidth(box) * 3 < boxHeight(box);
  return (
    longer >= SIZE.least &&
    boxHeight(box) <= tallest &&
    area >= LETTER.area &&
    strength >= LETTER.strength &&
    (stroke || fill <= FULL)
  );
}

function follows(before: Box, letter: Box): boolean {
  const [a, b] = [boxHeight(before), boxHeight(letter)];
  const shared = Math.min(before.bottom, letter.bottom) - Math.max(before.top, letter.top);
  return (
    shared >= LINE.shared * Math.min(a, b) &&
    Math.max(a, b) <= LINE.taller * Math.min(a, b) &&
    letter.left - before.right <= LINE.gap * Math.max(a, b)
  );
}
