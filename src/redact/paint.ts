import { type Box, growUpTo } from '../base/geometry';
import type { StoredFrame } from '../dicom/frames';
import type { ImageInfo } from '../dicom/image';
import type { PaintedFrame } from '../dicom/painted';

export interface Growth {
  /** In pixels; default a sixth of the box's smaller side (the height of its text), at least 2, and 2 more in pictures that were compressed
   * with loss, where letters leave ripples around them. */
  readonly grow?: number;
  /** Text that stays: boxes that do not reach into it do not grow into it. */
  readonly spared?: readonly Box[];
}

/**
 * A box as it is painted: grown so that no remnant of an edge stays, clipped to the frame, and in even columns where two pixels share
 * their chroma.
 */
export function paintBox(box: Box, image: ImageInfo, { grow, spared = [] }: Growth): Box {
  const side = Math.min(box.right - box.left, box.bottom - box.top);
  const margin = grow ?? Math.max(2, Math.ceil(side / 6)) + (image.lossy ? 2 : 0);
  const grown = growUpTo(box, margin, { width: image.columns, height: image.rows }, spared);
  if (!image.photometricInterpretation.endsWith('_422')) return grown;
  return {
    ...grown,
    left: grown.left - (grown.left % 2),
    right: Math.min(image.columns, grown.right + (grown.right % 2)),
  };
}

/** A copy of the frame with the boxes painted; `fill` holds one sample for each channel. Boxes must lie inside the frame. */
export function paintFrame(frame: StoredFrame, boxes: readonly Box[], fill: readonly number[]): PaintedFrame {
  const { columns, rows, samplesPerPixel } = frame;
  const painted = new Uint8Array(rows * columns);
  const samples = frame.samples.slice();
  for (const box of boxes) {
    for (let y = box.top; y < box.bottom; y += 1) {
      painted.fill(1, y * columns + box.left, y * columns + box.right);
      for (let x = box.left; x < box.right; x += 1) {
        const at = (y * columns + x) * samplesPerPixel;
        for (let sample = 0; sample < samplesPerPixel; sample += 1) samples[at + sample] = fill[sample];
      }
    }
  }
  return { ...frame, samples, painted };
}

export function countPainted(frame: PaintedFrame): number {
  let count = 0;
  for (const pixel of frame.painted) count += pixel;
  return count;
}
