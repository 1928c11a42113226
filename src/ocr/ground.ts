import { meanAround } from '../base/local-mean';
import type { Raster } from './raster';

/**
 * Text over anatomy: the ground behind bright letters is taken down, the letters stay as they are. Letters burnt in are of full
 * brightness; what is darker, and not next to that, is ground. Where letters stand, the ground is the mean of the ground around, and
 * what stands above it is measured by the room that it leaves below full brightness: the opacity with which the overlay was drawn. Pure.
 */
export interface FlattenOptions {
  /** Ground is averaged over `2 * radius + 1` pixels in both directions: wider than a stroke. */
  readonly radius: number;
  /** Share of the ground's brightness that is left, 0 to 1: dark letters on light ground need some to stand out from. */
  readonly keep: number;
  /** Grey level of full brightness. */
  readonly full: number;
}

/** Pixels this near to full brightness are letters (or bone), those beside them their edges. */
const NEAR = 0.88;
/** Room below full brightness that a stroke needs to be told from its ground, in grey levels. */
const MIN_ROOM = 16;

/** `image` with its ground taken down; text of full brightness stays at full brightness. */
export function flattenGround(image: Raster, { radius, keep, full }: FlattenOptions): Raster {
  const letters = besideBright(image, full * NEAR);
  const ground = meanAround(image.data, letters, image, radius);
  const data = new Uint8Array(image.data.length);
  for (let index = 0; index < data.length; index++) {
    const value = image.data[index];
    if (letters[index] === 0) {
      data[index] = value * keep;
      continue;
    }
    const under = Number.isNaN(ground[index]) ? full : ground[index];
    const opacity = full - under < MIN_ROOM ? 0 : Math.min(1, Math.max(0, (value - under) / (full - under)));
    // Darker than its ground: the rim around an outlined letter.
    data[index] = Math.min(value, under) * keep * (1 - opacity) + opacity * full;
  }
  return { ...image, data };
}

/** 1 where a pixel or one of its eight neighbours is at least `level`. */
function besideBright({ width, height, data }: Raster, level: number): Uint8Array {
  const mask = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] < level) continue;
      const [left, right] = [Math.max(0, x - 1), Math.min(width - 1, x + 1)];
      for (let k = Math.max(0, y - 1); k <= Math.min(height - 1, y + 1); k++)
        mask.fill(1, k * width + left, k * width + right + 1);
    }
  }
  return mask;
}
