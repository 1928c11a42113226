import type { Box } from '../base/geometry';
import type { AttributeEdits } from '../dicom/edits';
import type { DicomFile } from '../dicom/open';
import { type OverlayPlane, overlayPlanes } from '../dicom/overlays';
import { valueBytes } from '../dicom/values';
import { overlayName } from './display';

/**
 * Clears the bits of overlay planes (60xx,3000) under the painted boxes, and those that no viewer shows: outside the picture, behind the
 * last row, of frames that are not there. Planes in high bits of the pixels go with the pixels. Returns `overlay:6000` ... for each plane
 * that had bits there.
 */
export function cleanOverlays(
  file: DicomFile,
  edits: AttributeEdits,
  boxes: ReadonlyMap<number, readonly Box[]>,
): readonly string[] {
  return overlayPlanes(file).flatMap((plane) => {
    const element = plane.data;
    if (element === undefined) return [];
    const before = valueBytes(file.data, element);
    const flip = !file.syntax.littleEndian && element.vr === 'OW' ? 1 : 0;
    const bits = isWithin(file, plane, before.length) ? before.slice() : shownBits(file, plane, before, flip);
    for (const [frameIndex, list] of boxes) {
      // A single plane lies over all frames; several belong to the frames from ImageFrameOrigin on (PS3.3 C.9.3).
      const frame = (plane.frames ?? 1) === 1 ? 0 : frameIndex - plane.firstFrame;
      if (frame < 0 || frame >= (plane.frames ?? 1)) continue;
      for (const box of list) clearBox(bits, plane, frame, box, flip);
    }
    if (bits.every((byte, i) => byte === before[i])) return [];
    edits.set(file.dataSet, { tag: element.tag, vr: element.vr, value: bits });
    return [overlayName(plane.group)];
  });
}

/** Whether every bit of a plane lies on the picture, so that all of them are read with it. */
function isWithin({ image }: DicomFile, plane: OverlayPlane, length: number): boolean {
  const { top, left, rows, columns, frames = 1, firstFrame } = plane;
  if (image === undefined || top < 0 || left < 0) return false;
  if (top + rows > image.rows || left + columns > image.columns) return false;
  if (plane.frames !== undefined && (firstFrame < 0 || firstFrame + frames > image.numberOfFrames)) return false;
  return rows * columns * frames >= length * 8;
}

/** Only the bits that `overlayViews` draws. */
function shownBits({ image }: DicomFile, plane: OverlayPlane, bytes: Uint8Array, flip: 0 | 1): Uint8Array {
  const bits = new Uint8Array(bytes.length);
  if (image === undefined) return bits;
  const { top, left, rows, columns, frames = 1, firstFrame } = plane;
  for (let frame = 0; frame < frames; frame += 1) {
    const shownOn = plane.frames === undefined ? 0 : frame + firstFrame;
    if (shownOn < 0 || shownOn >= image.numberOfFrames) continue;
    for (let y = Math.max(0, -top); y < Math.min(rows, image.rows - top); y += 1) {
      for (let x = Math.max(0, -left); x < Math.min(columns, image.columns - left); x += 1) {
        const bit = (frame * rows + y) * columns + x;
        const byte = (bit >>> 3) ^ flip;
        if (byte < bytes.length) bits[byte] |= bytes[byte] & (1 << (bit & 7));
      }
    }
  }
  return bits;
}

/** Bits follow each other from the least significant one up (PS3.5 8.1.2); `flip` is 1 where bytes are swapped in pairs. */
function clearBox(bits: Uint8Array, plane: OverlayPlane, frame: number, box: Box, flip: 0 | 1): void {
  const { top, left, rows, columns } = plane;
  for (let y = Math.max(0, box.top - top); y < Math.min(rows, box.bottom - top); y += 1) {
    for (let x = Math.max(0, box.left - left); x < Math.min(columns, box.right - left); x += 1) {
      const bit = (frame * rows + y) * columns + x;
      const byte = (bit >>> 3) ^ flip;
      if (byte < bits.length) bits[byte] &= ~(1 << (bit & 7));
    }
  }
}
