import { encodeHeader, encodeItemHeader } from './build';
import type { DicomElement, Encoding } from './elements';
import { TAG } from './tags';

export interface Encapsulated {
  /** The PixelData element from its tag to its sequence delimiter. */
  readonly element: readonly Uint8Array[];
  /** Values for ExtendedOffsetTable and ExtendedOffsetTableLengths: 64-bit little endian numbers. */
  readonly extendedOffsets: Uint8Array;
  readonly extendedLengths: Uint8Array;
}

const EXPLICIT_LITTLE: Encoding = { explicit: true, littleEndian: true };

/** The fragments of all frames with their item headers, in file order, and how many bytes of them belong to each frame. */
export interface FrameFragments {
  readonly bytes: Uint8Array;
  readonly sizes: readonly number[];
}

/**
 * Encapsulated pixel data (PS3.5 A.4). A basic offset table is written when `basic` is true and its 32-bit offsets suffice; beside an
 * extended offset table it must be empty.
 */
export function encapsulate(
  { bytes, sizes }: FrameFragments,
  original: DicomElement,
  data: Uint8Array,
  basic: boolean,
): Encapsulated {
  const offsets: number[] = [];
  let offset = 0;
  for (const size of sizes) {
    offsets.push(offset);
    offset += size;
  }
  const table = basic && offset <= 0xffffffff ? uint32s(offsets) : new Uint8Array(0);
  const header =
    original.fragments === undefined
      ? encodeHeader(TAG.pixelData, 'OB', 0xffffffff, EXPLICIT_LITTLE)
      : data.subarray(original.start, original.valueStart);
  const delimiter = Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0);
  return {
    element: [header, encodeItemHeader(table.length, true), table, bytes, delimiter],
    extendedOffsets: uint64s(offsets),
    // Without the item header: the bytes of the frame itself (PS3.3 C.7.6.3.1.8).
    extendedLengths: uint64s(sizes.map((size) => size - 8)),
  };
}

function uint32s(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setUint32(i * 4, value, true);
  });
  return bytes;
}

function uint64s(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setBigUint64(i * 8, BigInt(value), true);
  });
  return bytes;
}
