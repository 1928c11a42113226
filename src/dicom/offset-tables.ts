import { type DicomElement, findElement } from './elements';
import type { DicomFile } from './open';
import { TAG } from './tags';
import { valueBytes } from './values';

export interface OffsetTables {
  /** Whether the first item of the pixel data is no basic offset table of its fragments. */
  readonly basic: boolean;
  /** The extended tables, where they do not point at fragments. */
  readonly extended: readonly DicomElement[];
}

/**
 * Finds what stands in the place of offset tables and is none (PS3.5 A.4, PS3.3 C.7.6.3.1.8): each number of a table has to be the start of
 * a fragment, behind the one before; each length must end before the next start. Anything else can say anything, and no reader needs it.
 */
export function falseOffsetTables({ data, dataSet, pixelData }: DicomFile): OffsetTables {
  const extended = [TAG.extendedOffsetTable, TAG.extendedOffsetTableLengths].flatMap(
    (tag) => findElement(dataSet, tag) ?? [],
  );
  if (pixelData?.kind !== 'encapsulated') return { basic: false, extended };
  const [table, first, ...others] = pixelData.element.fragments!;
  const { start: base } = first;
  const ends = pixelData.element.end - 8 - base;
  const starts = new Set([first, ...others].map(({ start }) => BigInt(start - base)));
  const isTable = (offsets: readonly bigint[]) =>
    offsets.every((offset, i) => starts.has(offset) && (i === 0 || offset > offsets[i - 1]));
  const little = dataSet.encoding.littleEndian;
  const item = new DataView(data.buffer, data.byteOffset + table.valueStart, table.length);
  const basic = Array.from({ length: table.length >> 2 }, (_, i) => BigInt(item.getUint32(i * 4, little)));
  const [offsets, lengths = []] = extended.map((element) => {
    const bytes = valueBytes(data, element);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    return Array.from({ length: bytes.length >> 3 }, (_, i) => view.getBigUint64(i * 8, little));
  });
  const fits = (length: bigint, i: number) => length + offsets[i] + 8n <= (offsets[i + 1] ?? BigInt(ends));
  const isExtended =
    extended.every(({ length }) => length % 8 === 0) &&
    extended[0]?.tag === TAG.extendedOffsetTable &&
    isTable(offsets) &&
    (extended.length === 1 || (lengths.length === offsets.length && lengths.every(fits)));
  return { basic: table.length % 4 !== 0 || !isTable(basic), extended: isExtended ? [] : extended };
}
