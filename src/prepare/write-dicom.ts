/**
 * Writes new, plain DICOM files (explicit VR little endian, PS3.5 A.2, with the file meta group of PS3.10 section 7.1).
 * Existing files are never rewritten with this: it knows only the elements it is given.
 */
export type ElementValue = string | readonly string[] | readonly number[] | Uint8Array | Uint16Array | Int16Array;

/** `[0xggggeeee, VR, value]`; an SQ's value is a list of items. Text is written as UTF-8. */
export type Element =
  | readonly [tag: number, vr: string, value: ElementValue]
  | readonly [tag: number, vr: 'SQ', items: readonly (readonly Element[])[]];

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
/** A UUID-derived root (PS3.5 B.2) for this project's files. */
const IMPLEMENTATION_CLASS_UID = '2.25.80302813137786398554742050926734630921';

/** Compressed frames, each an even number of bytes, and the transfer syntax they are in. */
export interface CompressedPixels {
  readonly transferSyntax: string;
  readonly frames: readonly Uint8Array[];
}

/**
 * The bytes of a file. Elements may come in any order; SOP class and instance UID (0008,0016), (0008,0018) must be among them.
 * Pixel data comes as an element or, compressed, as frames.
 */
export function encodeDicom(elements: readonly Element[], pixels?: CompressedPixels): Uint8Array {
  const uid = (tag: number): string => String(elements.find(([t]) => t === tag)?.[2] ?? '');
  const meta = encodeElements([
    [0x00020001, 'OB', Uint8Array.of(0, 1)],
    [0x00020002, 'UI', uid(0x00080016)],
    [0x00020003, 'UI', uid(0x00080018)],
    [0x00020010, 'UI', pixels?.transferSyntax ?? EXPLICIT_LITTLE_ENDIAN],
    [0x00020012, 'UI', IMPLEMENTATION_CLASS_UID],
    [0x00020013, 'SH', 'DICOM_DEID_BENCH'],
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  const head = encodeElements([[0x00020000, 'UL', length]]);
  const tail = pixels === undefined ? [] : encapsulated(pixels.frames);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), head, meta, encodeElements(elements), ...tail]);
}

/** Encapsulated pixel data (PS3.5 A.4): a basic offset table, one fragment a frame, the delimiter. */
function encapsulated(frames: readonly Uint8Array[]): Uint8Array[] {
  const item = (length: number, element = 0xe000): Buffer => {
    const header = Buffer.alloc(8);
    header.writeUInt16LE(0xfffe, 0);
    header.writeUInt16LE(element, 2);
    header.writeUInt32LE(length, 4);
    return header;
  };
  const start = Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff]);
  const table = Buffer.alloc(frames.length * 4);
  let offset = 0;
  frames.forEach((frame, i) => {
    table.writeUInt32LE(offset, i * 4);
    offset += frame.length + 8;
  });
  return [start, item(table.length), table, ...frames.flatMap((frame) => [item(frame.length), frame]), item(0, 0xe0dd)];
}

/** VRs with a 32-bit length field (PS3.5 7.1.2). */
const LONG = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'SQ', 'UC', 'UR', 'UT', 'UN']);

function encodeElements(elements: readonly Element[]): Buffer {
  const parts: Buffer[] = [];
  for (const element of [...elements].sort((a, b) => a[0] - b[0])) {
    const [tag, vr] = element;
    const value =
      vr === 'SQ' ? encodeItems(element[2] as readonly (readonly Element[])[]) : encodeValue(vr, element[2]);
    const header = Buffer.alloc(LONG.has(vr) ? 12 : 8);
    header.writeUInt16LE(tag >>> 16, 0);
    header.writeUInt16LE(tag & 0xffff, 2);
    header.write(vr, 4, 'latin1');
    if (LONG.has(vr)) header.writeUInt32LE(value.length, 8);
    else header.writeUInt16LE(value.length, 6);
    parts.push(header, value);
  }
  return Buffer.concat(parts);
}

function encodeItems(items: readonly (readonly Element[])[]): Buffer {
  return Buffer.concat(
    items.map((item) => {
      const body = encodeElements(item);
      const header = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
      header.writeUInt32LE(body.length, 4);
      return Buffer.concat([header, body]);
    }),
  );
}

function encodeValue(vr: string, value: Element[2]): Buffer {
  if (ArrayBuffer.isView(value)) return padded(Buffer.from(value.buffer, value.byteOffset, value.byteLength), 0);
  if (vr === 'US' || vr === 'SS') {
    const numbers = value as readonly number[];
    const out = Buffer.alloc(numbers.length * 2);
    numbers.forEach((n, i) => {
      out.writeUInt16LE(n & 0xffff, i * 2);
    });
    return out;
  }
  if (vr === 'AT') {
    const out = Buffer.alloc((value as readonly number[]).length * 4);
    (value as readonly number[]).forEach((tag, i) => {
      out.writeUInt16LE(tag >>> 16, i * 4);
      out.writeUInt16LE(tag & 0xffff, i * 4 + 2);
    });
    return out;
  }
  const text = Array.isArray(value) ? value.map(String).join('\\') : String(value);
  return padded(Buffer.from(text, 'utf8'), vr === 'UI' ? 0 : 0x20);
}

/** Every value has an even length (PS3.5 7.1.1). Pixels are little endian as they lie in memory on every machine Node runs on. */
const padded = (bytes: Buffer, fill: number): Buffer =>
  bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from([fill])]);
