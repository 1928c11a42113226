import { type ConnectedPiece, connectedPieces } from '../base/connected';
import { type Box, boxArea, boxHeight, boxWidth, growBox, intersectBoxes, unionBoxes } from '../base/geometry';
import { histogramOf, levelMask, levelRange } from './ink';
import type { Raster } from './raster';

/**
 * Letters that stand alone (`M`, `F`, `L`): a DB detector was trained on words and passes over many of them. Burnt-in letters are
 * sharp, of full brightness (or black) and have clean ground around them; what looks so is shown to the recogniser.
 */
const MIN_HEIGHT = 5;
const MAX_HEIGHT = 64;
/** At most this many a tile: noise has no end of specks. */
const LIMIT = 24;
/** Share of the pixels around a letter that may be as far from the ground as ink. */
const DIRTY = 0.06;

/** Regions that look like letters or short rows of letters and that `known` does not cover, in pixels of `tile`. */
export function glyphRegions(tile: Raster, known: readonly Box[]): Box[] {
  const found = [true, false].flatMap((bright) => rows(candidates(tile, bright)));
  return found
    .filter((box) => !known.some((other) => boxArea(intersectBoxes(other, box)) > 0.2 * boxArea(box)))
    .slice(0, LIMIT)
    .map((box) =>
      growBox(box, Math.ceil(boxHeight(box) * 0.25), Math.ceil(boxHeight(box) * 0.2), tile.width, tile.height),
    );
}

function candidates(tile: Raster, bright: boolean): ConnectedPiece[] {
  const [low, high] = levelRange(histogramOf(tile.data));
  // Too faint to be an overlay, or no ground that a black letter could stand out from.
  if (bright ? high < 100 : low > 60 || high < low + 110) return [];
  const isGround = bright ? (value: number) => value < high * 0.5 : (value: number) => value > low + 110;
  const limit = bright ? high * 0.7 : low + 60;
  const mask = levelMask(tile.data, (level) => (bright ? level > limit : level < limit));
  return connectedPieces(mask, tile.width).filter((piece) => letterLike(piece) && onGround(tile, piece.box, isGround));
}

function letterLike({ box, pixels }: ConnectedPiece): boolean {
  const [width, height] = [boxWidth(box), boxHeight(box)];
  if (height < MIN_HEIGHT || height > MAX_HEIGHT || width > height * 1.4) return false;
  const fill = pixels.length / (width * height);
  return width < height * 0.4 ? fill > 0.5 : fill > 0.15 && fill < 0.8;
}

/** Whether nearly all pixels two steps outside the box are ground: one step outside lie the letter's own faint edges. */
function onGround(tile: Raster, box: Box, isGround: (value: number) => boolean): boolean {
  const ring = { left: box.left - 2, top: box.top - 2, right: box.right + 1, bottom: box.bottom + 1 };
  let [count, dirty] = [0, 0];
  const look = (x: number, y: number) => {
    if (x < 0 || y < 0 || x >= tile.width || y >= tile.height) return;
    count++;
    if (!isGround(tile.data[y * tile.width + x])) dirty++;
  };
  for (let x = ring.left; x <= ring.right; x++) {
    look(x, ring.top);
    look(x, ring.bottom);
  }
  for (let y = ring.top + 1; y < ring.bottom; y++) {
    look(ring.left, y);
    look(ring.right, y);
  }
  return count > 0 && dirty <= DIRTY * count;
}

/** Letters side by side become one region. */
function rows(pieces: readonly ConnectedPiece[]): Box[] {
  const found: Box[] = [];
  for (const { box } of [...pieces].sort((a, b) => a.box.left - b.box.left)) {
    const at = found.findIndex((row) => {
      const height = Math.max(boxHeight(row), boxHeight(box));
      const shared = Math.min(row.bottom, box.bottom) - Math.max(row.top, box.top);
      return shared > 0.7 * height && box.left - row.right < 0.7 * height;
    });
    if (at < 0) found.push(box);
    else found[at] = unionBoxes([found[at], box]);
  }
  return found;
}
