import type { Box } from './geometry';

/** A connected piece of a mask. */
export interface ConnectedPiece {
  readonly box: Box;
  /** Indices into the mask, from its first pixel in reading order outwards, breadth first. */
  readonly pixels: Int32Array;
}

/**
 * The 8-connected pieces of a mask's pixels that are 1, in the order of their first pixel. The mask is used up: all its pixels are 0
 * afterwards.
 *
 * @param mask 0 or 1 for each pixel, row by row
 */
export function connectedPieces(mask: Uint8Array, width: number, height: number): ConnectedPiece[] {
  const found: ConnectedPiece[] = [];
  let queue: Int32Array | undefined;
  let end = 0;
  for (let start = mask.indexOf(1); start >= 0; start = mask.indexOf(1, start + 1)) {
    // Every pixel is queued once: all pieces share one array.
    queue ??= new Int32Array(mask.length - start);
    const first = end;
    let [left, top, right, bottom] = [width, height, 0, 0];
    mask[start] = 0;
    queue[end++] = start;
    for (let next = first; next < end; next++) {
      const index = queue[next];
      const x = index % width;
      const y = (index - x) / width;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      if (y >= bottom) bottom = y + 1;
      const [firstX, lastX] = [x > 0 ? x - 1 : 0, x < width - 1 ? x + 1 : x];
      const lastY = y < height - 1 ? y + 1 : y;
      for (let ny = y > 0 ? y - 1 : 0; ny <= lastY; ny++) {
        for (let to = ny * width + firstX; to <= ny * width + lastX; to++) {
          if (mask[to] === 0) continue;
          mask[to] = 0;
          queue[end++] = to;
        }
      }
    }
    found.push({ box: { left, top, right, bottom }, pixels: queue.subarray(first, end) });
  }
  return found;
}
