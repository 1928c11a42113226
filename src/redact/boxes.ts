import { DeidError } from '../base/errors';
import type { Box } from '../base/geometry';
import type { DicomFile } from '../dicom/open';
import { type Growth, paintBox } from './paint';

/** Boxes in stored-frame pixels and the frames (from 0) that they belong to. */
export interface Region {
  readonly frameIndices: readonly number[];
  readonly boxes: readonly Box[];
}

/**
 * The boxes of each frame as they are painted, after growth (`paintBox`). A box inside another one is left out: a text that stands on
 * all frames of a long file was read on each of them, and belongs to all of them each time.
 *
 * Throws `DeidError` `NO_PIXEL_DATA` and `RangeError` for a frame that is not there.
 */
export function boxesByFrame(
  file: DicomFile,
  regions: readonly Region[],
  growth: Growth,
): ReadonlyMap<number, readonly Box[]> {
  const boxes = new Map<number, Box[]>();
  for (const region of regions) {
    const { image } = file;
    if (image === undefined) throw new DeidError('NO_PIXEL_DATA', 'the file has no pixel data to paint');
    const list = region.boxes.map((box) => paintBox(box, image, growth)).filter((box) => !isEmpty(box));
    for (const index of list.length === 0 ? [] : region.frameIndices) {
      if (!Number.isInteger(index) || index < 0 || index >= image.numberOfFrames) {
        throw new RangeError(`redactFile: frame ${index} of ${image.numberOfFrames}`);
      }
      boxes.set(index, list.reduce(withBox, boxes.get(index) ?? []));
    }
  }
  return boxes;
}

function withBox(boxes: Box[], box: Box): Box[] {
  if (boxes.some((other) => contains(other, box))) return boxes;
  return [...boxes.filter((other) => !contains(box, other)), box];
}

const contains = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;

const isEmpty = (box: Box): boolean => box.left >= box.right || box.top >= box.bottom;
