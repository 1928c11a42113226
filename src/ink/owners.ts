import { connectedPieces } from '../base/connected';
import { type Box, boxHeight, boxWidth, clipBox, growBox } from '../base/geometry';
import { INK_THRESHOLD } from '../base/ink';
import { type InkMap, inkPixels } from './map';

/** A word that was read, as far as its strokes are concerned. */
export interface InkClaim {
  readonly box: Box;
  /** Smaller boxes that follow a slanted word; otherwise `box` alone. */
  readonly pieces: readonly Box[];
  /** Height of its letters in pixels. */
  readonly size: number;
}

export interface InkOwners {
  /** For each claim the box around its strokes, `undefined` where none are seen. */
  readonly boxes: readonly (Box | undefined)[];
  /** The map without all that is owned. */
  readonly loose: InkMap;
}

/** Strokes reach so far over the box that a reader gives a word, in heights of its letters: accents and descenders, then ends. */
const REACH = { across: 0.3, along: 0.15 };
/** A stroke that goes on outside is the word's own when it ends so many heights from it. */
const OVERFLOW = 0.6;

/**
 * Gives each stroke to one word: to the word whose box it stands in, else to the one that it touches, else to nobody. No pixel belongs
 * to two words.
 */
export function ownInk(map: InkMap, claims: readonly InkClaim[]): InkOwners {
  const inked = inkPixels(map);
  const owner = new Int32Array(map.ink.length);
  for (const reach of [0, 1]) {
    claims.forEach((claim, index) => {
      for (const piece of claim.pieces) take(map, owner, grown(piece, claim, reach, map), index);
    });
  }
  overflow(map, inked, owner, claims);
  const boxes: (Bounds | undefined)[] = claims.map(() => undefined);
  const ink = map.ink.slice();
  for (const at of inked) {
    if (owner[at] === NOBODY) continue;
    const index = owner[at] - 1;
    ink[at] = 0;
    const x = at % map.width;
    const y = (at - x) / map.width;
    const bounds = boxes[index];
    if (bounds === undefined) boxes[index] = { left: x, top: y, right: x + 1, bottom: y + 1 };
    else widen(bounds, x, y);
  }
  return { boxes, loose: { ...map, ink } };
}

/** A pixel's owner is the number of its claim, from 1. */
const NOBODY = 0;

interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function widen(bounds: Bounds, x: number, y: number): void {
  if (x < bounds.left) bounds.left = x;
  if (x >= bounds.right) bounds.right = x + 1;
  if (y < bounds.top) bounds.top = y;
  if (y >= bounds.bottom) bounds.bottom = y + 1;
}

function grown(piece: Box, { box, size }: InkClaim, reach: number, map: InkMap): Box {
  const [across, along] = [Math.ceil(REACH.across * size * reach), Math.ceil(REACH.along * size * reach)];
  const turned = boxHeight(box) > boxWidth(box) && boxWidth(box) <= size;
  return turned
    ? growBox(piece, across, along, map.width, map.height)
    : growBox(piece, along, across, map.width, map.height);
}

/** Ink inside a box that nobody has yet. */
function take({ width, height, ink }: InkMap, owner: Int32Array, box: Box, index: number): void {
  const { left, top, right, bottom } = clipBox(box, width, height);
  for (let y = top; y < bottom; y++) {
    for (let at = y * width + left; at < y * width + right; at++) {
      if (owner[at] === NOBODY && ink[at] >= INK_THRESHOLD) owner[at] = index + 1;
    }
  }
}

/** Pieces of ink outside all boxes: those that go on from a word and end near it become the word's, the others stay loose. */
function overflow(map: InkMap, inked: Int32Array, owner: Int32Array, claims: readonly InkClaim[]): void {
  if (claims.length === 0) return;
  const { width, height } = map;
  const mask = new Uint8Array(owner.length);
  for (const at of inked) if (owner[at] === NOBODY) mask[at] = 1;
  for (const { box, pixels } of connectedPieces(mask, width)) {
    const index = touchedBy(pixels, owner, width, height);
    if (index === NOBODY) continue;
    const { box: word, size } = claims[index - 1];
    if (contains(growBox(word, OVERFLOW * size, OVERFLOW * size, width, height), box)) {
      for (const at of pixels) owner[at] = index;
    }
  }
}

const contains = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;

/** The word that a piece of unowned ink touches, the one furthest along the piece where it touches several. */
function touchedBy(pixels: Int32Array, owner: Int32Array, width: number, height: number): number {
  for (let next = pixels.length - 1; next >= 0; next--) {
    const x = pixels[next] % width;
    const y = (pixels[next] - x) / width;
    for (let ny = Math.min(height - 1, y + 1); ny >= Math.max(0, y - 1); ny--) {
      for (let nx = Math.min(width - 1, x + 1); nx >= Math.max(0, x - 1); nx--) {
        if (owner[ny * width + nx] !== NOBODY) return owner[ny * width + nx];
      }
    }
  }
  return NOBODY;
}
