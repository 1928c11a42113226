import { deflateRawSync } from 'node:zlib';
import { encodeItems, joinBytes, type NewElement } from '../dicom/build';
import { encodeFrame } from '../dicom/encode-frame';
import { readFrame } from '../dicom/frames';
import { openDicom } from '../dicom/open';
import { buildDicom, bytesOf, type TestFile } from '../dicom/testing';
import { Rng } from '../prepare/random';

/** Small files of every kind of encoding, to be damaged: native in all byte orders, compressed, deflated, with sequences and frames. */
export async function seedFiles(): Promise<readonly Uint8Array[]> {
  const pixels = bytesOf(
    Array.from({ length: 16 * 16 }, (_, i) => (i * 7) & 255),
    1,
  );
  const base: TestFile = {
    rows: 16,
    columns: 16,
    pixels,
    elements: [
      { tag: 0x00100030, vr: 'DA', value: '19700101' },
      { tag: 0x00081140, vr: 'SQ', value: [[{ tag: 0x00081155, vr: 'UI', value: '1.2.3' }]] },
      { tag: 0x00280004, vr: 'CS', value: 'MONOCHROME2' },
    ],
  };
  const files = ['', '.1', '.2'].map((transferSyntax) => buildDicom({ ...base, transferSyntax }));
  files.push(buildDicom({ ...base, preamble: false, meta: false, transferSyntax: '' }));
  files.push(buildDicom({ ...base, rows: 8, numberOfFrames: 2 }));
  files.push(buildDicom({ ...base, rows: 8, columns: 8, bitsAllocated: 16, numberOfFrames: 2 }));
  const plain = openDicom(files[1]);
  const frame = await readFrame(plain, 0);
  for (const [codec, transferSyntax] of [
    ['rle', '.5'],
    ['jpeg-ls', '.4.80'],
    ['jpeg-lossless', '.4.70'],
    ['jpeg-2000', '.4.90'],
    ['htj2k', '.4.201'],
  ] as const) {
    const fragments = [await encodeFrame(codec, plain.image!, frame)];
    files.push(buildDicom({ ...base, transferSyntax, fragments }));
  }
  files.push(deflated(buildDicom({ ...base, transferSyntax: '.1.99' })));
  files.push(buildDicom({ ...base, elements: [...base.elements!, ...CARRIERS] }));
  files.push(buildDicom({ ...base, photometricInterpretation: 'PALETTE COLOR', elements: PALETTE }));
  files.push(buildDicom({ pixels: null, elements: REPORT }));
  return files;
}

function deflated(bytes: Uint8Array): Uint8Array {
  const { meta } = openDicom(buildDicom({}));
  // The transfer syntaxes' UIDs differ in length, the group length says by how much.
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(140, true);
  const start = (meta?.start ?? 0) + 12 + length;
  return joinBytes([bytes.subarray(0, start), deflateRawSync(bytes.subarray(start))]);
}

/** An overlay, an icon, a window, a private sequence as UN, padding. */
const CARRIERS: readonly NewElement[] = [
  { tag: 0x00281050, vr: 'DS', value: '40\\60' },
  { tag: 0x00281051, vr: 'DS', value: '80\\20' },
  { tag: 0x00290010, vr: 'LO', value: 'ACME' },
  {
    tag: 0x00291010,
    vr: 'UN',
    value: encodeItems([[{ tag: 0x00100010, vr: 'PN', value: 'A^B' }]], { explicit: false, littleEndian: true }),
  },
  { tag: 0x00880200, vr: 'SQ', value: [[{ tag: 0x7fe00010, vr: 'OB', value: new Uint8Array(16) }]] },
  { tag: 0x60000010, vr: 'US', value: [8] },
  { tag: 0x60000011, vr: 'US', value: [16] },
  { tag: 0x60000050, vr: 'SS', value: [1, 1] },
  { tag: 0x60003000, vr: 'OW', value: new Uint8Array(16).fill(0x55) },
  { tag: 0xfffcfffc, vr: 'OB', value: new Uint8Array(8) },
];

const PALETTE: readonly NewElement[] = [0, 1, 2].flatMap((colour): NewElement[] => [
  { tag: 0x00281101 + colour, vr: 'US', value: [256, 0, 16] },
  { tag: 0x00281201 + colour, vr: 'OW', value: Uint8Array.from({ length: 512 }, (_, i) => i >> 1) },
]);

const REPORT: readonly NewElement[] = [
  { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.88.11' },
  {
    tag: 0x0040a730,
    vr: 'SQ',
    value: [
      [
        { tag: 0x0040a040, vr: 'CS', value: 'TEXT' },
        { tag: 0x0040a160, vr: 'UT', value: 'knee' },
      ],
    ],
  },
];

const EXTREMES = [0, 1, 0x7f, 0x80, 0xff, 0xfe];
const LENGTHS = [0, 1, 2, 0xffff, 0x7fffffff, 0xfffffffe, 0xffffffff];

/** One to four damages, by a seed: the same seed gives the same bytes. */
export function mutate(file: Uint8Array, seed: number): Uint8Array {
  const rng = new Rng(`mutation/${seed}`);
  let bytes: Uint8Array = file;
  for (let left = rng.int(1, 4); left > 0; left -= 1) bytes = damage(bytes, rng);
  return bytes;
}

function damage(bytes: Uint8Array, rng: Rng): Uint8Array {
  if (bytes.length < 8) return bytes;
  const at = rng.int(0, bytes.length - 5);
  const span = rng.int(1, Math.min(64, bytes.length - at));
  const copy = Buffer.from(bytes);
  switch (rng.int(0, 7)) {
    case 0:
      copy[at] ^= 1 << rng.int(0, 7);
      return copy;
    case 1:
      copy[at] = rng.pick(EXTREMES);
      return copy;
    case 2:
      copy.writeUInt32LE(rng.pick(LENGTHS), at);
      return copy;
    case 3:
      return copy.subarray(0, at);
    case 4:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at + span)]);
    case 5:
      return Buffer.concat([copy.subarray(0, at + span), copy.subarray(at)]);
    case 6:
      return Buffer.concat([copy.subarray(0, at), Buffer.alloc(span, rng.pick(EXTREMES)), copy.subarray(at)]);
    default:
      for (let i = 0; i < span; i += 1) copy[at + i] = rng.int(0, 255);
      return copy;
  }
}
