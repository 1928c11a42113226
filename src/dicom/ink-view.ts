import { meanAround } from '../base/local-mean';
import type { Samples } from './samples';

/** Each pixel value that occurs, in ascending order, and how often. */
export type Histogram = readonly { readonly value: number; readonly count: number }[];

/** Shares of the picture that ink covers, how much more often than each of so many neighbours it occurs, and how many there are. */
const INK = { least: 0.0004, most: 0.08, times: 8, reach: 6, values: 2 } as const;

/**
 * Values of burnt-in ink. An overlay is drawn in one value, and anatomy is not: a value that occurs many times as often as its
 * neighbours, on a small share of the picture, is ink, whatever stands behind it and whichever window hides it. The commonest first.
 */
export function inkValues(histogram: Histogram, pixels: number): readonly number[] {
  const isInk = ({ count }: Histogram[number], i: number): boolean => {
    if (count < INK.least * pixels || count > INK.most * pixels) return false;
    const around = histogram.slice(Math.max(0, i - INK.reach), i + INK.reach + 1);
    const others = around.reduce((sum, entry) => sum + entry.count, 0) - count;
    return count > INK.times * (others / Math.max(1, around.length - 1));
  };
  return histogram
    .filter(isInk)
    .sort((a, b) => b.count - a.count)
    .slice(0, INK.values)
    .map(({ value }) => value);
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
  const gray = new Uint8Array(values.length);
  const near = besideInk(values, width, height, ink);
  const ground = meanAround(values, near, { width, height }, RADIUS);
  for (let i = 0; i < gray.length; i += 1) {
    if (values[i] === ink) gray[i] = 255;
    else if (near[i] === 1 && !Number.isNaN(ground[i])) {
      const opacity = (values[i] - ground[i]) / (ink - ground[i]);
      gray[i] = opacity < FAINT ? 0 : Math.round(255 * Math.min(1, opacity));
    }
  }
  return gray;
}

/** Curves of thin print do not reach the ink's own value: so far from it strokes may go on. */
const NEAR = 2;

/** 1 for ink and what is near it. */
function besideInk(values: Samples, width: number, height: number, ink: number): Uint8Array {
  const near = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    if (values[i] !== ink) continue;
    const x = i % width;
    const y = (i - x) / width;
    for (let row = Math.max(0, y - NEAR); row <= Math.min(height - 1, y + NEAR); row += 1)
      near.fill(1, row * width + Math.max(0, x - NEAR), row * width + Math.min(width, x + NEAR + 1));
  }
  return near;
}
