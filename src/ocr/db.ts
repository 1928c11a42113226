import type { Box } from '../base/geometry';

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
    });
  }
  return regions;
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
): DbRegion {
  let left = width;
  let top = height;
  let right = 0;
  let bottom = 0;
  let sum = 0;
  let count = 0;
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
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const next = ny * width + nx;
        if (seen[next] || (map[next] as number) <= threshold) continue;
        seen[next] = 1;
        stack[depth++] = next;
      }
    }
  }
  return { box: { left, top, right, bottom }, score: sum / count };
}
