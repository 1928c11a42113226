import { deflatedLength } from '../dicom/deflate';
import { removeEverywhere } from '../dicom/deid-attributes';
import type { AttributeEdits } from '../dicom/edits';
import type { DataSet, DicomElement } from '../dicom/elements';
import type { DicomFile } from '../dicom/open';
import { elementOf, groupOf, isPrivateTag, TAG, tagHex, trueVr } from '../dicom/tags';
import { valueBytes } from '../dicom/values';

const ICON_IMAGE_SEQUENCE = 0x00880200;
const DATA_SET_TRAILING_PADDING = 0xfffcfffc;
const OVERLAY_DATA = 0x3000;
/** A private value of so many bytes that are no text could hold a legible picture. */
const PICTURE_BYTES = 1024;

const OPAQUE_VRS = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);

/** How pictures and documents start: JPEG, JPEG 2000, PNG, GIF, TIFF, BMP, PDF, RIFF (WebP, AVI), ZIP (Office). */
const SIGNATURES: readonly (readonly number[])[] = [
  [0xff, 0xd8, 0xff],
  [0xff, 0x4f, 0xff, 0x51],
  [0, 0, 0, 12, 0x6a, 0x50, 0x20, 0x20],
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46, 0x38],
  [0x49, 0x49, 0x2a, 0],
  [0x4d, 0x4d, 0, 0x2a],
  [0x25, 0x50, 0x44, 0x46],
  [0x52, 0x49, 0x46, 0x46],
  [0x50, 0x4b, 3, 4],
];

/**
 * Clears what can show text although no viewer shows it with the frames, so that nobody reads it: icon images, pixel data and overlays
 * inside sequences, private values that are pictures, padding behind the data set. Returns `icon`, `nested-pixels`, `private-picture` and
 * `padding` for what was cleared, and `unread:TTTTTTTT` for what stays and nobody can look into: private values, curves, sequences in another
 * representation.
 */
export function clearCarriers(file: DicomFile, edits: AttributeEdits): readonly string[] {
  const carriers = new Set<string>();
  if (removeEverywhere(file.dataSet, edits, (tag) => tag === ICON_IMAGE_SEQUENCE)) carriers.add('icon');
  clearDataSet(file, file.dataSet, edits, undefined, carriers);
  return [...carriers];
}

/** `holder`: the outermost private element around the data set, which goes as a whole. */
function clearDataSet(
  file: DicomFile,
  dataSet: DataSet,
  edits: AttributeEdits,
  holder: DicomElement | undefined,
  carriers: Set<string>,
): void {
  for (const element of dataSet.elements) {
    if (element.tag === ICON_IMAGE_SEQUENCE) continue;
    const own = holder ?? (isPrivateTag(element.tag) ? element : undefined);
    const name = carrierName(file, element, own !== undefined);
    if (name?.startsWith('unread:') === false) edits.remove(own ?? element);
    if (name !== undefined) carriers.add(name);
    for (const item of element.items ?? []) clearDataSet(file, item.dataSet, edits, own, carriers);
  }
}

function carrierName(file: DicomFile, element: DicomElement, isPrivate: boolean): string | undefined {
  const { tag, vr, parent } = element;
  const bytes = valueBytes(file.data, element);
  if (tag === DATA_SET_TRAILING_PADDING) return bytes.some((byte) => byte !== 0) ? 'padding' : undefined;
  const isNested = parent.item !== undefined;
  if (isNested && (PIXELS.has(tag) || isOverlayData(tag))) return 'nested-pixels';
  if (isCurveData(tag) || (trueVr(element) === 'SQ' && element.items === undefined && bytes.length > 0))
    return `unread:${tagHex(tag)}`;
  if (!isPrivate || element.items !== undefined || !OPAQUE_VRS.has(vr)) return undefined;
  if (SIGNATURES.some((signature) => signature.every((byte, i) => bytes[i] === byte))) return 'private-picture';
  return bytes.length >= PICTURE_BYTES ? `unread:${tagHex(tag)}` : undefined;
}

const PIXELS = new Set<number>([TAG.pixelData, TAG.floatPixelData, TAG.doubleFloatPixelData]);

/** Lines drawn point by point (retired, PS3.3 C.10.2 of 2004), or sound. */
const isCurveData = (tag: number): boolean => groupOf(tag) >>> 8 === 0x50 && elementOf(tag) === OVERLAY_DATA;

const isOverlayData = (tag: number): boolean => groupOf(tag) >>> 8 === 0x60 && elementOf(tag) === OVERLAY_DATA;

/** Bytes behind a deflated data set; whoever writes the file leaves them out. */
export function hasTail({ bytes, data, meta, syntax }: DicomFile): boolean {
  if (!syntax.deflated || meta === undefined) return false;
  const deflated = bytes.subarray(meta.end);
  return deflated.subarray(deflatedLength(deflated, data.length)).some((byte) => byte !== 0);
}

/** Bytes before the `DICM` mark, which may make the file another one as well (TIFF); whoever writes the file clears them. */
export const hasPreamble = ({ bytes, meta, dataSet }: DicomFile): boolean =>
  (meta?.start ?? dataSet.start) === 132 && bytes.subarray(0, 128).some((byte) => byte !== 0);
