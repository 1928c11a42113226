import { type Box, boxArea, boxHeight, boxWidth, clipBox, growBox, intersectBoxes, unionBoxes } from '../base/geometry';
import type { Frame } from '../base/types';
import { components } from '../ocr/components';
import { along, inkAndGround } from './along';
import { flipBox, isTurned } from './rows';

/** Letters are so high in heights of the box of a row, and so wide at most; they touch now and then. */
const LETTER = { lowest: 0.35, highest: 1.1, widest: 3 };
/** Rows of one block lie so many heights apart at most, and begin no further beside each other. */
const ROW_GAP = 1.8;
const ASIDE = 1;
/** At least this share of the loose ink around a row must look like letters: in texture it does not. */
const LIKE_LETTERS = 0.5;

/**
 * Letters in the rows directly above and below patient data, and beside it, that no reader has read: ink of the same level that stands
 * as letters of the same size do. Boxes in frame pixels, one for each piece of a row.
 *
 * @param views of one frame
 * @param painted where patient data stands
 * @param read boxes of what was read, patient data or not
 */
export function unreadInk(views: readonly Frame[], painted: readonly Box[], read: readonly Box[]): readonly Box[] {
  const known = [...painted, ...read];
  const found: Box[] = [];
  const rows = [...painted];
  for (let row = rows.pop(); row !== undefined; row = rows.pop()) {
    const pieces = lettersBeside(views, row, [...known, ...found]);
    found.push(...pieces);
    // A single letter does not say which way its row runs.
    const turned = isTurned(row);
    rows.push(...pieces.filter((box) => isTurned(box) === turned && boxWidth(box) > boxHeight(box) !== turned));
  }
  return found;
}

/** Pieces of rows beside one row, in the first view that shows letters there. */
function lettersBeside(views: readonly Frame[], row: Box, known: readonly Box[]): readonly Box[] {
  const turned = isTurned(row);
  const way = turned ? flipBox : (box: Box) => box;
  const upright = way(row);
  const size = boxHeight(upright);
  for (const view of views) {
    const around = looseInk(view, row, 2 * size, known).map(way);
    const letters = around.filter((box) => isLetterOf(box, size));
    if (letters.length < LIKE_LETTERS * around.length) continue;
    const near = letters.filter((box) => isNear(upright, box));
    if (near.length > 0) return joined(near, size).map(way);
  }
  return [];
}

/** Pieces of ink around a row, of the level of its text, that belong to nothing that was read. */
function looseInk(view: Frame, row: Box, reach: number, known: readonly Box[]): readonly Box[] {
  const levels = inkAndGround(along(view, clipBox(row, view.width, view.height)));
  if (levels === undefined) return [];
  const zone = growBox(row, reach, reach, view.width, view.height);
  const width = boxWidth(zone);
  const half = Math.abs(levels.ink - levels.ground) / 2;
  const mask = new Uint8Array(boxArea(zone)).map((_, at) => {
    const level = view.gray[(zone.top + Math.floor(at / width)) * view.width + zone.left + (at % width)];
    return Math.abs(level - levels.ink) <= half ? 1 : 0;
  });
  return components(mask, width, boxHeight(zone))
    .filter(({ area }) => area >= 3)
    .map(({ box }) => ({
      left: box.left + zone.left,
      right: box.right + zone.left,
      top: box.top + zone.top,
      bottom: box.bottom + zone.top,
    }))
    .filter((box) => known.every((other) => boxArea(intersectBoxes(other, box)) === 0));
}

const isLetterOf = (box: Box, size: number): boolean =>
  boxHeight(box) >= LETTER.lowest * size &&
  boxHeight(box) <= LETTER.highest * size &&
  boxWidth(box) <= LETTER.widest * size;

function isNear(row: Box, letter: Box): boolean {
  const size = boxHeight(row);
  const apart = Math.max(letter.top - row.bottom, row.top - letter.bottom);
  const aside = Math.max(letter.left - row.right, row.left - letter.right);
  return apart < ROW_GAP * size && aside < ASIDE * size;
}

/** Letters of one row that follow each other become one piece. */
function joined(letters: readonly Box[], size: number): Box[] {
  const pieces: Box[] = [];
  for (const letter of [...letters].sort((a, b) => a.left - b.left)) {
    const index = pieces.findIndex(
      (piece) =>
        Math.min(piece.bottom, letter.bottom) - Math.max(piece.top, letter.top) > 0.5 * boxHeight(letter) &&
        letter.left - piece.right < size,
    );
    if (index < 0) pieces.push(letter);
    else pieces[index] = unionBoxes([pieces[index], letter]);
  }
  return pieces;
}
