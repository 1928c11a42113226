import type { Encoding } from './elements';
import { type Tag, tagHex } from './tags';

/**
 * An element that is written anew. `value` by VR: text (several values joined by `\`) for character strings, UIDs, dates and numbers in
 * decimal; numbers for US, SS, UL, SL, FL, FD and AT; bytes in file order for anything; lists of elements for the items of an SQ.
 */
export interface NewElement {
  readonly tag: Tag;
  readonly vr: string;
  readonly value: string | readonly number[] | Uint8Array | readonly (readonly NewElement[])[];
}

const LONG_VRS = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);

/** The bytes of one element with its header (PS3.5 7.1); sequences and items get defined lengths. */
export function encodeElement(element: NewElement, encoding: Encoding): Uint8Array {
  const value = encodeValue(element, encoding);
  const header = encodeHeader(element.tag, element.vr, value.length, encoding);
  return joinBytes([header, value]);
}

/** Tag, VR and length. `length` may be 0xFFFFFFFF for an undefined one where the VR has a 32-bit length. */
export function encodeHeader(tag: Tag, vr: string, length: number, encoding: Encoding): Uint8Array {
  const long = encoding.explicit && LONG_VRS.has(vr);
  if (length > 0xffffffff) throw new RangeError(`${tagHex(tag)}: an element cannot hold ${length} bytes`);
  const header = new Uint8Array(long ? 12 : 8);
  const view = new DataView(header.buffer);
  const little = encoding.littleEndian;
  view.setUint16(0, tag >>> 16, little);
  view.setUint16(2, tag & 0xffff, little);
  if (!encoding.explicit) view.setUint32(4, length, little);
  else {
    header[4] = vr.charCodeAt(0);
    header[5] = vr.charCodeAt(1);
    if (long) view.setUint32(8, length, little);
    else if (length <= 0xffff) view.setUint16(6, length, little);
    else throw new RangeError(`${tagHex(tag)}: ${length} bytes are too many for ${vr}`);
  }
  return header;
}

/** The value's bytes, padded to an even length: UIDs and bytes with NUL, all other text with a space (PS3.5 6.2). */
export function encodeValue(element: NewElement, encoding: Encoding): Uint8Array {
  const { value, vr } = element;
  if (typeof value === 'string') return encodeText(value, vr);
  if (value instanceof Uint8Array) return value.length % 2 === 0 ? value : joinBytes([value, new Uint8Array(1)]);
  if (vr === 'SQ') return encodeItems(value as readonly (readonly NewElement[])[], encoding);
  return encodeNumbers(value as readonly number[], vr, encoding.littleEndian);
}

/** Only code points up to 255 can be written: what this library adds itself is plain ASCII. */
function encodeText(text: string, vr: string): Uint8Array {
  const bytes = Buffer.from(text, 'latin1');
  if (bytes.length % 2 === 0) return bytes;
  return joinBytes([bytes, Uint8Array.of(vr === 'UI' ? 0 : 0x20)]);
}

/** The items of a sequence, each with a defined length. */
export function encodeItems(items: readonly (readonly NewElement[])[], encoding: Encoding): Uint8Array {
  const parts = items.flatMap((elements) => {
    const content = elements.map((element) => encodeElement(element, encoding));
    const length = content.reduce((sum, bytes) => sum + bytes.length, 0);
    return [encodeItemHeader(length, encoding.littleEndian), ...content];
  });
  return joinBytes(parts);
}

/** The eight bytes before an item or a fragment. */
export function encodeItemHeader(length: number, littleEndian: boolean): Uint8Array {
  const header = new Uint8Array(8);
  const view = new DataView(header.buffer);
  view.setUint16(0, 0xfffe, littleEndian);
  view.setUint16(2, 0xe000, littleEndian);
  view.setUint32(4, length, littleEndian);
  return header;
}

const NUMBER_BYTES: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, SL: 4, AT: 4, FL: 4, FD: 8 };

function encodeNumbers(numbers: readonly number[], vr: string, little: boolean): Uint8Array {
  const size = NUMBER_BYTES[vr];
  if (size === undefined) throw new RangeError(`numbers cannot be written as ${vr}`);
  const bytes = new Uint8Array(numbers.length * size);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, i) => {
    const at = i * size;
    if (vr === 'FL') view.setFloat32(at, number, little);
    else if (vr === 'FD') view.setFloat64(at, number, little);
    else if (vr === 'AT') {
      view.setUint16(at, number >>> 16, little);
      view.setUint16(at + 2, number & 0xffff, little);
    } else if (size === 2) view.setUint16(at, number & 0xffff, little);
    else view.setUint32(at, number >>> 0, little);
  });
  return bytes;
}

/** All parts in one new array. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}
