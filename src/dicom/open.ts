import { inflateRawSync } from 'node:zlib';
import { DeidError, isDeidError } from '../base/errors';
import { isLossyFrame } from './codestream';
import { type DataSet, findElement } from './elements';
import { type ImageInfo, readImageInfo } from './image';
import { joinFragments, locatePixelData, type PixelDataLocation } from './pixel-data';
import { groupOf, TAG } from './tags';
import { TRANSFER_SYNTAXES, type TransferSyntax } from './transfer-syntax';
import { asciiValue } from './values';
import { isKnownVr, Walker, type WalkLimits } from './walk';

export interface OpenOptions {
  /** Sequences inside sequences, default 128. */
  readonly maxDepth?: number;
  /** Elements, items and fragments together, default 2 million. */
  readonly maxElements?: number;
  /** Bytes that a deflated data set may inflate to, default 2 GiB. */
  readonly maxInflatedBytes?: number;
}

/** An opened file. Nothing is decoded yet, and `bytes` is never written to. */
export interface DicomFile {
  readonly bytes: Uint8Array;
  /**
   * What all offsets point into: `bytes` itself, except for a deflated file, where it is everything before the data set as in the
   * file, followed by the inflated data set.
   */
  readonly data: Uint8Array;
  readonly transferSyntax: string;
  readonly syntax: TransferSyntax;
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
  readonly modality: string;
  readonly manufacturer: string;
  /** `undefined` when the file has no pixel data, which is not an error. */
  readonly image: ImageInfo | undefined;
  readonly pixelData: PixelDataLocation | undefined;
  /** File meta information (group 0002); `undefined` in a file without it. */
  readonly meta: DataSet | undefined;
  readonly dataSet: DataSet;
}

const DICOMDIR_CLASS = '1.2.840.10008.1.3.10';
const EXPLICIT_LITTLE = { explicit: true, littleEndian: true };

/**
 * Opens a DICOM file: walks all its elements, checks the image attributes and finds each frame's bytes.
 *
 * Files without preamble or without file meta information are read as well, the latter as the native transfer syntax that their first
 * bytes show. Throws `DeidError` with the codes `NOT_DICOM`, `NO_META`, `NO_TRANSFER_SYNTAX`, `UNSUPPORTED_TRANSFER_SYNTAX`,
 * `VR_ENCODING_MISMATCH`, `MALFORMED`, `TRUNCATED`, `INVALID_ATTRIBUTE`, `DICOMDIR`, `PIXELDATA_LAYOUT_MISMATCH`,
 * `FRAGMENTS_AMBIGUOUS`, `BITS_ALLOCATED`, `FLOAT_PIXEL_DATA`, `DUPLICATE_ELEMENT` or `LIMIT_EXCEEDED`.
 */
export function openDicom(input: Uint8Array, options: OpenOptions = {}): DicomFile {
  // A Buffer's `slice` shares memory where a Uint8Array's copies; below this line there are only Uint8Arrays.
  const bytes = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  const limits: WalkLimits = { depth: options.maxDepth ?? 128, elements: options.maxElements ?? 2_000_000 };
  const head = readHead(bytes, limits);
  const { syntax } = head;
  const data = syntax.deflated ? inflate(bytes, head.dataSetStart, options.maxInflatedBytes ?? 2 ** 31) : bytes;
  checkEncoding(data, head.dataSetStart, syntax);
  const dataSet = walk(data, head.dataSetStart, syntax, limits, head.certain);
  for (const list of [head.meta, dataSet]) if (list !== undefined) refuseDuplicates(list);
  const text = (tag: number): string => asciiValue(data, dataSet, tag);
  const declared = readImage(data, dataSet, syntax);
  const pixelData = declared && locatePixelData(data, dataSet, declared, syntax);
  const image = declared && pixelData && effectiveImage(data, declared, pixelData, syntax);
  return {
    bytes,
    data,
    transferSyntax: syntax.uid,
    syntax,
    sopClassUID: text(TAG.sopClassUID),
    sopInstanceUID: text(TAG.sopInstanceUID),
    modality: text(TAG.modality),
    manufacturer: text(TAG.manufacturer),
    image,
    pixelData,
    meta: head.meta,
    dataSet,
  };
}

/** What the pixel data themselves show that the attributes do not: a lossy process, chroma that is stored in full. */
function effectiveImage(
  data: Uint8Array,
  image: ImageInfo,
  pixelData: PixelDataLocation,
  syntax: TransferSyntax,
): ImageInfo {
  if (pixelData.kind === 'native') {
    const { photometricInterpretation } = image;
    return pixelData.halfChroma
      ? image
      : { ...image, photometricInterpretation: photometricInterpretation.replace('_422', '') };
  }
  // By the first frame; `readFrame` refuses a later one that is lossy when the first is not.
  const lossy = image.lossy || isLossyFrame(joinFragments(data, pixelData.frames[0]), syntax.codec);
  return { ...image, lossy };
}

interface Head {
  readonly meta: DataSet | undefined;
  readonly dataSetStart: number;
  readonly syntax: TransferSyntax;
  /** False when only the first bytes suggest that this is DICOM at all. */
  readonly certain: boolean;
}

function readHead(bytes: Uint8Array, limits: WalkLimits): Head {
  const magic = bytes.length >= 132 && Buffer.from(bytes.subarray(128, 132)).toString('latin1') === 'DICM';
  const start = magic ? 132 : 0;
  const hasMeta = bytes.length >= start + 8 && bytes[start] === 2 && bytes[start + 1] === 0;
  if (!hasMeta) return guessHead(bytes, start, magic);
  try {
    const explicit = isKnownVr(String.fromCharCode(bytes[start + 4], bytes[start + 5]));
    const encoding = { ...EXPLICIT_LITTLE, explicit };
    const meta = new Walker(bytes, limits).dataSet(start, bytes.length, encoding, (tag) => groupOf(tag) !== 2);
    if (asciiValue(bytes, meta, TAG.mediaStorageSOPClassUID) === DICOMDIR_CLASS) {
      throw new DeidError('DICOMDIR', 'a directory of a medium, not an image');
    }
    const uid = asciiValue(bytes, meta, TAG.transferSyntaxUID);
    if (uid === '') throw new DeidError('NO_TRANSFER_SYNTAX', 'the file meta information names no transfer syntax');
    const syntax = TRANSFER_SYNTAXES.get(uid);
    if (syntax === undefined) throw new DeidError('UNSUPPORTED_TRANSFER_SYNTAX', 'the transfer syntax cannot be read');
    return { meta, dataSetStart: meta.end, syntax, certain: true };
  } catch (error) {
    if (magic || !isDeidError(error) || error.code === 'DICOMDIR') throw error;
    if (error.code === 'MALFORMED' || error.code === 'TRUNCATED') throw notDicom();
    throw error;
  }
}

/** Without file meta information the first element tells the encoding: data sets start with group 0008 (or older ones with 0004). */
function guessHead(bytes: Uint8Array, start: number, magic: boolean): Head {
  if (bytes.length < start + 8) throw magic ? new DeidError('NO_META', 'nothing behind the preamble') : notDicom();
  const little = bytes[start] === 8 && bytes[start + 1] === 0;
  const big = bytes[start] === 0 && bytes[start + 1] === 8;
  if (!little && !big) throw magic ? new DeidError('NO_META', 'no file meta information') : notDicom();
  const explicit = isKnownVr(String.fromCharCode(bytes[start + 4], bytes[start + 5]));
  if (big && !explicit) throw magic ? new DeidError('NO_META', 'no file meta information') : notDicom();
  const uid = big ? '1.2.840.10008.1.2.2' : explicit ? '1.2.840.10008.1.2.1' : '1.2.840.10008.1.2';
  return { meta: undefined, dataSetStart: start, syntax: TRANSFER_SYNTAXES.get(uid)!, certain: magic };
}

function notDicom(): DeidError {
  return new DeidError('NOT_DICOM', 'the bytes are not a DICOM file');
}

function inflate(bytes: Uint8Array, start: number, maxOutputLength: number): Uint8Array {
  try {
    const dataSet = inflateRawSync(bytes.subarray(start), { maxOutputLength });
    const data = new Uint8Array(start + dataSet.length);
    data.set(bytes.subarray(0, start));
    data.set(dataSet, start);
    return data;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new DeidError('LIMIT_EXCEEDED', 'the deflated data set is too large');
    if (code === 'Z_BUF_ERROR') throw new DeidError('TRUNCATED', 'the deflated data set ends early', { cause: error });
    throw new DeidError('MALFORMED', 'the deflated data set cannot be inflated', { cause: error });
  }
}

/** The declared encoding against the first element: an explicit file starts with a VR, an implicit one with a length that fits. */
function checkEncoding(data: Uint8Array, start: number, syntax: TransferSyntax): void {
  if (data.length - start < 8) return;
  const vr = String.fromCharCode(data[start + 4], data[start + 5]);
  const mismatch = new DeidError('VR_ENCODING_MISMATCH', 'the data set is not encoded as its transfer syntax says');
  if (syntax.explicit && !isKnownVr(vr)) {
    const length = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(start + 4, true);
    if (length <= data.length - start - 8 && !/^[A-Z]{2}$/.test(vr)) throw mismatch;
  }
  if (!syntax.explicit && isKnownVr(vr)) {
    const length = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(start + 4, true);
    if (length > data.length - start - 8) throw mismatch;
  }
}

function walk(data: Uint8Array, start: number, syntax: TransferSyntax, limits: WalkLimits, certain: boolean): DataSet {
  try {
    return new Walker(data, limits).dataSet(start, data.length, syntax);
  } catch (error) {
    if (!certain && isDeidError(error)) throw notDicom();
    throw error;
  }
}

/** Readers differ in which of two elements with the same tag they show (PS3.5 7.1 allows one), so either could be the one that counts. */
function refuseDuplicates(dataSet: DataSet): void {
  let ascending = true;
  dataSet.elements.forEach(({ tag, items }, i) => {
    if (i > 0 && tag <= dataSet.elements[i - 1].tag) ascending = false;
    for (const item of items ?? []) refuseDuplicates(item.dataSet);
  });
  if (!ascending && new Set(dataSet.elements.map(({ tag }) => tag)).size < dataSet.elements.length) {
    throw new DeidError('DUPLICATE_ELEMENT', 'an element stands twice in a data set');
  }
}

function readImage(data: Uint8Array, dataSet: DataSet, syntax: TransferSyntax): ImageInfo | undefined {
  if (findElement(dataSet, TAG.floatPixelData) || findElement(dataSet, TAG.doubleFloatPixelData)) {
    throw new DeidError('FLOAT_PIXEL_DATA', 'float pixel data cannot be shown or redacted');
  }
  return findElement(dataSet, TAG.pixelData) && readImageInfo(data, dataSet, syntax);
}
