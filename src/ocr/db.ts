import { type ConnectedPiece, connectedPieces } from '../base/connected';
import type { Box } from '../base/geometry';
import { axisAngle, type Moments, type Slant } from './slant';

/**
 * Post-processing of a DB text detector (Liao et al., "Real-time Scene Text Detection with Differentiable Binarization", 2020):
 * probability map to boxes. Pure: no model needed.
 */
export interface DbOptions {
  /** Probability above which a pixel belongs to a text kernel. */
  readonly threshold: number;
  /** Regions whose mean probability is lower are dropped. */
  readonly boxThreshold: number;
  /** How far the shrunk kernel is grown back: `area * unclip / perimeter` (the paper's offset). */
  readonly unclip: number;
  /** Kernels thinner than this many map pixels are dropped. */
  readonly minSide: number;
}

export interface DbRegion {
  /** In map pixels, may reach over the map's edges. */
  readonly box: Box;
  readonly score: number;
  /** The same line with its direction, grown like the box. */
  readonly slant: Slant;
}

export function dbRegions(map: Float32Array, width: number, height: number, options: DbOptions): DbRegion[] {
  const regions: DbRegion[] = [];
  for (const piece of connectedPieces(above(map, width * height, options.threshold), width)) {
    const kernel = kernelOf(map, width, piece);
    const w = kernel.box.right - kernel.box.left;
    const h = kernel.box.bottom - kernel.box.top;
    if (Math.min(w, h) < options.minSide || kernel.score < options.boxThreshold) continue;
    const grow = Math.round((w * h * options.unclip) / (2 * (w + h)));
    regions.push({
      box: {
        left: kernel.box.left - grow,
        top: kernel.box.top - grow,
        right: kernel.box.right + grow,
        bottom: kernel.box.bottom + grow,
      },
      score: kernel.score,
      slant: slantOf(kernel, options),
    });
  }
  return regions;
}

/** 1 for each of the first `length` probabilities above a threshold. */
function above(map: Float32Array, length: number, threshold: number): Uint8Array {
  const mask = new Uint8Array(length);
  for (let index = 0; index < length; index++) if (map[index] > threshold) mask[index] = 1;
  return mask;
}

/** The kernel along its own direction; uniform thickness and length follow from area and moments (a rectangle's variance is L^2 / 12). */
function slantOf({ x, y, moments, count }: Kernel, { unclip }: DbOptions): Slant {
  const angle = axisAngle(moments);
  const spread = Math.hypot((moments.xx - moments.yy) / 2, moments.xy);
  const length = Math.sqrt(12 * Math.max(1 / 12, (moments.xx + moments.yy) / 2 + spread));
  const thickness = Math.max(1, count / length);
  const grow = (length * thickness * unclip) / (2 * (length + thickness));
  return { x, y, angle, along: length / 2 + grow, across: thickness / 2 + grow };
}

/** A connected piece of the map above its threshold: its box, mean probability, and how its pixels lie. */
interface Kernel {
  readonly box: Box;
  readonly score: number;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly moments: Moments;
  readonly count: number;
}

function kernelOf(map: Float32Array, width: number, { box, pixels }: ConnectedPiece): Kernel {
  let [sum, sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0, 0];
  for (const index of pixels) {
    const x = index % width;
    const y = (index - x) / width;
    sum += map[index];
    sumX += x + 0.5;
    sumY += y + 0.5;
    sumXX += (x + 0.5) ** 2;
    sumYY += (y + 0.5) ** 2;
    sumXY += (x + 0.5) * (y + 0.5);
  }
  const count = pixels.length;
  const [x, y] = [sumX / count, sumY / count];
  const moments = { xx: sumXX / count - x * x, yy: sumYY / count - y * y, xy: sumXY / count - x * y };
  return { box, score: sum / count, x, y, moments, count };
}
