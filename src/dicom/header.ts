import type { HeaderValue } from '../base/types';
import type { DataSet, DicomElement } from './elements';
import type { DicomFile } from './open';
import { keywordOf, tagHex } from './tags';
import { trimPadding, valueBytes } from './values';

const TEXT_VRS = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT UN'.split(' '));
const SINGLE_VRS = new Set(['LT', 'ST', 'UT', 'UR']);

/** All text of the header, nested and private elements included, one entry a value, in file order. */
export function headerValues(file: DicomFile): readonly HeaderValue[] {
  const values: HeaderValue[] = [];
  collect(file, file.dataSet, 0, values);
  return values;
}

function collect(file: DicomFile, dataSet: DataSet, depth: number, values: HeaderValue[]): void {
  for (const element of dataSet.elements) {
    for (const item of element.items ?? []) collect(file, item.dataSet, depth + 1, values);
    if (element.items === undefined && TEXT_VRS.has(element.vr)) {
      for (const value of texts(file, element)) {
        values.push({ tag: tagHex(element.tag), keyword: keywordOf(element.tag), vr: element.vr, value, depth });
      }
    }
  }
}

function texts(file: DicomFile, element: DicomElement): readonly string[] {
  const text = Buffer.from(valueBytes(file.data, element)).toString('latin1');
  const parts = SINGLE_VRS.has(element.vr) ? [text] : text.split('\\');
  return parts.map(trimPadding).filter((part) => part !== '');
}
