import { type Box, boxHeight, clipBox, growBox } from '../base/geometry';
import type { BoxTuple } from '../base/results';

/** A set of pixels of one frame: `width * height` bytes, 1 inside. */
export interface PixelMask {
  readonly width: number;
  readonly height: number;
  readonly inside: Uint8Array;
}

/** The union of boxes as a mask; parts outside the frame are dropped. */
export function maskOf(boxes: readonly Box[], width: number, height: number): PixelMask {
  const inside = new Uint8Array(width * height);
  for (const box of boxes) {
    const { left, top, right, bottom } = clipBox(box, width, height);
    for (let y = top; y < bottom; y += 1) inside.fill(1, y * width + left, y * width + right);
  }
  return { width, height, inside };
}

export const tupleOf = (box: Box): BoxTuple => [box.left, box.top, box.right - box.left, box.bottom - box.top];

/** Share of the box's area inside the mask, 0 to 1; 0 for a box outside the frame. */
export function boxCovered(mask: PixelMask, box: Box): number {
  const { left, top, right, bottom } = clipBox(box, mask.width, mask.height);
  let covered = 0;
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) covered += mask.inside[y * mask.width + x];
  const all = Math.max(0, right - left) * Math.max(0, bottom - top);
  return all === 0 ? 0 : covered / all;
}

/** Painted pixels, and those of them outside every truth box grown by half its height. */
export function paintedPixels(mask: PixelMask, truth: readonly Box[]): { painted: number; excess: number } {
  const allowed = maskOf(
    truth.map((box) =>
      growBox(box, Math.ceil(boxHeight(box) / 2), Math.ceil(boxHeight(box) / 2), mask.width, mask.height),
    ),
    mask.width,
    mask.height,
  );
  let painted = 0;
  let excess = 0;
  mask.inside.forEach((value, index) => {
    painted += value;
    excess += value & (allowed.inside[index] ^ 1);
  });
  return { painted, excess };
}
