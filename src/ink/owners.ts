import { type Box, boxHeight, boxWidth, clipBox, growBox } from '../base/geometry';
import { INK_THRESHOLD, type InkMap } from './map';

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
  /** Pixels of ink for each claim. */
  readonly areas: readonly number[];
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
  const owner = new Int32Array(map.width * map.height).fill(NOBODY);
  for (const reach of [0, 1]) {
    claims.forEach((claim, index) => {
      for (const piece of claim.pieces) take(map, owner, grown(piece, claim, reach, map), index);
    });
  }
  overflow(map, owner, claims);
  const boxes: (Bounds | undefined)[] = claims.map(() => undefined);
  const areas = claims.map(() => 0);
  owner.forEach((index, at) => {
    if (index < 0) return;
    areas[index] += 1;
    const [x, y] = [at % map.width, Math.floor(at / map.width)];
    const bounds = boxes[index];
    if (bounds === undefined) boxes[index] = { left: x, top: y, right: x + 1, bottom: y + 1 };
    else widen(bounds, x, y);
  });
  const ink = map.ink.map((value, at) => (owner[at] < 0 ? value : 0));
  return { boxes, areas, loose: { ...map, ink } };
}

/** Pixels of ink inside boxes that do not overlap. */
export function countInk({ width, height, ink }: InkMap, boxes: readonly Box[]): number {
  let count = 0;
  for (const box of boxes) {
    const { left, top, right, bottom } = clipBox(box, width, height);
    for (let y = top; y < bottom; y++)
      for (let at = y * width + left; at < y * width + right; at++) if (ink[at] >= INK_THRESHOLD) count++;
  }
  return count;
}

const NOBODY = -1;

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
      if (owner[at] === NOBODY && ink[at] >= INK_THRESHOLD) owner[at] = index;
    }
  }
}

/** Pieces of ink outside all boxes: those that go on from a word and end near it become the word's, the others stay loose. */
function overflow(map: InkMap, owner: Int32Array, claims: readonly InkClaim[]): void {
  const { width, height, ink } = map;
  const seen = new Uint8Array(owner.length);
  for (let start = 0; start < owner.length; start++) {
    if (seen[start] || owner[start] !== NOBODY || ink[start] < INK_THRESHOLD) continue;
    const piece = flood(map, owner, seen, start);
    const claim = piece.touches === NOBODY ? undefined : claims[piece.touches];
    const reach = claim && growBox(claim.box, OVERFLOW * claim.size, OVERFLOW * claim.size, width, height);
    if (reach && contains(reach, piece.box)) for (const at of piece.pixels) owner[at] = piece.touches;
  }
}

const contains = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;

/** The 8-connected piece of unowned ink around `start`, and the word that it touches most recently found. */
function flood({ width, height, ink }: InkMap, owner: Int32Array, seen: Uint8Array, start: number) {
  const box: Bounds = { left: width, top: height, right: 0, bottom: 0 };
  const pixels = [start];
  let touches = NOBODY;
  seen[start] = 1;
  for (let next = 0; next < pixels.length; next++) {
    const at = pixels[next];
    const [x, y] = [at % width, Math.floor(at / width)];
    widen(box, x, y);
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const to = ny * width + nx;
        if (owner[to] !== NOBODY) touches = owner[to];
        else if (!seen[to] && ink[to] >= INK_THRESHOLD) {
          seen[to] = 1;
          pixels.push(to);
        }
      }
    }
  }
  return { box, pixels, touches };
}
