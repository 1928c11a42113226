import { type Box, boxArea, growBox, intersectBoxes } from '../base/geometry';
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
  const grown = spared.reduce(
    (grownSoFar, other) => stopAt(other, box, grownSoFar),
    growBox(box, margin, margin, image.columns, image.rows),
  );
  if (!image.photometricInterpretation.endsWith('_422')) return grown;
  return {
    ...grown,
    left: grown.left - (grown.left % 2),
    right: Math.min(image.columns, grown.right + (grown.right % 2)),
  };
}

/** The grown box without what reaches into `other`, on the side where that stands beside the box itself. */
function stopAt(other: Box, box: Box, grown: Box): Box {
  if (boxArea(intersectBoxes(other, grown)) === 0) return grown;
  if (other.left >= box.right) return { ...grown, right: Math.min(grown.right, other.left) };
  if (other.right <= box.left) return { ...grown, left: Math.max(grown.left, other.right) };
  if (other.top >= box.bottom) return { ...grown, bottom: Math.min(grown.bottom, other.top) };
  if (other.bottom <= box.top) return { ...grown, top: Math.max(grown.top, other.bottom) };
  return grown;
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
