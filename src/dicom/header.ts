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
  collect(file, file.dataSet, [], 0, values);
  return values;
}

function collect(file: DicomFile, dataSet: DataSet, outer: CharacterSet, depth: number, values: HeaderValue[]): void {
  const declared = findElement(dataSet, TAG.specificCharacterSet) !== undefined;
  const set = declared ? asciiValues(file.data, dataSet, TAG.specificCharacterSet) : outer;
  for (const element of dataSet.elements) {
    const texts = element.items === undefined ? elementTexts(file, element, set) : [];
    for (const value of texts) {
      values.push({ tag: tagHex(element.tag), keyword: keywordOf(element.tag), vr: element.vr, value, depth });
    }
    for (const item of element.items ?? []) collect(file, item.dataSet, set, depth + 1, values);
  }
}

function elementTexts(file: DicomFile, element: DicomElement, set: CharacterSet): readonly string[] {
  const text = elementText(file, element, set);
  const parts = SINGLE_VALUED.has(element.vr) ? [text] : text.split('\\');
  return parts.map(trimPadding).filter((part) => part !== '');
}

function elementText(file: DicomFile, element: DicomElement, set: CharacterSet): string {
  const { vr } = element;
  const bytes = valueBytes(file.data, element);
  if (TEXT_VRS.has(vr)) return decodeText(bytes, set, vr === 'PN');
  if (ASCII_VRS.has(vr)) return Buffer.from(bytes).toString('latin1');
  if (!OPAQUE_VRS.has(vr) || element.fragments !== undefined || bytes.length > MAX_OPAQUE_TEXT) return '';
  const text = trimPadding(decodeText(bytes, set, false));
  return /^[^\p{C}\ufffd]{2,}$/u.test(text.replace(/[\r\n\t\f]/g, ' ')) ? text : '';
}
