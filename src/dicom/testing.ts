import { encodeElement, encodeHeader, encodeItemHeader, joinBytes, type NewElement } from './build';
import type { Encoding } from './elements';
import { TAG } from './tags';
import { TRANSFER_SYNTAXES } from './transfer-syntax';

/** A tiny DICOM file for tests. Everything has a default: an 8-bit 4 x 3 MONOCHROME2 image of zeros, explicit VR little endian. */
export interface TestFile {
  /** A UID, or only what follows `1.2.840.10008.1.2`: `''` implicit, `.1` explicit, `.4.70` ... Default `.1`. */
  readonly transferSyntax?: string;
  readonly rows?: number;
  readonly columns?: number;
  readonly numberOfFrames?: number;
  readonly samplesPerPixel?: number;
  readonly bitsAllocated?: number;
  readonly bitsStored?: number;
  readonly highBit?: number;
  readonly pixelRepresentation?: number;
  readonly photometricInterpretation?: string;
  readonly planarConfiguration?: number;
  /** Bytes of native pixel data as they are to stand in the file; `null` for a file without pixel data. */
  readonly pixels?: Uint8Array | null;
  /** Fragments of encapsulated pixel data; then `pixels` is not used. */
  readonly fragments?: readonly Uint8Array[];
  /** The basic offset table before the fragments, default empty. */
  readonly offsets?: readonly number[];
  /** Further elements, or others in place of the default ones. */
  readonly elements?: readonly NewElement[];
  /** Elements to leave out. */
  readonly without?: readonly number[];
  /** Default true. */
  readonly preamble?: boolean;
  /** File meta information, default true. */
  readonly meta?: boolean;
}

const ROOT = '1.2.840.10008.1.2';
const EXPLICIT_LITTLE: Encoding = { explicit: true, littleEndian: true };
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

/** The bytes of a tiny file. Deflated syntaxes are not deflated here. */
export function buildDicom(file: TestFile = {}): Uint8Array {
  const suffix = file.transferSyntax ?? '.1';
  const uid = suffix.startsWith('1') ? suffix : ROOT + suffix;
  const encoding: Encoding = TRANSFER_SYNTAXES.get(uid) ?? EXPLICIT_LITTLE;
  const elements = new Map<number, NewElement>();
  for (const element of [...defaults(file), ...(file.elements ?? [])]) elements.set(element.tag, element);
  for (const tag of file.without ?? []) elements.delete(tag);
  const encoded = [...elements.values()]
    .sort((a, b) => a.tag - b.tag)
    .map((element) => encodeElement(element, encoding));
  const parts = [...encoded, ...pixelData(file, encoding)];
  if (file.meta !== false) parts.unshift(metaInformation(uid));
  if (file.preamble !== false) parts.unshift(new Uint8Array(128), Buffer.from('DICM'));
  return joinBytes(parts);
}

/** `values` as bytes, little endian, `width` bytes each. */
export function bytesOf(values: readonly number[], width: 1 | 2 | 4): Uint8Array {
  const bytes = Buffer.alloc(values.length * width);
  values.forEach((value, i) => {
    for (let k = 0; k < width; k += 1) bytes[i * width + k] = (value >> (8 * k)) & 0xff;
  });
  return bytes;
}

function metaInformation(transferSyntax: string): Uint8Array {
  const elements: readonly NewElement[] = [
    { tag: 0x00020001, vr: 'OB', value: Uint8Array.of(0, 1) },
    { tag: 0x00020002, vr: 'UI', value: SECONDARY_CAPTURE },
    { tag: 0x00020003, vr: 'UI', value: '2.25.1' },
    { tag: 0x00020010, vr: 'UI', value: transferSyntax },
    { tag: 0x00020012, vr: 'UI', value: '2.25.2' },
  ];
  const bytes = joinBytes(elements.map((element) => encodeElement(element, EXPLICIT_LITTLE)));
  return joinBytes([encodeElement({ tag: 0x00020000, vr: 'UL', value: [bytes.length] }, EXPLICIT_LITTLE), bytes]);
}

function defaults(file: TestFile): NewElement[] {
  const samples = file.samplesPerPixel ?? 1;
  const allocated = file.bitsAllocated ?? 8;
  const stored = file.bitsStored ?? allocated;
  const number = (tag: number, value: number): NewElement => ({ tag, vr: 'US', value: [value] });
  const elements: NewElement[] = [
    { tag: TAG.sopClassUID, vr: 'UI', value: SECONDARY_CAPTURE },
    { tag: TAG.sopInstanceUID, vr: 'UI', value: '2.25.1' },
    { tag: TAG.modality, vr: 'CS', value: 'OT' },
    { tag: 0x00100010, vr: 'PN', value: 'Doe^Jane' },
    { tag: 0x00100020, vr: 'LO', value: 'ID-1' },
  ];
  if (file.pixels === null) return elements;
  elements.push(
    number(TAG.samplesPerPixel, samples),
    { tag: TAG.photometricInterpretation, vr: 'CS', value: photometric(file, samples) },
    number(TAG.rows, file.rows ?? 3),
    number(TAG.columns, file.columns ?? 4),
    number(TAG.bitsAllocated, allocated),
    number(TAG.bitsStored, stored),
    number(TAG.highBit, file.highBit ?? stored - 1),
    number(TAG.pixelRepresentation, file.pixelRepresentation ?? 0),
  );
  if (samples > 1) elements.push(number(TAG.planarConfiguration, file.planarConfiguration ?? 0));
  const frames = file.numberOfFrames;
  if (frames !== undefined) elements.push({ tag: TAG.numberOfFrames, vr: 'IS', value: String(frames) });
  return elements;
}

const photometric = (file: TestFile, samples: number): string =>
  file.photometricInterpretation ?? (samples === 1 ? 'MONOCHROME2' : 'RGB');

function pixelData(file: TestFile, encoding: Encoding): readonly Uint8Array[] {
  if (file.fragments !== undefined) {
    const items = [bytesOf(file.offsets ?? [], 4), ...file.fragments].map((bytes) => {
      const even = bytes.length % 2 === 0 ? bytes : joinBytes([bytes, new Uint8Array(1)]);
      return joinBytes([encodeItemHeader(even.length, true), even]);
    });
    const delimiter = Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0);
    return [encodeHeader(TAG.pixelData, 'OB', 0xffffffff, encoding), ...items, delimiter];
  }
  if (file.pixels === null) return [];
  const samples = (file.rows ?? 3) * (file.columns ?? 4) * (file.samplesPerPixel ?? 1) * (file.numberOfFrames ?? 1);
  const bits = file.bitsAllocated ?? 8;
  const value = file.pixels ?? new Uint8Array(Math.ceil((samples * bits) / 8));
  return [encodeElement({ tag: TAG.pixelData, vr: bits > 8 ? 'OW' : 'OB', value }, encoding)];
}
