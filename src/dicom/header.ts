import type { HeaderValue } from '../base/types';
import { type CharacterSet, decodeText } from './charset';
import { type DataSet, type DicomElement, findElement } from './elements';
import type { DicomFile } from './open';
import { keywordOf, TAG, tagHex } from './tags';
import { asciiValues, trimPadding, valueBytes } from './values';

/** Representations that SpecificCharacterSet applies to, and those that are ASCII whatever it says (PS3.5 6.1.2.3). */
const TEXT_VRS = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);
const ASCII_VRS = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'TM', 'UI', 'UR']);
const OPAQUE_VRS = new Set(['OB', 'UN']);
const SINGLE_VALUED = new Set(['LT', 'ST', 'UT', 'UR']);
/** Longer opaque values are data, not text. */
const MAX_OPAQUE_TEXT = 4096;

/**
 * All text of the data set, nested and private elements included, one entry a value, in file order. Text is decoded by the
 * SpecificCharacterSet of the item it stands in. UN and OB values count when all of their bytes are printable text.
 */
export function headerValues(file: DicomFile): readonly HeaderValue[] {
  const values: HeaderValue[] = [];
  visitTexts(file, ({ tag, vr }, texts, depth) => {
    for (const value of texts) values.push({ tag: tagHex(tag), keyword: keywordOf(tag), vr, value, depth });
  });
  return values;
}

/** Visits every element of the data set that is no sequence, at any depth, with its values as text; none for what is no text. */
export function visitTexts(
  file: DicomFile,
  visit: (element: DicomElement, texts: readonly string[], depth: number) => void,
): void {
  const walk = (dataSet: DataSet, outer: CharacterSet, depth: number): void => {
    const set = characterSetOf(file.data, dataSet, outer);
    for (const element of dataSet.elements) {
      if (element.items === undefined) visit(element, decodedTexts(file.data, element, set), depth);
      for (const item of element.items ?? []) walk(item.dataSet, set, depth + 1);
    }
  };
  walk(file.dataSet, [], 0);
}

/** The character set of a data set: its own, or that of the data set around it. */
export function characterSetOf(data: Uint8Array, dataSet: DataSet, outer: CharacterSet): CharacterSet {
  const declared = findElement(dataSet, TAG.specificCharacterSet) !== undefined;
  return declared ? asciiValues(data, dataSet, TAG.specificCharacterSet) : outer;
}

/** The values of one element as text, without empty ones; none for what is no text. */
export function decodedTexts(data: Uint8Array, element: DicomElement, set: CharacterSet): readonly string[] {
  const text = elementText(data, element, set);
  const parts = SINGLE_VALUED.has(element.vr) ? [text] : text.split('\\');
  return parts.map(trimPadding).filter((part) => part !== '');
}

function elementText(data: Uint8Array, element: DicomElement, set: CharacterSet): string {
  const { vr } = element;
  const bytes = valueBytes(data, element);
  if (TEXT_VRS.has(vr)) return decodeText(bytes, set, vr === 'PN');
  if (ASCII_VRS.has(vr)) return Buffer.from(bytes).toString('latin1');
  if (!OPAQUE_VRS.has(vr) || element.fragments !== undefined || bytes.length > MAX_OPAQUE_TEXT) return '';
  const text = trimPadding(decodeText(bytes, set, false));
  return /^[^\p{C}\ufffd]{2,}$/u.test(text.replace(/[\r\n\t\f]/g, ' ')) ? text : '';
}
