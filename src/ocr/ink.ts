import type { Raster } from './raster';

/** What tells the text of a crop from its ground. */
export interface InkLevels {
  /** Grey level of the ground. */
  readonly ground: number;
  /** Grey levels between ground and text, positive. */
  readonly contrast: number;
  /** Whether the text is brighter than its ground. */
  readonly bright: boolean;
}

/** Contrasts below this many grey levels are noise, not text. */
const MIN_CONTRAST = 12;

/**
 * Levels of an upright crop whose rows `coreTop` to `coreBottom` run through the text: the ground is the median of everything, the
 * text lies on the side that the core rows reach further to.
 */
export function inkLevels(image: Raster, coreTop: number, coreBottom: number): InkLevels {
  const all = histogramOf(image.data);
  const core = histogramOf(image.data.subarray(coreTop * image.width, coreBottom * image.width));
  const ground = quantile(all, image.data.length, 0.5);
  const coreCount = (coreBottom - coreTop) * image.width;
  const high = quantile(core, coreCount, 0.96);
  const low = quantile(core, coreCount, 0.04);
  const bright = high - ground >= ground - low || (ground < MAX_GROUND && saturated(core, coreCount));
  return { ground, bright, contrast: Math.max(MIN_CONTRAST, bright ? high - ground : ground - low) };
}

/** Grey levels from this on count as full brightness. */
const FULL = 250;
/** Ground that bright letters could stand on. */
const MAX_GROUND = 215;

/** Whether as much of the text's rows is of full brightness as letters fill: text over anatomy that has dark gaps beside it. */
function saturated(core: Uint32Array, count: number): boolean {
  let full = 0;
  for (let value = FULL; value < 256; value++) full += core[value];
  return full > 0.06 * count && full < 0.6 * count;
}

/** How often each of the 256 grey levels occurs. */
export function histogramOf(data: Uint8Array): Uint32Array {
  const histogram = new Uint32Array(256);
  for (let index = 0; index < data.length; index++) histogram[data[index]]++;
  return histogram;
}

/** 1 for each pixel whose grey level counts, 0 for the others; `counts` is asked once a level. */
export function levelMask(data: Uint8Array, counts: (level: number) => boolean): Uint8Array {
  const levels = Uint8Array.from({ length: 256 }, (_, level) => (counts(level) ? 1 : 0));
  const mask = new Uint8Array(data.length);
  for (let index = 0; index < mask.length; index++) mask[index] = levels[data[index]];
  return mask;
}

/** The darkest and the brightest grey level that occur; `[255, 0]` for an empty picture. */
export function levelRange(histogram: Uint32Array): [low: number, high: number] {
  let [low, high] = [255, 0];
  for (let value = 0; value < 256; value++) {
    if (histogram[value] === 0) continue;
    low = Math.min(low, value);
    high = value;
  }
  return [low, high];
}

function quantile(histogram: Uint32Array, count: number, share: number): number {
  let left = Math.floor(share * (count - 1));
  for (let value = 0; value < 256; value++) {
    left -= histogram[value];
    if (left < 0) return value;
  }
  return 255;
}

/** How far a grey level is on the way from ground to text: 0 none, 1 full. */
export function inkStrength(value: number, { ground, contrast, bright }: InkLevels): number {
  return Math.min(1, Math.max(0, (bright ? value - ground : ground - value) / contrast));
}

/**
 * Mean ink of each column between two rows (bottom exclusive), without what is there all along (a vessel or bone behind the text), on
 * a scale where the columns with most text are 1. `reach`: columns to each side within which the emptiest one counts as empty.
 */
export function columnProfile(
  image: Raster,
  levels: InkLevels,
  top: number,
  bottom: number,
  reach: number,
): Float32Array {
  const strengths = Float64Array.from({ length: 256 }, (_, value) => inkStrength(value, levels));
  const sums = new Float32Array(image.width);
  for (let y = top; y < bottom; y++) {
    for (let x = 0; x < image.width; x++) sums[x] += strengths[image.data[y * image.width + x]];
  }
  const lifted = sums.map((sum, x) => {
    let least = sum;
    for (let k = Math.max(0, x - reach); k <= Math.min(image.width - 1, x + reach); k++)
      least = Math.min(least, sums[k]);
    return sum - least;
  });
  const sorted = [...lifted].sort((a, b) => a - b);
  const full = Math.max(1e-3, sorted[Math.floor(0.85 * (sorted.length - 1))]);
  return lifted.map((value) => Math.min(1.5, value / full));
}
