import type { Box } from '../base/geometry';

/** A connected piece of a mask. */
export interface Component {
  readonly box: Box;
  readonly area: number;
}

/** The 8-connected components of the non-zero pixels of `mask`, in the order of their first pixel. The mask is used up. */
export function components(mask: Uint8Array, width: number, height: number): Component[] {
  const found: Component[] = [];
  const stack = new Int32Array(mask.length);
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0) continue;
    let [left, top, right, bottom, area] = [width, height, 0, 0, 0];
    mask[start] = 0;
    stack[0] = start;
    for (let depth = 1; depth > 0; ) {
      const index = stack[--depth];
      const x = index % width;
      const y = (index - x) / width;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      if (y >= bottom) bottom = y + 1;
      area++;
      const [firstX, lastX] = [x > 0 ? x - 1 : 0, x < width - 1 ? x + 1 : x];
      const lastY = y < height - 1 ? y + 1 : y;
      for (let ny = y > 0 ? y - 1 : 0; ny <= lastY; ny++) {
        for (let next = ny * width + firstX; next <= ny * width + lastX; next++) {
          if (mask[next] === 0) continue;
          mask[next] = 0;
          stack[depth++] = next;
        }
      }
    }
    found.push({ box: { left, top, right, bottom }, area });
  }
  return found;
}
