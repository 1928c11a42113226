import { DeidError } from '../base/errors';
import { type DataSet, type DicomElement, type Fragment, findElement } from './elements';
import type { ImageInfo } from './image';
import { TAG } from './tags';
import type { Codec } from './transfer-syntax';

type Frames = readonly (readonly Fragment[])[];

/**
 * Gives the fragments of encapsulated pixel data to frames (PS3.5 A.4): by the extended offset table, the basic one, one fragment a
 * frame, all fragments for a single frame, or the start and end markers of the codestreams. A table counts only when each of its
 * offsets is the start of a fragment.
 *
 * Throws `FRAGMENTS_AMBIGUOUS` when none of these is certain, `PIXELDATA_LAYOUT_MISMATCH` when there are more codestreams than frames.
 */
export function mapFragments(
  data: Uint8Array,
  dataSet: DataSet,
  element: DicomElement,
  image: ImageInfo,
  codec: Codec,
): Frames {
  const [table, ...fragments] = element.fragments ?? [];
  const frames = image.numberOfFrames;
  if (table === undefined || fragments.length === 0) {
    throw new DeidError('PIXELDATA_LAYOUT_MISMATCH', 'the pixel data have no fragments');
  }
  const byMarkers = splitByMarkers(data, fragments, codec);
  if (byMarkers !== undefined && byMarkers.length > frames) {
    throw new DeidError('PIXELDATA_LAYOUT_MISMATCH', 'there are more compressed frames than NumberOfFrames says');
  }
  const byTable =
    splitByTable(fragments, extendedTable(data, dataSet), frames) ??
    splitByTable(fragments, basicTable(data, dataSet, table), frames);
  if (byTable !== undefined) return byTable;
  if (fragments.length === frames) return fragments.map((fragment) => [fragment]);
  if (frames === 1) return [fragments];
  if (byMarkers?.length === frames) return byMarkers;
  throw new DeidError('FRAGMENTS_AMBIGUOUS', 'the fragments cannot be given to frames with certainty');
}

function splitByTable(fragments: readonly Fragment[], table: readonly number[], frames: number): Frames | undefined {
  if (table.length !== frames || table[0] !== 0) return undefined;
  const base = fragments[0].start;
  const groups: Fragment[][] = [];
  for (const fragment of fragments) {
    if (fragment.start - base === table[groups.length]) groups.push([]);
    groups[groups.length - 1].push(fragment);
  }
  return groups.length === frames ? groups : undefined;
}

function basicTable(data: Uint8Array, dataSet: DataSet, item: Fragment): readonly number[] {
  const view = new DataView(data.buffer, data.byteOffset + item.valueStart, item.length);
  const little = dataSet.encoding.littleEndian;
  return Array.from({ length: Math.floor(item.length / 4) }, (_, i) => view.getUint32(i * 4, little));
}

function extendedTable(data: Uint8Array, dataSet: DataSet): readonly number[] {
  const element = findElement(dataSet, TAG.extendedOffsetTable);
  if (element === undefined) return [];
  const view = new DataView(data.buffer, data.byteOffset + element.valueStart, element.length);
  const little = dataSet.encoding.littleEndian;
  return Array.from({ length: Math.floor(element.length / 8) }, (_, i) => Number(view.getBigUint64(i * 8, little)));
}

const STARTS: Readonly<Partial<Record<Codec, readonly number[]>>> = {
  jpeg: [0xff, 0xd8, 0xff],
  'jpeg-lossless': [0xff, 0xd8, 0xff],
  'jpeg-ls': [0xff, 0xd8, 0xff],
  'jpeg-2000': [0xff, 0x4f, 0xff, 0x51],
  htj2k: [0xff, 0x4f, 0xff, 0x51],
};

/**
 * One group for each codestream: it starts with its start marker at the start of a fragment and ends with its end marker (and padding)
 * at the end of one. `undefined` when that does not come out even.
 */
function splitByMarkers(data: Uint8Array, fragments: readonly Fragment[], codec: Codec): Frames | undefined {
  const signature = STARTS[codec];
  if (signature === undefined) return undefined;
  const groups: Fragment[][] = [];
  let ended = true;
  for (const fragment of fragments) {
    const starts = signature.every((byte, i) => i < fragment.length && data[fragment.valueStart + i] === byte);
    if (starts !== ended) return undefined;
    if (starts) groups.push([]);
    groups[groups.length - 1].push(fragment);
    ended = endsCodestream(data, fragment);
  }
  return ended ? groups : undefined;
}

/** All of these codecs end with FF D9, which cannot occur inside their compressed data; behind it is padding. */
function endsCodestream(data: Uint8Array, fragment: Fragment): boolean {
  const first = fragment.valueStart;
  let end = first + fragment.length;
  const ends = (at: number): boolean => at - first >= 2 && data[at - 2] === 0xff && data[at - 1] === 0xd9;
  if (ends(end - 1)) return true;
  while (end > first && data[end - 1] === 0) end -= 1;
  return ends(end);
}
