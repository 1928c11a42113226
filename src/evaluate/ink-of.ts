import { quantile } from './bootstrap';
import type { Picture } from './patch';

/** Ink of a text inside its box. */
export interface FoundInk {
  /** One byte a pixel, 1 for ink. */
  readonly bits: Uint8Array;
  readonly count: number;
  /** Levels by which the ink stands out from its background, 0 to 255 (99th percentile). */
  readonly contrast: number;
}

/** Ink stands out by more than this share of the contrast in its box. */
const LEAST_SHARE = 0.25;
/** On a noisy background by more than this much of the border's 90th percentile, but never by more than 0.7 of the contrast. */
const NOISE = 1.2;
const NOISE_LIMIT = 0.7;
/** Levels of 255 that nobody sees. */
const INVISIBLE = 6;

/**
 * The pixels of a box that stand out from the local background (the median of the box's border). For ground truth without ink masks:
 * good enough to say what of a text is gone, not which stroke is whose.
 */
export function inkOf(crop: Picture): FoundInk {
  const { width, height, channels, data } = crop;
  const border = borderOf(crop);
  const background = Array.from({ length: channels }, (_, c) =>
    quantile(
      border.map((at) => data[at * channels + c]),
      0.5,
    ),
  );
  const off = (at: number) => {
    let most = 0;
    for (let c = 0; c < channels; c += 1) most = Math.max(most, Math.abs(data[at * channels + c] - background[c]));
    return most;
  };
  const distance = Float64Array.from({ length: width * height }, (_, at) => off(at));
  const contrast = quantile([...distance], 0.99);
  const noise = quantile(border.map(off), 0.9);
  const least = Math.max(LEAST_SHARE * contrast, Math.min(NOISE * noise, NOISE_LIMIT * contrast), INVISIBLE);
  const bits = Uint8Array.from(distance, (value) => (value > least ? 1 : 0));
  return { bits, count: countOf(bits), contrast };
}

/** First and last row, first and last column: corners twice, as they belong to both. */
function borderOf({ width, height }: Picture): number[] {
  const rows = [0, height - 1].flatMap((y) => Array.from({ length: width }, (_, x) => y * width + x));
  const columns = [0, width - 1].flatMap((x) => Array.from({ length: height }, (_, y) => y * width + x));
  return [...rows, ...columns];
}

/** Of a mask's pixels at least this share must be visible, or the local background was misjudged. */
const LEAST_VISIBLE = 0.3;

/** The visible part of an ink mask: faint edges of anti-aliased letters equal what they are painted with by chance. */
export function visibleInk(crop: Picture, mask: Uint8Array): FoundInk {
  const { bits, contrast } = inkOf(crop);
  const visible = mask.map((bit, at) => bit & bits[at]);
  const [all, seen] = [countOf(mask), countOf(visible)];
  return seen >= LEAST_VISIBLE * all ? { bits: visible, count: seen, contrast } : { bits: mask, count: all, contrast };
}

const countOf = (bits: Uint8Array): number => bits.reduce((sum, bit) => sum + bit, 0);
