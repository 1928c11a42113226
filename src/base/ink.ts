import { type Box, clipBox } from './geometry';

/** From this probability on, of 255, a pixel is ink: as low as false ink on text-free development frames (about 0.02 % of pixels) allows. */
export const INK_THRESHOLD = 64;

/** For each pixel of a picture, row by row, the probability that a stroke of text goes through it, 0 to 255. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly ink: Uint8Array;
}

/** Pixels of ink inside boxes that do not overlap; what of them lies outside the picture counts as none. */
export function countInk({ width, height, ink }: Ink, boxes: readonly Box[]): number {
  let count = 0;
  for (const box of boxes) {
    const { left, top, right, bottom } = clipBox(box, width, height);
    for (let y = top; y < bottom; y++)
      for (let at = y * width + left; at < y * width + right; at++) if (ink[at] >= INK_THRESHOLD) count++;
  }
  return count;
}
