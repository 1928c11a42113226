import type { Raster } from './raster';

/** How much each pixel differs from the ground towards the text, 0 none to 1 full. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly strength: Float32Array;
  /** Whether the text is brighter than its ground. */
  readonly bright: boolean;
}

/** Contrasts below this many grey levels are noise, not text. */
const MIN_CONTRAST = 12;

/** Separates the text of a crop from its ground: the ground is the median, the text lies on the side that reaches further from it. */
export function inkOf(image: Raster): Ink {
  const histogram = new Uint32Array(256);
  for (const value of image.data) histogram[value] = (histogram[value] as number) + 1;
  const ground = quantile(histogram, image.data.length, 0.5);
  const high = quantile(histogram, image.data.length, 0.98);
  const low = quantile(histogram, image.data.length, 0.02);
  const bright = high - ground >= ground - low;
  const contrast = Math.max(MIN_CONTRAST, bright ? high - ground : ground - low);
  const strength = new Float32Array(image.data.length);
  for (let index = 0; index < strength.length; index++) {
    const value = image.data[index] as number;
    strength[index] = Math.min(1, Math.max(0, (bright ? value - ground : ground - value) / contrast));
  }
  return { width: image.width, height: image.height, strength, bright };
}

function quantile(histogram: Uint32Array, count: number, share: number): number {
  let left = Math.floor(share * (count - 1));
  for (let value = 0; value < 256; value++) {
    left -= histogram[value] as number;
    if (left < 0) return value;
  }
  return 255;
}

/** Mean strength of each column between two rows (bottom exclusive). */
export function columnProfile(ink: Ink, top: number, bottom: number): Float32Array {
  const profile = new Float32Array(ink.width);
  for (let y = top; y < bottom; y++) {
    for (let x = 0; x < ink.width; x++)
      profile[x] = (profile[x] as number) + (ink.strength[y * ink.width + x] as number);
  }
  return profile.map((sum) => sum / Math.max(1, bottom - top));
}
