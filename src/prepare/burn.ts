import type { Ink } from './ink';
import type { Mask } from './mask';
import { type Raster, storedLimits, type Window } from './raster';

/** How a mask becomes pixels. `level` and `shade` are display levels: 0 black to 1 white, as shown through the first window. */
export interface Ink8 {
  readonly level: number;
  /** RGB 0 to 255, for colour rasters; grey of `level` otherwise. */
  readonly rgb?: readonly [number, number, number];
  /** 0 to 1: how much of the ground the ink covers; default 1. */
  readonly opacity?: number;
  /** The window through which `level` is meant; default the raster's first. */
  readonly window?: Window;
  /** Stored value for fully covered pixels instead of the one that `level` gives. */
  readonly stored?: number;
}

/**
 * Draws a mask into one frame of a raster, in place, and returns the pixels that truly changed.
 *
 * @param left column of the mask's left edge, may be negative; what falls outside the frame is not drawn
 */
export function burn(raster: Raster, frame: number, mask: Mask, left: number, top: number, ink: Ink8): Ink {
  const paint = painter(raster, ink);
  const { rows, columns, samplesPerPixel } = raster;
  const base = frame * rows * columns;
  const changed = new Uint8Array(mask.width * mask.height);
  for (let y = Math.max(0, -top); y < mask.height && top + y < rows; y++) {
    for (let x = Math.max(0, -left); x < mask.width && left + x < columns; x++) {
      const alpha = mask.alpha[y * mask.width + x];
      if (alpha === 0) continue;
      const at = (base + (top + y) * columns + left + x) * samplesPerPixel;
      if (paint(at, alpha / 255)) changed[y * mask.width + x] = 1;
    }
  }
  return tighten(changed, mask.width, mask.height, left, top);
}

type Paint = (at: number, alpha: number) => boolean;

function painter(raster: Raster, ink: Ink8): Paint {
  const { samples } = raster;
  const opacity = ink.opacity ?? 1;
  const set = (at: number, value: number): boolean => {
    if (samples[at] === value) return false;
    samples[at] = value;
    return true;
  };
  if (raster.samplesPerPixel === 3) {
    const colour = inkColour(raster, ink);
    return (at, alpha) => {
      let changed = false;
      for (let c = 0; c < 3; c++) {
        const ground = samples[at + c];
        if (set(at + c, Math.round(ground + (colour[c] - ground) * alpha * opacity))) changed = true;
      }
      return changed;
    };
  }
  const [least, most] = storedLimits(raster);
  const window = ink.window ?? raster.windows[0] ?? { low: least, high: most };
  const span = window.high - window.low;
  const level = raster.photometricInterpretation === 'MONOCHROME1' ? 1 - ink.level : ink.level;
  return (at, alpha) => {
    if (alpha === 1 && opacity === 1 && ink.stored !== undefined) return set(at, ink.stored);
    // Mixed as it is seen: a ground beyond the window counts as its end, or half-covered pixels next to it would not show.
    const ground = Math.min(1, Math.max(0, (samples[at] - window.low) / span));
    const mixed = Math.round(window.low + span * (ground + (level - ground) * alpha * opacity));
    return set(at, Math.min(most, Math.max(least, mixed)));
  };
}

function inkColour(raster: Raster, ink: Ink8): readonly [number, number, number] {
  const grey = Math.round(ink.level * 255);
  const [r, g, b] = ink.rgb ?? [grey, grey, grey];
  if (raster.photometricInterpretation !== 'YBR_FULL') return [r, g, b];
  return rgbToYbr(r, g, b);
}

/** PS3.3 C.7.6.3.1.2, full range, rounded. */
export function rgbToYbr(r: number, g: number, b: number): [number, number, number] {
  const clip = (value: number) => Math.min(255, Math.max(0, Math.round(value)));
  return [
    clip(0.299 * r + 0.587 * g + 0.114 * b),
    clip(128 - 0.168736 * r - 0.331264 * g + 0.5 * b),
    clip(128 + 0.5 * r - 0.418688 * g - 0.081312 * b),
  ];
}

/** The box around what is set, and its part of the bits. */
function tighten(changed: Uint8Array, width: number, height: number, left: number, top: number): Ink {
  let [x0, x1, y0, y1] = [width, 0, height, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (changed[y * width + x] === 0) continue;
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x + 1);
      y0 = Math.min(y0, y);
      y1 = y + 1;
    }
  }
  if (x1 === 0) return { box: [Math.max(0, left), Math.max(0, top), 0, 0], bits: new Uint8Array(0) };
  const bits = new Uint8Array((x1 - x0) * (y1 - y0));
  for (let y = y0; y < y1; y++) bits.set(changed.subarray(y * width + x0, y * width + x1), (y - y0) * (x1 - x0));
  return { box: [left + x0, top + y0, x1 - x0, y1 - y0], bits };
}

/** Mean display level (0 black to 1 white, through the first window) of a part of a frame, clipped to it. */
export function groundLevel(raster: Raster, frame: number, box: readonly [number, number, number, number]): number {
  const { rows, columns, samplesPerPixel, samples } = raster;
  const [low, high] = displayRange(raster);
  let [sum, count] = [0, 0];
  for (let y = Math.max(0, box[1]); y < Math.min(rows, box[1] + box[3]); y += 2) {
    for (let x = Math.max(0, box[0]); x < Math.min(columns, box[0] + box[2]); x += 2) {
      const at = (frame * rows * columns + y * columns + x) * samplesPerPixel;
      sum += Math.min(1, Math.max(0, (samples[at] - low) / (high - low)));
      count++;
    }
  }
  const mean = count === 0 ? 0 : sum / count;
  return raster.photometricInterpretation === 'MONOCHROME1' ? 1 - mean : mean;
}

function displayRange(raster: Raster): readonly [number, number] {
  const window = raster.windows[0];
  return window === undefined || raster.samplesPerPixel === 3 ? storedLimits(raster) : [window.low, window.high];
}
