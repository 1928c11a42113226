import { connectedPieces } from '../base/connected';
import type { Box } from '../base/geometry';
import { INK_THRESHOLD } from '../base/ink';
import { type InkMap, inkPixels, levelMask } from './map';
import { shapeOf } from './shape';

/** A line of text as its strokes, without any reading. */
export interface InkLine {
  /** Around all its ink. */
  readonly box: Box;
  /** Indices into the map of the pixels that are its ink, each owned by one line only, ascending. */
  readonly pixels: Int32Array;
  /** Mean probability of those pixels, 0 to 1. */
  readonly score: number;
  /** Degrees clockwise, more than -90 and up to 90, by which the line runs from upright text's; 0 where it is too short to tell. */
  readonly angle: number;
  /** The smallest rectangle at that angle around its ink: upper left as read, then clockwise; `[x, y]`. */
  readonly corners: readonly (readonly [number, number])[];
}

export interface LineOptions {
  /** Default `INK_THRESHOLD`. */
  readonly threshold?: number;
  /** Fewer pixels of ink are no line. */
  readonly minPixels?: number;
  /** Lines whose mean probability (0 to 1) is lower are left out. */
  readonly minScore?: number;
}

/** From this probability on a pixel is a line's core. */
const CORE_THRESHOLD = 128;
/** Cores of fewer pixels are noise of the map; two rows of a thin letter have as many. */
const MIN_CORE = 4;
/** Ink that touches no core (the dot of an i, an accent, a comma) belongs to a core within so many of that core's thicknesses. */
const REACH = 1.6;
/** What a line has at least (chosen on development seeds: letters have it, texture seldom). */
const MIN_PIXELS = 8;
/** Ink so sure on average is a line of text though nobody can read it. */
export const SURE_SCORE = 0.77;

/** The lines of a map that are surely lines. Every pixel of ink belongs to one line at most; ink far from all cores makes a line by each connected piece. */
export function inkLines(map: InkMap, options: LineOptions = {}): InkLine[] {
  const { threshold = INK_THRESHOLD, minPixels = MIN_PIXELS, minScore = SURE_SCORE } = options;
  const inked = inkPixels(map, threshold);
  if (inked.length === 0) return [];
  const ink = new Uint8Array(map.ink.length);
  for (const index of inked) ink[index] = 1;
  const cores = connectedPieces(levelMask(map.line, CORE_THRESHOLD), map.width)
    .map(({ pixels }) => pixels)
    .filter((core) => core.length >= MIN_CORE);
  const { owner, count } = ownersOf(map, ink, cores);
  const owned: number[][] = Array.from({ length: count }, () => []);
  for (const index of inked) owned[owner[index]].push(index);
  return owned
    .flatMap((pixels, label) => (pixels.length >= minPixels ? [lineOf(map, pixels, cores[label])] : []))
    .filter(({ score }) => score >= minScore);
}

/** Which core each pixel of ink belongs to; ink far from all of them has numbers of its own, after theirs. -1 where neither ink nor core is. */
function ownersOf(
  map: InkMap,
  ink: Uint8Array,
  cores: readonly Int32Array[],
): { readonly owner: Int32Array; readonly count: number } {
  const owner = new Int32Array(ink.length).fill(-1);
  for (const [label, core] of cores.entries()) for (const index of core) owner[index] = label;
  flow(map, owner, ink, cores);
  const alone = ink.slice();
  for (let index = 0; index < ink.length; index++) if (owner[index] >= 0) alone[index] = 0;
  const near = cores.map((core) => ({ ...boxOf(core, map.width), thickness: thicknessOf(core, map.width) }));
  let count = cores.length;
  for (const { box, pixels } of connectedPieces(alone, map.width)) {
    const label = nearest(box, near) ?? count++;
    for (const index of pixels) owner[index] = label;
  }
  return { owner, count };
}

function lineOf(map: InkMap, pixels: readonly number[], core: Int32Array | undefined): InkLine {
  const score = pixels.reduce((sum, index) => sum + map.ink[index], 0) / (255 * pixels.length);
  const own = Int32Array.from(pixels);
  return { box: boxOf(own, map.width), pixels: own, score, ...shapeOf(own, core ?? own, map.width) };
}

/** Ink takes the owner of the core that it is connected to by the shortest way through ink. */
function flow({ width, height }: InkMap, owner: Int32Array, ink: Uint8Array, cores: readonly Int32Array[]): void {
  const queue = cores.flatMap((core) => [...core]);
  for (let next = 0; next < queue.length; next++) {
    const index = queue[next];
    const x = index % width;
    const y = (index - x) / width;
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let to = ny * width + Math.max(0, x - 1); to <= ny * width + Math.min(width - 1, x + 1); to++) {
        if (owner[to] >= 0 || ink[to] === 0) continue;
        owner[to] = owner[index];
        queue.push(to);
      }
    }
  }
}

function boxOf(pixels: Int32Array, width: number): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  for (const index of pixels) {
    const x = index % width;
    const y = (index - x) / width;
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x + 1), Math.min(top, y), Math.max(bottom, y + 1)];
  }
  return { left, top, right, bottom };
}

/** A core's area over its length: half the height of its letters, at any angle. */
function thicknessOf(core: Int32Array, width: number): number {
  const { left, top, right, bottom } = boxOf(core, width);
  return core.length / Math.max(1, Math.hypot(right - left, bottom - top));
}

function nearest(piece: Box, cores: readonly (Box & { readonly thickness: number })[]): number | undefined {
  let [best, least]: [number | undefined, number] = [undefined, Infinity];
  for (const [label, core] of cores.entries()) {
    const dx = Math.max(0, core.left - piece.right, piece.left - core.right);
    const dy = Math.max(0, core.top - piece.bottom, piece.top - core.bottom);
    const distance = Math.hypot(dx, dy);
    if (distance <= REACH * core.thickness + 1 && distance < least) [best, least] = [label, distance];
  }
  return best;
}
