import { encodeItemHeader } from '../dicom/build';
import { deflatedLength } from '../dicom/deflate';
import { removeEverywhere } from '../dicom/deid-attributes';
import type { AttributeEdits } from '../dicom/edits';
import type { DataSet, DicomElement } from '../dicom/elements';
import { falseOffsetTables } from '../dicom/offset-tables';
import type { DicomFile } from '../dicom/open';
import { elementOf, groupOf, isPrivateTag, TAG, tagHex, trueVr } from '../dicom/tags';
import { valueBytes } from '../dicom/values';

const ICON_IMAGE_SEQUENCE = 0x00880200;
const DATA_SET_TRAILING_PADDING = 0xfffcfffc;
const OVERLAY_DATA = 0x3000;
/** A private value of so many bytes that are no text could hold a legible picture: a name in bits on 64 x 32. */
const PICTURE_BYTES = 256;

/** What no image has by the standard: documents, drawings and recorded signals, which no viewer shows with the frames. */
const FOREIGN: ReadonlyMap<number, string> = new Map([
  [0x00420011, 'document'],
  [0x00686300, 'document'],
  [0x54000100, 'waveform'],
]);
/** Values of the standard that only their owner can read: encrypted content, what did not conform, private file meta information. */
const CLOSED = new Set<number>([0x00020102, 0x04000520, 0x04000552]);

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
 * inside sequences, private values that are pictures, documents and signals beside a picture, padding behind the data set. Returns `icon`,
 * `nested-pixels`, `private-picture`, `document`, `waveform`, `padding` and `offset-table` for what was cleared, and `unread:TTTTTTTT` for
 * what stays and nobody can look into: private values, curves, encrypted content, sequences in another representation.
 */
export function clearCarriers(file: DicomFile, edits: AttributeEdits): readonly string[] {
  const carriers = new Set<string>();
  if (removeEverywhere(file.dataSet, edits, (tag) => tag === ICON_IMAGE_SEQUENCE)) carriers.add('icon');
  clearDataSet(file, file.dataSet, edits, undefined, carriers);
  if (clearOffsetTables(file, edits)) carriers.add('offset-table');
  for (const element of file.meta?.elements ?? [])
    if (CLOSED.has(element.tag) && element.length > 0) carriers.add(`unread:${tagHex(element.tag)}`);
  return [...carriers];
}

/** Readers do without tables (PS3.5 A.4); frames that are written anew get one again. */
function clearOffsetTables(file: DicomFile, edits: AttributeEdits): boolean {
  const { basic, extended } = falseOffsetTables(file);
  for (const element of extended) edits.remove(element);
  if (basic) {
    const { element } = file.pixelData!;
    const [table, first] = element.fragments!;
    const head = [file.data.subarray(element.start, table.start), encodeItemHeader(0, file.syntax.littleEndian)];
    edits.replaceBytes(element, [...head, file.data.subarray(first.start, element.end)]);
  }
  return basic || extended.length > 0;
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
    const name = own === undefined ? carrierName(file, element) : privateName(file, element);
    if (name?.startsWith('unread:') === false) edits.remove(own ?? element);
    if (name !== undefined) carriers.add(name);
    for (const item of element.items ?? []) clearDataSet(file, item.dataSet, edits, own, carriers);
  }
}

function carrierName(file: DicomFile, element: DicomElement): string | undefined {
  const { tag, parent, length } = element;
  if (length === 0) return undefined;
  if (tag === DATA_SET_TRAILING_PADDING)
    return valueBytes(file.data, element).some((byte) => byte !== 0) ? 'padding' : undefined;
  if (parent.item !== undefined && isPicture(tag)) return 'nested-pixels';
  const foreign = file.image && FOREIGN.get(tag);
  if (foreign !== undefined) return foreign;
  const isHidden = trueVr(element) === 'SQ' && element.items === undefined;
  return isHidden || isCurveData(tag) || isOldPixels(tag) || CLOSED.has(tag) ? `unread:${tagHex(tag)}` : undefined;
}

/** Of a private element, or one inside it. */
function privateName(file: DicomFile, element: DicomElement): string | undefined {
  const { tag, parent, items } = element;
  if (parent.item !== undefined && isPicture(tag)) return 'nested-pixels';
  if (items !== undefined) return undefined;
  const bytes = valueBytes(file.data, element);
  if (SIGNATURES.some((signature) => signature.every((byte, i) => bytes[i] === byte))) return 'private-picture';
  const isHidden = ITEMS.some((start) => start.every((byte, i) => bytes[i] === byte));
  return isHidden || (bytes.length >= PICTURE_BYTES && !isText(element.vr, bytes))
    ? `unread:${tagHex(tag)}`
    : undefined;
}

/** Items of a sequence that is stored as something else, in either byte order. */
const ITEMS: readonly (readonly number[])[] = [
  [0xfe, 0xff, 0x00, 0xe0],
  [0xff, 0xfe, 0xe0, 0x00],
];

const TEXT_VRS = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT'.split(' '));

/** Without control characters but those of text and padding (PS3.5 6.1.3). */
const isText = (vr: string, bytes: Uint8Array): boolean =>
  TEXT_VRS.has(vr) && bytes.every((byte) => byte >= 0x20 || byte === 0 || byte === 0x1b || (byte >= 9 && byte <= 13));

const isPicture = (tag: number): boolean => PIXELS.has(tag) || isOverlayData(tag);

const PIXELS = new Set<number>([TAG.pixelData, TAG.floatPixelData, TAG.doubleFloatPixelData]);

/** Lines drawn point by point (retired, PS3.3 C.10.2 of 2004), or sound. */
const isCurveData = (tag: number): boolean => groupOf(tag) >>> 8 === 0x50 && CURVES.has(elementOf(tag));
const CURVES = new Set([OVERLAY_DATA, 0x200c]);

/** Coefficients and variable pixel data of retired compressions (PS3.6). */
const isOldPixels = (tag: number): boolean =>
  groupOf(tag) >>> 8 === 0x7f && (groupOf(tag) !== 0x7fe0 || elementOf(tag) >= 0x20);

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
