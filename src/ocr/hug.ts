import { type ConnectedPiece, connectedPieces } from '../base/connected';
import { type Box, boxHeight, boxWidth, clipBox, growBox, shiftBox, unionBoxes } from '../base/geometry';
import { flattenGround } from './ground';
import { type InkLevels, inkLevels, inkStrength, levelMask } from './ink';
import { cropRaster, type Raster } from './raster';

/** A line of text as its ink says. */
export interface HuggedLine {
  /** The ink, plus a pixel above and below and a little more beside for faint edges, in pixels of the picture. */
  readonly box: Box;
  readonly levels: InkLevels;
}

/** Share of a region's height at its top and bottom that its ink need not fill: DB grows its boxes by about so much. */
const BLUNT = 0.25;
/** Share of its height by which ink may reach over a region above and below: more is the anatomy's. */
const OVER = 0.1;

/** Ink is what reaches at least this far from ground to text. */
const INK = 0.5;
/** On noise, letters hang together with specks of it; as dark as letters are only they. */
const FULL_INK = 0.85;

/**
 * The line of ink that a detector's region means. DB's boxes are blunt: they cut descenders and end letters off, or hang over; a
 * redaction needs the ink, and the recogniser reads best when every line fills its height alike.
 *
 * `region`: upright line in pixels of `image`, not empty. Where the ink cannot be told from its surroundings, the region is kept.
 */
export function hugLine(image: Raster, region: Box): HuggedLine {
  const height = boxHeight(region);
  const area = growBox(region, Math.ceil(height * 0.8), Math.ceil(height * 0.3), image.width, image.height);
  const crop = cropRaster(image, area);
  const inner = shiftBox(region, -area.left, -area.top);
  const coreTop = Math.floor(inner.top + height * 0.3);
  const coreBottom = Math.max(coreTop + 1, Math.ceil(inner.bottom - height * 0.3));
  const band = { left: inner.left, right: inner.right, top: 0, bottom: crop.height };
  const levels = inkLevels(cropRaster(crop, band), coreTop, coreBottom);
  const plain = piecesOf(crop, levels, height);
  // Bright letters may run over bone or vessels: they are told apart by what stands above the ground around them.
  const flat = levels.bright ? withoutGround(crop, levels, height) : undefined;
  const pieces = flat
    ? [...piecesOf(flat, overBlack(levels), height), ...plain.filter(small(height))]
    : [...plain, ...piecesOf(crop, levels, height, FULL_INK)];
  const letters = pieces.filter(
    ({ box }) =>
      boxHeight(box) >= height * 0.3 &&
      box.bottom > coreTop &&
      box.top < coreBottom &&
      box.right > inner.left &&
      box.left < inner.right,
  );
  if (letters.length === 0) return { box: region, levels };
  const ink = extend(unionBoxes(letters.map(({ box }) => box)), pieces);
  const above = Math.max(1, Math.round(boxHeight(ink) * 0.08));
  const grown = growBox(ink, Math.max(1, Math.round(boxHeight(ink) * 0.15)), above, crop.width, crop.height);
  return { box: keepSides(shiftBox(grown, area.left, area.top), region, image), levels };
}

/** The line's surroundings without what the text runs over. `height`: of the region, so more than the text's. */
export function withoutGround(image: Raster, { ground, contrast }: InkLevels, height: number): Raster {
  return flattenGround(image, { radius: Math.ceil(height * 0.5), keep: 0, full: ground + contrast });
}

const overBlack = ({ ground, contrast }: InkLevels): InkLevels => ({
  ground: 0,
  contrast: ground + contrast,
  bright: true,
});

function piecesOf(image: Raster, levels: InkLevels, height: number, least = INK): ConnectedPiece[] {
  const mask = levelMask(image.data, (level) => inkStrength(level, levels) >= least);
  return connectedPieces(mask, image.width).filter(({ box }) => boxHeight(box) <= height);
}

/** As large as letters at most: with the anatomy still there, anything larger may be that. */
const small =
  (height: number) =>
  ({ box }: ConnectedPiece): boolean =>
    boxHeight(box) <= height * 0.9 && boxWidth(box) <= height * 1.5;

/** Takes in pieces beside the line (a last letter, a full stop) and close above and below it (accents, dots, descenders). */
function extend(line: Box, pieces: readonly ConnectedPiece[]): Box {
  const height = boxHeight(line);
  let box = line;
  for (let grew = true; grew; ) {
    grew = false;
    for (const piece of pieces) {
      if (!belongs(piece.box, box, height)) continue;
      const union = unionBoxes([box, piece.box]);
      if (union.left === box.left && union.right === box.right && union.top === box.top && union.bottom === box.bottom)
        continue;
      box = union;
      grew = true;
    }
  }
  return box;
}

function belongs(piece: Box, line: Box, height: number): boolean {
  const slack = height * 0.3;
  if (piece.top < line.top - slack || piece.bottom > line.bottom + slack) return false;
  if (Math.max(piece.bottom, line.bottom) - Math.min(piece.top, line.top) > height * 1.5) return false;
  const gap = Math.max(piece.left - line.right, line.left - piece.right);
  // Well beside the line only what is as tall as a letter counts, or specks of noise would lead away from it.
  const reach = boxHeight(piece) >= height * 0.7 ? 1 : boxHeight(piece) >= height * 0.4 ? 0.7 : 0.25;
  return gap <= height * reach;
}

/** Where the ink ends much earlier than the region, letters have run into bone there: the region's end is kept. */
function keepSides(ink: Box, region: Box, image: Raster): Box {
  const slack = boxHeight(region) * 0.4;
  const blunt = boxHeight(region) * BLUNT;
  const end = boxHeight(region) * 0.2;
  const over = Math.max(1, Math.round(boxHeight(region) * OVER));
  return clipBox(
    {
      left: ink.left - region.left > slack ? region.left : Math.min(ink.left, Math.floor(region.left + end)),
      right: region.right - ink.right > slack ? region.right : Math.max(ink.right, Math.ceil(region.right - end)),
      // Letters that were found only above or below the region's middle are parts of it, or of a neighbour.
      top: Math.max(region.top - over, Math.min(ink.top, Math.floor(region.top + blunt))),
      bottom: Math.min(region.bottom + over, Math.max(ink.bottom, Math.ceil(region.bottom - blunt))),
    },
    image.width,
    image.height,
  );
}
