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
  const seen = new Uint8Array(width * height);
  const stack = new Int32Array(width * height);
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] || (map[start] as number) <= options.threshold) continue;
    const kernel = flood(map, width, height, start, options.threshold, seen, stack);
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

/** The kernel along its own direction; uniform thickness and length follow from area and moments (a rectangle's variance is L^2 / 12). */
function slantOf({ x, y, moments, count }: Kernel, { unclip }: DbOptions): Slant {
  const angle = axisAngle(moments);
  const spread = Math.hypot((moments.xx - moments.yy) / 2, moments.xy);
  const length = Math.sqrt(12 * Math.max(1 / 12, (moments.xx + moments.yy) / 2 + spread));
  const thickness = Math.max(1, count / length);
  const grow = (length * thickness * unclip) / (2 * (length + thickness));
  return { x, y, angle, along: length / 2 + grow, across: thickness / 2 + grow };
}

interface Kernel {
  readonly box: Box;
  readonly score: number;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly moments: Moments;
  readonly count: number;
}

/** Marks the 8-connected component of `start` and returns its box and mean probability. */
function flood(
  map: Float32Array,
  width: number,
  height: number,
  start: number,
  threshold: number,
  seen: Uint8Array,
  stack: Int32Array,
): Kernel {
  let left = width;
  let top = height;
  let right = 0;
  let bottom = 0;
  let [sum, count, sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0, 0, 0];
  let depth = 0;
  stack[depth++] = start;
  seen[start] = 1;
  while (depth > 0) {
    const index = stack[--depth] as number;
    const x = index % width;
    const y = (index - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
    sum += map[index] as number;
    count++;
    sumX += x + 0.5;
    sumY += y + 0.5;
    sumXX += (x + 0.5) ** 2;
    sumYY += (y + 0.5) ** 2;
    sumXY += (x + 0.5) * (y + 0.5);
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const next = ny * width + nx;
        if (seen[next] || (map[next] as number) <= threshold) continue;
        seen[next] = 1;
        stack[depth++] = next;
      }
    }
  }
  const [x, y] = [sumX / count, sumY / count];
  const moments = { xx: sumXX / count - x * x, yy: sumYY / count - y * y, xy: sumXY / count - x * y };
  return { box: { left, top, right, bottom }, score: sum / count, x, y, moments, count };
}
