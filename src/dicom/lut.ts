import type { DataSet } from './elements';
import { TAG, type Tag } from './tags';
import { invalid, shorts } from './values';

/** A look-up table of PS3.3 C.11: `entries[0]` is for `first` and everything below, the last one for everything above. */
export interface Lut {
  readonly first: number;
  readonly entries: readonly number[];
  /** Bits of an entry, 8 to 16. */
  readonly bits: number;
}

/** Reads a table from its descriptor and data. `signed` tells how the first mapped value is meant. Throws `INVALID_ATTRIBUTE`. */
export function readLut(
  data: Uint8Array,
  dataSet: DataSet,
  descriptor: Tag,
  values: readonly number[],
  signed: boolean,
): Lut {
  const [count, rawFirst, bits] = shorts(data, dataSet, descriptor);
  if (bits === undefined || bits < 1 || bits > 16) throw invalid(descriptor, 'is incomplete or out of range');
  const length = count === 0 ? 65536 : count;
  const first = signed && rawFirst >= 0x8000 ? rawFirst - 0x10000 : rawFirst;
  return { first, entries: unpackEntries(values, length, descriptor), bits };
}

/** The table of a Modality LUT or VOI LUT item. */
export function readItemLut(data: Uint8Array, item: DataSet, signed: boolean): Lut {
  return readLut(data, item, TAG.lutDescriptor, shorts(data, item, TAG.lutData), signed);
}

/** 8-bit entries may be packed two to a 16-bit word, the first one in the low byte (PS3.3 C.7.6.3.1.5). */
function unpackEntries(words: readonly number[], length: number, descriptor: Tag): readonly number[] {
  if (words.length >= length) return words.slice(0, length);
  if (words.length * 2 < length || words.length === 0)
    throw invalid(descriptor, 'asks for more entries than there are');
  return words.flatMap((word) => [word & 0xff, word >>> 8]).slice(0, length);
}

/** The entry for a value, beyond the ends the nearest one. */
export function lookUp(lut: Lut, value: number): number {
  const index = Math.min(lut.entries.length - 1, Math.max(0, Math.round(value) - lut.first));
  return lut.entries[index];
}
