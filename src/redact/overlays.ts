import type { Box } from '../base/geometry';
import type { AttributeEdits } from '../dicom/edits';
import { findElement } from '../dicom/elements';
import type { DicomFile } from '../dicom/open';
import { integerString, short, shorts, valueBytes } from '../dicom/values';
import { overlayGroups, overlayName, overlayTag } from './display';

/**
 * Clears the bits of overlay planes (60xx,3000) under the painted boxes; planes in high bits of the pixels go with the pixels. Returns
 * `overlay:6000` ... for each plane that had bits there.
 */
export function cleanOverlays(
  file: DicomFile,
  edits: AttributeEdits,
  boxes: ReadonlyMap<number, readonly Box[]>,
): readonly string[] {
  return overlayGroups(file.dataSet).flatMap((group) => {
    const element = findElement(file.dataSet, overlayTag(group, 0x3000));
    if (element === undefined || element.length === 0) return [];
    const bits = valueBytes(file.data, element).slice();
    const flip = !file.syntax.littleEndian && element.vr === 'OW' ? 1 : 0;
    if (!clearBoxes(file, group, bits, flip, boxes)) return [];
    edits.set(file.dataSet, { tag: element.tag, vr: element.vr, value: bits });
    return [overlayName(group)];
  });
}

/** Bits follow each other from the least significant one up (PS3.5 8.1.2); `flip` is 1 where bytes are swapped in pairs. */
function clearBoxes(
  file: DicomFile,
  group: number,
  bits: Uint8Array,
  flip: 0 | 1,
  boxes: ReadonlyMap<number, readonly Box[]>,
): boolean {
  const { data, dataSet } = file;
  const rows = short(data, dataSet, overlayTag(group, 0x0010)) ?? 0;
  const columns = short(data, dataSet, overlayTag(group, 0x0011)) ?? 0;
  const [top = 1, left = 1] = shorts(data, dataSet, overlayTag(group, 0x0050)).map((value) => (value << 16) >> 16);
  const planes = integerString(data, dataSet, overlayTag(group, 0x0015)) ?? 1;
  const firstFrame = (short(data, dataSet, overlayTag(group, 0x0051)) ?? 1) - 1;
  let cleared = false;
  const clearBit = (bit: number) => {
    const byte = (bit >>> 3) ^ flip;
    const mask = 1 << (bit & 7);
    if (byte >= bits.length || (bits[byte] & mask) === 0) return;
    bits[byte] &= ~mask;
    cleared = true;
  };
  for (const [frameIndex, list] of boxes) {
    // One plane lies over all frames; several belong to the frames from ImageFrameOrigin on (PS3.3 C.9.3).
    const plane = planes === 1 ? 0 : frameIndex - firstFrame;
    if (plane < 0 || plane >= planes) continue;
    for (const box of list) {
      for (let y = Math.max(0, box.top - top + 1); y < Math.min(rows, box.bottom - top + 1); y += 1) {
        for (let x = Math.max(0, box.left - left + 1); x < Math.min(columns, box.right - left + 1); x += 1) {
          clearBit((plane * rows + y) * columns + x);
        }
      }
    }
  }
  return cleared;
}
