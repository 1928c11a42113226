import type { Tag } from './tags';

/** How a data set is encoded (PS3.5 7.1). Items can differ from the data set around them. */
export interface Encoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

/** A list of elements: the data set itself, the file meta information, or the content of one sequence item. */
export interface DataSet {
  readonly elements: readonly DicomElement[];
  readonly encoding: Encoding;
  /** Offsets into `DicomFile.data`: `data.subarray(start, end)` holds exactly the elements, without delimiters. */
  readonly start: number;
  readonly end: number;
  /** The item around it; absent at top level. */
  readonly item?: DicomItem;
}

/** One item of a sequence. */
export interface DicomItem {
  /** Offset of the item's own tag (FFFE,E000). */
  readonly start: number;
  readonly valueStart: number;
  /** Offset behind the item, its delimiter included. */
  readonly end: number;
  readonly undefinedLength: boolean;
  readonly dataSet: DataSet;
  /** The sequence that the item belongs to. */
  readonly sequence: DicomElement;
}

/** One fragment of encapsulated pixel data. */
export interface Fragment {
  /** Offset of the fragment's item tag. */
  readonly start: number;
  readonly valueStart: number;
  readonly length: number;
}

/** One element and where it stands; all offsets are into `DicomFile.data`. */
export interface DicomElement {
  readonly tag: Tag;
  /** As in the file; from the dictionary in implicit encoding, `UN` when unknown there. */
  readonly vr: string;
  /** Offset of the tag. */
  readonly start: number;
  /** Offset of the length field, and its size in bytes. */
  readonly lengthStart: number;
  readonly lengthBytes: 2 | 4;
  readonly valueStart: number;
  /** Bytes of the value, delimiters of an undefined length excluded. */
  readonly length: number;
  /** Offset behind the element, its delimiter included. */
  readonly end: number;
  readonly undefinedLength: boolean;
  /** The items of a sequence, also of one that is stored as UN and can be read as a sequence. */
  readonly items?: readonly DicomItem[];
  /** Encapsulated pixel data: all items of it, the basic offset table first. */
  readonly fragments?: readonly Fragment[];
  /** The data set that holds the element. */
  readonly parent: DataSet;
}

/** The first element with that tag, or `undefined`. */
export function findElement(dataSet: DataSet, tag: Tag): DicomElement | undefined {
  return dataSet.elements.find((element) => element.tag === tag);
}
