import { type Box, boxArea, boxHeight, boxWidth, clipBox, growBox, intersectBoxes, unionBoxes } from '../base/geometry';
import type { Frame } from '../base/types';
import { components } from '../ocr/components';
import { shiftBox } from '../ocr/hug';
import { along, inkAndGround, isInkView } from './along';
import { besideInRow, flipBox, isTurned } from './rows';

/** Letters are so high in heights of the box of a row, and so wide at most; they touch now and then. */
const LETTER = { lowest: 0.35, highest: 1.1, widest: 3 };
/** Rows of one block lie so many heights apart at most, and begin no further beside each other. */
const ROW_GAP = 1.8;
const ASIDE = 1;
/** So many heights around a row are looked at. */
const REACH = 3;
/** At least this share of the loose ink around a row must look like letters: in texture it does not. */
const LIKE_LETTERS = 0.5;
/** Where a view shows more than ink, so little of the ground may be further from its level than this share of the text's contrast. */
const FLAT = { uneven: 0.05, contrast: 0.25 };

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
    // Of a word that the row begins or ends with, the next letter stands beside the one found.
    rows.push(...pieces.filter((box) => besideInRow(row, box)).map((box) => unionBoxes([row, box])));
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
    const around = looseInk(view, row, REACH * size, known);
    const letters = around.filter(({ box, isCut }) => !isCut && isLetterOf(way(box), size));
    if (weightOf(letters) < LIKE_LETTERS * weightOf(around)) continue;
    const near = letters.map(({ box }) => way(box)).filter((box) => isNear(upright, box));
    if (near.length > 0) return joined(near, size).map(way);
  }
  return [];
}

interface Loose {
  readonly box: Box;
  readonly area: number;
  /** It goes on outside of what was looked at. */
  readonly isCut: boolean;
}

const weightOf = (pieces: readonly Loose[]): number => pieces.reduce((sum, { area }) => sum + area, 0);

/** Pieces of ink around a row, of the level of its text, that belong to nothing that was read. */
function looseInk(view: Frame, row: Box, reach: number, known: readonly Box[]): readonly Loose[] {
  const levels = inkAndGround(along(view, clipBox(row, view.width, view.height)));
  if (levels === undefined) return [];
  const zone = growBox(row, reach, reach, view.width, view.height);
  const width = boxWidth(zone);
  const inZone = known.filter((other) => boxArea(intersectBoxes(other, zone)) > 0);
  const isKnown = (at: number): boolean => {
    const [x, y] = [zone.left + (at % width), zone.top + Math.floor(at / width)];
    return inZone.some((box) => x >= box.left && x < box.right && y >= box.top && y < box.bottom);
  };
  const contrast = Math.abs(levels.ink - levels.ground);
  const level = (at: number) => view.gray[(zone.top + Math.floor(at / width)) * view.width + zone.left + (at % width)];
  const mask = new Uint8Array(boxArea(zone)).map((_, at) => (Math.abs(level(at) - levels.ink) <= contrast / 2 ? 1 : 0));
  if (!isInkView(view)) {
    const ground = Array.from(mask.keys()).filter((at) => mask[at] === 0 && !isKnown(at));
    const uneven = ground.filter((at) => Math.abs(level(at) - levels.ground) > FLAT.contrast * contrast);
    if (uneven.length > FLAT.uneven * ground.length) return [];
  }
  return components(mask, width, boxHeight(zone))
    .filter(({ area }) => area >= 3)
    .map(({ box, area }) => ({ box: shiftBox(box, zone.left, zone.top), area, isCut: isCutOff(box, zone, view) }))
    .filter(({ box }) => inZone.every((other) => boxArea(intersectBoxes(other, box)) === 0));
}

/** Whether a piece, in the zone's own pixels, ends where the zone does and the picture does not. */
const isCutOff = (box: Box, zone: Box, { width, height }: Frame): boolean =>
  (box.left === 0 && zone.left > 0) ||
  (box.top === 0 && zone.top > 0) ||
  (zone.left + box.right === zone.right && zone.right < width) ||
  (zone.top + box.bottom === zone.bottom && zone.bottom < height);

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
