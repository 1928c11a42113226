import { meanAround } from '../base/local-mean';
import type { Samples } from './samples';

/** Each pixel value that occurs, in ascending order, and how often. */
export type Histogram = readonly { readonly value: number; readonly count: number }[];

/**
 * Shares of the picture that ink covers, and the inside of its strokes; how much more often than each of so many neighbours it occurs, and
 * how many there are.
 */
const INK = { least: 0.0004, inside: 0.00015, most: 0.08, times: 8, reach: 6, values: 2 } as const;

/**
 * Values of burnt-in ink. An overlay is drawn in one value, and anatomy is not: a value that occurs many times as often as its
 * neighbours, on a small share of the picture, is ink, whatever stands behind it and whichever window hides it. Where anatomy has that
 * value as often, its strokes still tell it: noise does not give three equal pixels in a row. The one with most strokes first.
 *
 * @param values of a frame `width` pixels wide, row by row
 */
export function inkValues(values: Samples, width: number, histogram: Histogram): readonly number[] {
  const strokes = strokePixels(values, width);
  const inside = histogram.map(({ value }) => strokes.get(value) ?? 0);
  const counts = histogram.map(({ count }) => count);
  const pixels = values.length;
  return histogram
    .map(({ value, count }, at) => ({ value, count, at }))
    .filter(
      ({ count, at }) =>
        count <= INK.most * pixels &&
        ((count >= INK.least * pixels && standsOut(counts, at)) ||
          (inside[at] >= INK.inside * pixels && standsOut(inside, at))),
    )
    .sort((a, b) => inside[b.at] - inside[a.at] || b.count - a.count)
    .slice(0, INK.values)
    .map(({ value }) => value);
}

/** Whether an entry is many times as large as the others around it are on the average. */
function standsOut(counts: readonly number[], at: number): boolean {
  const around = counts.slice(Math.max(0, at - INK.reach), at + INK.reach + 1);
  const others = around.reduce((sum, count) => sum + count, 0) - counts[at];
  return counts[at] > INK.times * (others / Math.max(1, around.length - 1));
}

/** How many pixels of each value have the same value on both sides, along or across. */
function strokePixels(values: Samples, width: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    const x = i % width;
    const along = x > 0 && x < width - 1 && values[i - 1] === value && values[i + 1] === value;
    // Beyond the first and last row there is `undefined`.
    if (along || (values[i - width] === value && values[i + width] === value))
      found.set(value, (found.get(value) ?? 0) + 1);
  }
  return found;
}

/** The ground of a stroke's edge is the mean of the pixels so near that are neither ink nor beside it. */
const RADIUS = 5;
/** Less opacity than this is noise of the ground. */
const FAINT = 0.2;

/**
 * What is drawn in one value, as it would look white on black: ink is 255, the smoothed edges beside it are as bright as they are
 * opaque over the ground around them, all else is 0.
 */
export function inkPicture(values: Samples, width: number, height: number, ink: number): Uint8Array {
  let gray: Uint8Array = new Uint8Array(values.length).map((_, i) => (values[i] === ink ? 255 : 0));
  // Where smoothing has left a stroke one level beside the ink, it goes on from what is all but opaque.
  for (let pass = 0; pass < PASSES; pass += 1) {
    const near = besideInk(gray, width, height);
    const ground = meanAround(values, near, { width, height }, RADIUS);
    gray = gray.map((_, i) => {
      if (values[i] === ink) return 255;
      if (near[i] === 0 || Number.isNaN(ground[i])) return 0;
      const opacity = (values[i] - ground[i]) / (ink - ground[i]);
      return opacity < FAINT ? 0 : Math.round(255 * Math.min(1, opacity));
    });
  }
  return gray;
}

/** So often the edges beside ink are looked for: each pass goes on `NEAR` pixels further at most. */
const PASSES = 2;
/** From this level on a pixel is as good as ink. */
const OPAQUE = 240;

/** Curves of thin print do not reach the ink's own value: so far from it strokes may go on. */
const NEAR = 2;

/** 1 for ink and what is near it. */
function besideInk(gray: Uint8Array, width: number, height: number): Uint8Array {
  const near = new Uint8Array(gray.length);
  for (let i = 0; i < gray.length; i += 1) {
    if (gray[i] < OPAQUE) continue;
    const x = i % width;
    const y = (i - x) / width;
    for (let row = Math.max(0, y - NEAR); row <= Math.min(height - 1, y + NEAR); row += 1)
      near.fill(1, row * width + Math.max(0, x - NEAR), row * width + Math.min(width, x + NEAR + 1));
  }
  return near;
}
