import { type Box, boxHeight, boxWidth } from '../base/geometry';

/** A part of a frame that the network sees at once, and the part of it that is taken from what it says. */
export interface Tile {
  /** In stored pixels. */
  readonly seen: Box;
  readonly taken: Box;
}

/** A tile is at most this wide and high: of larger ones a processor's cache holds too little, and a pixel costs a tenth to a fifth more. */
const TILE = 576;
/**
 * Neighbours overlap by so many pixels, half of them taken from each: on development frames a cut changes as few pixels of ink at 24
 * pixels from it as at 64.
 */
const OVERLAP = 48;

/** Tiles whose `taken` parts cover a frame once. */
export function tilesOf(width: number, height: number): Tile[] {
  return spans(height).flatMap((down) =>
    spans(width).map((across) => ({
      seen: { left: across.from, top: down.from, right: across.to, bottom: down.to },
      taken: { left: across.first, top: down.first, right: across.last, bottom: down.last },
    })),
  );
}

/** Sides of the network's input are multiples of this. */
const MULTIPLE = 16;
const padded = (size: number): number => Math.ceil(size / MULTIPLE) * MULTIPLE;

interface Span {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
}

/** As few spans as there can be, of one size, evenly spread. */
function spans(size: number): Span[] {
  const count = size <= TILE ? 1 : Math.ceil((size - OVERLAP) / (TILE - OVERLAP));
  const length = Math.min(size, padded((size + (count - 1) * OVERLAP) / count));
  const starts = Array.from({ length: count }, (_, k) => Math.round((k * (size - length)) / Math.max(1, count - 1)));
  const seam = (k: number) => Math.round((starts[k] + length + starts[k + 1]) / 2);
  return starts.map((from, k) => ({
    from,
    to: from + length,
    first: k === 0 ? 0 : seam(k - 1),
    last: k === count - 1 ? size : seam(k),
  }));
}

/** Sides of the network's input for a tile. */
export const inputSize = ({ seen }: Tile): { readonly width: number; readonly height: number } => ({
  width: padded(boxWidth(seen)),
  height: padded(boxHeight(seen)),
});
