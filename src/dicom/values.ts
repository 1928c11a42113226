import { DeidError } from '../base/errors';
import { type DataSet, type DicomElement, findElement } from './elements';
import { keywordOf, type Tag } from './tags';

/** The bytes of an element's value; `data` is the file's `data`. Shares memory with it. */
export function valueBytes(data: Uint8Array, element: DicomElement): Uint8Array {
  return data.subarray(element.valueStart, element.valueStart + element.length);
}

/** A value of the ASCII representations (UI, CS, DS, IS ...) split at backslashes, padding (spaces, NUL) removed; empty when absent. */
export function asciiValues(data: Uint8Array, dataSet: DataSet, tag: Tag): readonly string[] {
  const element = findElement(dataSet, tag);
  if (element === undefined || element.length === 0) return [];
  const text = Buffer.from(valueBytes(data, element)).toString('latin1');
  return text.split('\\').map(trimPadding);
}

/** The first of `asciiValues`, or an empty string. */
export function asciiValue(data: Uint8Array, dataSet: DataSet, tag: Tag): string {
  return asciiValues(data, dataSet, tag)[0] ?? '';
}

export const trimPadding = (text: string): string => text.replace(/^[ \0]+|[ \0]+$/g, '');

/** A whole number of 0 or more from an IS element; `undefined` when absent or empty. Throws `INVALID_ATTRIBUTE` for anything else. */
export function integerString(data: Uint8Array, dataSet: DataSet, tag: Tag): number | undefined {
  const text = asciiValue(data, dataSet, tag);
  if (text === '') return undefined;
  if (!/^\+?\d{1,10}$/.test(text)) throw invalid(tag, 'is not a whole number');
  return Number(text);
}

/** A DS value as a number, a decimal comma taken for a point as readers do; NaN for text that is no number. */
export const decimalOf = (text: string): number => (text === '' ? Number.NaN : Number(text.replace(',', '.')));

/** Numbers from a DS element; empty when absent. Throws `INVALID_ATTRIBUTE` for text that is no number. */
export function decimalStrings(data: Uint8Array, dataSet: DataSet, tag: Tag): readonly number[] {
  return asciiValues(data, dataSet, tag)
    .filter((text) => text !== '')
    .map((text) => {
      const value = decimalOf(text);
      if (!Number.isFinite(value)) throw invalid(tag, 'is not a number');
      return value;
    });
}

/**
 * 16-bit values of a US, SS or OW element in the data set's byte order, as unsigned numbers; empty when absent. Throws
 * `INVALID_ATTRIBUTE` for an odd length.
 */
export function shorts(data: Uint8Array, dataSet: DataSet, tag: Tag): readonly number[] {
  const element = findElement(dataSet, tag);
  if (element === undefined) return [];
  if (element.length % 2 !== 0) throw invalid(tag, 'has an odd length');
  const view = new DataView(data.buffer, data.byteOffset + element.valueStart, element.length);
  const little = dataSet.encoding.littleEndian;
  return Array.from({ length: element.length / 2 }, (_, i) => view.getUint16(i * 2, little));
}

/** The first 16-bit value; `undefined` when the element is absent or empty. */
export function short(data: Uint8Array, dataSet: DataSet, tag: Tag): number | undefined {
  return shorts(data, dataSet, tag)[0];
}

/** A refusal that names the attribute, never its value. */
export function invalid(tag: Tag, what: string): DeidError {
  return new DeidError('INVALID_ATTRIBUTE', `${keywordOf(tag)} ${what}`);
}

/** Every second byte, from the first or the second on: the letters of text in UTF-16 of either byte order. */
export function everySecond(bytes: Uint8Array, from: 0 | 1): Uint8Array {
  const half = new Uint8Array((bytes.length - from + 1) >> 1);
  for (let i = 0; i < half.length; i += 1) half[i] = bytes[from + i * 2];
  return half;
}
