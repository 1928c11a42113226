import type { Box } from '../base/geometry';

/** A connected piece of a mask. */
export interface Component {
  readonly box: Box;
  readonly area: number;
}

/** The 8-connected components of the non-zero pixels of `mask`, in the order of their first pixel. The mask is used up. */
export function components(mask: Uint8Array, width: number, height: number): Component[] {
  const found: Component[] = [];
  const stack: number[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0) continue;
    let [left, top, right, bottom, area] = [width, height, 0, 0, 0];
    mask[start] = 0;
    stack.push(start);
    for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
      const x = index % width;
      const y = (index - x) / width;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      if (y >= bottom) bottom = y + 1;
      area++;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (mask[next] === 0) continue;
          mask[next] = 0;
          stack.push(next);
        }
      }
    }
    found.push({ box: { left, top, right, bottom }, area });
  }
  return found;
}
