import { DeidError } from '../base/errors';
import type { DataSet, DicomElement, DicomItem, Encoding, Fragment } from './elements';
import { groupOf, implicitVr, TAG, type Tag, tagHex } from './tags';

/** Bounds on what a file may ask for; each breach is `LIMIT_EXCEEDED`. */
export interface WalkLimits {
  /** Sequences inside sequences. */
  readonly depth: number;
  /** Elements, items and fragments together. */
  readonly elements: number;
}

const LONG_VRS = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const SHORT_VRS = new Set('AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));
const UNDEFINED = 0xffffffff;
const IMPLICIT_LITTLE: Encoding = { explicit: false, littleEndian: true };

/** True for a value representation of PS3.5 6.2. */
export const isKnownVr = (vr: string): boolean => LONG_VRS.has(vr) || SHORT_VRS.has(vr);

/**
 * Walks the elements of a data set over the original bytes. Every offset and length is checked against the bytes around it, so a
 * walk ends after at most one step a byte; nothing is copied.
 */
export class Walker {
  private readonly view: DataView;
  private count = 0;

  constructor(
    private readonly data: Uint8Array,
    private readonly limits: WalkLimits,
  ) {
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  /** The elements from `start` to `end`; `stop` ends the walk before the first tag for which it is true. */
  dataSet(start: number, end: number, encoding: Encoding, stop?: (tag: Tag) => boolean): DataSet {
    const elements: DicomElement[] = [];
    const result: Mutable<DataSet> = { elements, encoding, start, end };
    let offset = start;
    while (offset < end) {
      if (this.onlyZeros(offset, end)) break;
      this.need(offset, 8, end);
      if (stop?.(this.tagAt(offset, encoding))) break;
      const element = this.element(offset, end, result, 0);
      elements.push(element);
      offset = element.end;
    }
    result.end = offset;
    return result;
  }

  private element(offset: number, end: number, parent: DataSet, depth: number): DicomElement {
    this.step();
    const { encoding } = parent;
    const tag = this.tagAt(offset, encoding);
    if (groupOf(tag) === 0xfffe) throw malformed(`delimiter ${tagHex(tag)} outside a sequence`);
    const header = this.header(offset, tag, encoding, end);
    const { vr, valueStart, length } = header;
    const element: Mutable<DicomElement> = {
      tag,
      vr,
      start: offset,
      lengthStart: header.lengthStart,
      lengthBytes: header.lengthBytes,
      valueStart,
      length,
      end: valueStart + length,
      undefinedLength: length === UNDEFINED,
      parent,
    };
    if (length === UNDEFINED) this.undefinedLength(element, end, depth);
    else {
      this.need(valueStart, length, end);
      if (vr === 'SQ') this.items(element, valueStart + length, depth);
      else if (vr === 'UN') this.tryItems(element, depth);
    }
    return element;
  }

  private header(offset: number, tag: Tag, encoding: Encoding, end: number) {
    if (!encoding.explicit) {
      const length = this.view.getUint32(offset + 4, true);
      return { vr: implicitVr(tag), lengthStart: offset + 4, lengthBytes: 4 as const, valueStart: offset + 8, length };
    }
    const vr = this.vrAt(offset + 4);
    if (SHORT_VRS.has(vr)) {
      const length = this.view.getUint16(offset + 6, encoding.littleEndian);
      return { vr, lengthStart: offset + 6, lengthBytes: 2 as const, valueStart: offset + 8, length };
    }
    if (!LONG_VRS.has(vr)) throw malformed(`unknown value representation in ${tagHex(tag)}`);
    this.need(offset, 12, end);
    const length = this.view.getUint32(offset + 8, encoding.littleEndian);
    return { vr, lengthStart: offset + 8, lengthBytes: 4 as const, valueStart: offset + 12, length };
  }

  private undefinedLength(element: Mutable<DicomElement>, end: number, depth: number): void {
    const { tag, vr } = element;
    if (tag === TAG.pixelData && (vr === 'OB' || vr === 'OW' || vr === 'UN')) this.fragments(element, end);
    else if (vr === 'SQ' || vr === 'UN') this.items(element, end, depth);
    else throw malformed(`undefined length in ${tagHex(tag)}`);
  }

  /** Reads the items of a sequence; `end` is its own end, or that of the bytes around it when its length is undefined. */
  private items(element: Mutable<DicomElement>, end: number, depth: number): void {
    if (depth >= this.limits.depth) throw new DeidError('LIMIT_EXCEEDED', 'sequences are nested too deeply');
    const items: DicomItem[] = [];
    const little = element.parent.encoding.littleEndian;
    let offset = element.valueStart;
    for (;;) {
      if (!element.undefinedLength && offset >= end) break;
      this.need(offset, 8, end);
      const tag = this.tagAt(offset, element.parent.encoding);
      const length = this.view.getUint32(offset + 4, little);
      if (tag === TAG.sequenceDelimiter) {
        if (element.undefinedLength) element.length = offset - element.valueStart;
        offset += 8;
        break;
      }
      if (tag !== TAG.item) throw malformed(`${tagHex(tag)} where an item of ${tagHex(element.tag)} should be`);
      const item = this.item(element, offset, length, end, depth);
      items.push(item);
      offset = item.end;
    }
    element.items = items;
    if (element.undefinedLength) element.end = offset;
  }

  private item(sequence: DicomElement, start: number, length: number, end: number, depth: number): DicomItem {
    this.step();
    const valueStart = start + 8;
    const undefinedLength = length === UNDEFINED;
    if (!undefinedLength) this.need(valueStart, length, end);
    const limit = undefinedLength ? end : valueStart + length;
    const elements: DicomElement[] = [];
    const encoding = this.itemEncoding(sequence, valueStart, limit);
    const dataSet: Mutable<DataSet> = { elements, encoding, start: valueStart, end: limit };
    const item: Mutable<DicomItem> = { start, valueStart, end: limit, undefinedLength, dataSet, sequence };
    dataSet.item = item;
    let offset = valueStart;
    while (undefinedLength || offset < limit) {
      this.need(offset, 8, limit);
      if (this.tagAt(offset, encoding) === TAG.itemDelimiter) {
        dataSet.end = offset;
        offset += 8;
        break;
      }
      const element = this.element(offset, limit, dataSet, depth + 1);
      elements.push(element);
      offset = element.end;
    }
    if (undefinedLength) item.end = offset;
    return item;
  }

  /**
   * Items are encoded like the data set around them, except in UN elements (implicit little endian, PS3.5 6.2.2 note 2) and in files
   * that some converters left with implicit items in an explicit data set. The first element shows which it is.
   */
  private itemEncoding(sequence: DicomElement, offset: number, end: number): Encoding {
    const outer = sequence.parent.encoding;
    if (!outer.explicit || end - offset < 8) return outer;
    if (groupOf(this.tagAt(offset, outer)) === 0xfffe) return outer;
    return isKnownVr(this.vrAt(offset + 4)) ? outer : IMPLICIT_LITTLE;
  }

  /** Private sequences hide behind UN with a defined length. Whatever cannot be read as a sequence to its last byte stays opaque. */
  private tryItems(element: Mutable<DicomElement>, depth: number): void {
    if (element.length < 8 || depth >= this.limits.depth) return;
    if (this.tagAt(element.valueStart, element.parent.encoding) !== TAG.item) return;
    const before = this.count;
    try {
      this.items(element, element.valueStart + element.length, depth);
    } catch (error) {
      if (error instanceof DeidError && error.code === 'LIMIT_EXCEEDED') throw error;
      this.count = before;
      element.items = undefined;
    }
  }

  private fragments(element: Mutable<DicomElement>, end: number): void {
    const fragments: Fragment[] = [];
    const little = element.parent.encoding.littleEndian;
    let offset = element.valueStart;
    for (;;) {
      this.need(offset, 8, end);
      const tag = this.tagAt(offset, element.parent.encoding);
      const length = this.view.getUint32(offset + 4, little);
      if (tag === TAG.sequenceDelimiter) break;
      if (tag !== TAG.item) throw malformed(`${tagHex(tag)} where a fragment of the pixel data should be`);
      this.step();
      this.need(offset + 8, length, end);
      fragments.push({ start: offset, valueStart: offset + 8, length });
      offset += 8 + length;
    }
    element.fragments = fragments;
    element.length = offset - element.valueStart;
    element.end = offset + 8;
  }

  private tagAt(offset: number, encoding: Encoding): Tag {
    const { littleEndian } = encoding;
    return this.view.getUint16(offset, littleEndian) * 0x10000 + this.view.getUint16(offset + 2, littleEndian);
  }

  private vrAt(offset: number): string {
    return String.fromCharCode(this.data[offset], this.data[offset + 1]);
  }

  private need(offset: number, length: number, end: number): void {
    if (length > end - offset) throw new DeidError('TRUNCATED', 'an element reaches beyond the bytes that are there');
  }

  private step(): void {
    this.count += 1;
    if (this.count > this.limits.elements) throw new DeidError('LIMIT_EXCEEDED', 'the file has too many elements');
  }

  /** Zeros behind the last element are padding: some writers fill up to a block. */
  private onlyZeros(start: number, end: number): boolean {
    if (this.data[start] !== 0 || this.data[start + 1] !== 0) return false;
    for (let i = start; i < end; i += 1) if (this.data[i] !== 0) return false;
    return true;
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function malformed(message: string): DeidError {
  return new DeidError('MALFORMED', message);
}
