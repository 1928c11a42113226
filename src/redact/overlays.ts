import type { Box } from '../base/geometry';
import type { AttributeEdits } from '../dicom/edits';
import type { DicomFile } from '../dicom/open';
import { type OverlayPlane, overlayPlanes } from '../dicom/overlays';
import { valueBytes } from '../dicom/values';
import { overlayName } from './display';

/**
 * Clears the bits of overlay planes (60xx,3000) under the painted boxes; planes in high bits of the pixels go with the pixels. Returns
 * `overlay:6000` ... for each plane that had bits there.
 */
export function cleanOverlays(
  file: DicomFile,
  edits: AttributeEdits,
  boxes: ReadonlyMap<number, readonly Box[]>,
): readonly string[] {
  return overlayPlanes(file).flatMap((plane) => {
    const element = plane.data;
    if (element === undefined) return [];
    const bits = valueBytes(file.data, element).slice();
    const flip = !file.syntax.littleEndian && element.vr === 'OW' ? 1 : 0;
    let cleared = false;
    for (const [frameIndex, list] of boxes) {
      // A single plane lies over all frames; several belong to the frames from ImageFrameOrigin on (PS3.3 C.9.3).
      const frame = (plane.frames ?? 1) === 1 ? 0 : frameIndex - plane.firstFrame;
      if (frame < 0 || frame >= (plane.frames ?? 1)) continue;
      for (const box of list) cleared = clearBox(bits, plane, frame, box, flip) || cleared;
    }
    if (!cleared) return [];
    edits.set(file.dataSet, { tag: element.tag, vr: element.vr, value: bits });
    return [overlayName(plane.group)];
  });
}

/** Bits follow each other from the least significant one up (PS3.5 8.1.2); `flip` is 1 where bytes are swapped in pairs. */
function clearBox(bits: Uint8Array, plane: OverlayPlane, frame: number, box: Box, flip: 0 | 1): boolean {
  const { top, left, rows, columns } = plane;
  let cleared = false;
  for (let y = Math.max(0, box.top - top); y < Math.min(rows, box.bottom - top); y += 1) {
    for (let x = Math.max(0, box.left - left); x < Math.min(columns, box.right - left); x += 1) {
      const bit = (frame * rows + y) * columns + x;
      const byte = (bit >>> 3) ^ flip;
      const mask = 1 << (bit & 7);
      if (byte >= bits.length || (bits[byte] & mask) === 0) continue;
      bits[byte] &= ~mask;
      cleared = true;
    }
  }
  return cleared;
}
