import { displayRange } from './burn';
import type { Place, Stage } from './compose';
import type { Block } from './piece';
import type { Raster } from './raster';

const PADDING = 4;

/** A filled box behind a block, part of the ground: the clean picture has it too (a viewer's empty panel). */
export function paintPanel(
  { raster, clean }: Stage,
  place: Place,
  block: Pick<Block, 'width' | 'height'>,
  level: number,
): void {
  const { rows, columns, frames, samplesPerPixel, samples, photometricInterpretation } = raster;
  const [low, high] = displayRange(raster);
  const shown = photometricInterpretation === 'MONOCHROME1' ? 1 - level : level;
  const value = Math.round(low + (high - low) * shown);
  for (let frame = 0; frame < frames; frame++) {
    for (let y = Math.max(0, place.top - PADDING); y < Math.min(rows, place.top + block.height + PADDING); y++) {
      for (let x = Math.max(0, place.left - PADDING); x < Math.min(columns, place.left + block.width + PADDING); x++) {
        const at = (frame * rows * columns + y * columns + x) * samplesPerPixel;
        for (let c = 0; c < samplesPerPixel; c++) {
          const neutral = photometricInterpretation === 'YBR_FULL' && c > 0 ? 128 : value;
          samples[at + c] = neutral;
          clean[at + c] = neutral;
        }
      }
    }
  }
}

/** Mean and standard deviation of the first frame's display level under a block, 0 black to 1 white. */
export function groundUnder(
  raster: Raster,
  place: Place,
  block: Pick<Block, 'width' | 'height'>,
): { readonly mean: number; readonly deviation: number } {
  const { rows, columns, samplesPerPixel, samples } = raster;
  const [low, high] = displayRange(raster);
  let [sum, squares, count] = [0, 0, 0];
  for (let y = Math.max(0, place.top); y < Math.min(rows, place.top + block.height); y++) {
    for (let x = Math.max(0, place.left); x < Math.min(columns, place.left + block.width); x++) {
      const level = Math.min(1, Math.max(0, (samples[(y * columns + x) * samplesPerPixel] - low) / (high - low)));
      sum += level;
      squares += level * level;
      count++;
    }
  }
  const mean = count === 0 ? 0 : sum / count;
  const deviation = count === 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean));
  return { mean: raster.photometricInterpretation === 'MONOCHROME1' ? 1 - mean : mean, deviation };
}
