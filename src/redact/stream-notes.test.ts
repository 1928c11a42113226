import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { joinBytes } from '../dicom/build';
import { encodeFrame, type LosslessCodec } from '../dicom/encode-frame';
import { readFrame } from '../dicom/frames';
import { openDicom } from '../dicom/open';
import { buildDicom } from '../dicom/testing';
import { redactFile } from './redact';

/** What a compressed frame holds beside the picture. */

const SIZE = 16;
const SECRET = Buffer.from('LEGIBLE!');
const rgb = Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, i) => (i * 37) % 200);
const grey = rgb.subarray(0, SIZE * SIZE);

const jpeg = () =>
  sharp(rgb, { raw: { width: SIZE, height: SIZE, channels: 3 } })
    .jpeg()
    .toBuffer();
const segment = (marker: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const content = joinBytes(parts);
  return joinBytes([Uint8Array.of(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff), content]);
};
/** Behind the start marker. */
const marked = (stream: Uint8Array, ...segments: readonly Uint8Array[]): Uint8Array =>
  joinBytes([stream.subarray(0, 2), ...segments, stream.subarray(2)]);
const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');

async function encoded(codec: LosslessCodec): Promise<Uint8Array> {
  const { image } = openDicom(buildDicom({ rows: SIZE, columns: SIZE }));
  const frame = { frameIndex: 0, rows: SIZE, columns: SIZE, samplesPerPixel: 1, samples: grey };
  return encodeFrame(codec, image!, { ...frame, photometricInterpretation: 'MONOCHROME2' });
}

/** Before the first tile-part. */
async function withComment(codec: 'jpeg-2000' | 'htj2k'): Promise<Uint8Array> {
  const stream = Buffer.from(await encoded(codec));
  const at = stream.indexOf(Uint8Array.of(0xff, 0x90));
  const comment = joinBytes([Uint8Array.of(0xff, 0x64, 0, SECRET.length + 4, 0, 1), SECRET]);
  return joinBytes([stream.subarray(0, at), comment, stream.subarray(at)]);
}

const box = (type: string, content: Uint8Array): Uint8Array => {
  const length = content.length + 8;
  return joinBytes([Uint8Array.of(0, 0, length >> 8, length & 0xff), text(type), content]);
};

async function inBoxes(): Promise<Uint8Array> {
  const signature = box('jP  ', Uint8Array.of(13, 10, 0x87, 10));
  return joinBytes([signature, box('xml ', SECRET), box('jp2c', await encoded('jpeg-2000'))]);
}

/** An RLE frame with text in an unused number of its header, and behind its last pixel. */
async function rle(): Promise<Uint8Array> {
  const stream = (await encoded('rle')).slice();
  stream.set(SECRET, 40);
  return joinBytes([stream, SECRET]);
}

const COLOUR = { samplesPerPixel: 3, photometricInterpretation: 'YBR_FULL_422', transferSyntax: '.4.50' };
const CASES: Readonly<Record<string, [object, () => Promise<Uint8Array>]>> = {
  'EXIF in a JPEG': [COLOUR, async () => marked(await jpeg(), segment(0xe1, text('Exif\0\0'), SECRET))],
  'XMP behind the frame header': [
    COLOUR,
    async () => {
      const stream = await jpeg();
      const at = stream.indexOf(Uint8Array.of(0xff, 0xda));
      const note = segment(0xe1, text('http://ns.adobe.com/xap/1.0/\0'), SECRET);
      return joinBytes([stream.subarray(0, at), note, stream.subarray(at)]);
    },
  ],
  "JFIF's thumbnail": [
    COLOUR,
    async () => marked(await jpeg(), segment(0xe0, text('JFIF\0'), Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 1, 3), SECRET)),
  ],
  'a JFXX thumbnail': [COLOUR, async () => marked(await jpeg(), segment(0xe0, text('JFXX\0\x10'), SECRET))],
  'text behind the Adobe mark': [
    COLOUR,
    async () => marked(await jpeg(), segment(0xee, text('Adobe'), Uint8Array.of(0, 100, 0, 0, 0, 0, 1), SECRET)),
  ],
  'what is said to be a colour profile': [
    COLOUR,
    async () => marked(await jpeg(), segment(0xe2, text('ICC_PROFILE\0\x01\x01'), SECRET, new Uint8Array(60))),
  ],
  'bytes behind the end of a JPEG': [COLOUR, async () => joinBytes([await jpeg(), SECRET])],
  'application data in JPEG lossless': [
    { transferSyntax: '.4.70' },
    async () => marked(await encoded('jpeg-lossless'), segment(0xe5, SECRET)),
  ],
  'application data in JPEG-LS': [
    { transferSyntax: '.4.80' },
    async () => marked(await encoded('jpeg-ls'), segment(0xe8, SECRET)),
  ],
  'a box beside a JPEG 2000 stream': [{ transferSyntax: '.4.90' }, inBoxes],
  'gaps of an RLE frame': [{ transferSyntax: '.5' }, rle],
  'bytes behind a deflated frame': [
    { transferSyntax: '.8.1' },
    async () => joinBytes([await encoded('deflate'), SECRET]),
  ],
};
const COMMENTS: typeof CASES = {
  'a comment in a JPEG': [COLOUR, async () => marked(await jpeg(), segment(0xfe, SECRET))],
  'a comment in JPEG-LS': [
    { transferSyntax: '.4.80' },
    async () => marked(await encoded('jpeg-ls'), segment(0xfe, SECRET)),
  ],
  'a comment in JPEG 2000': [{ transferSyntax: '.4.90' }, () => withComment('jpeg-2000')],
  'a comment in HTJ2K': [{ transferSyntax: '.4.201' }, () => withComment('htj2k')],
};

const inFile = (image: object, stream: Uint8Array, pieces: number) => {
  const even = stream.length % 2 === 0 ? stream : joinBytes([stream, new Uint8Array(1)]);
  const step = Math.ceil(even.length / pieces / 2) * 2;
  const fragments = Array.from({ length: pieces }, (_, i) => even.subarray(i * step, (i + 1) * step));
  return openDicom(buildDicom({ rows: SIZE, columns: SIZE, ...image, fragments }));
};

for (const [name, [image, make]] of [...Object.entries(CASES), ...Object.entries(COMMENTS)]) {
  for (const headerProfile of ['keep', 'basic'] as const) {
    for (const pieces of [1, 40]) {
      test(`${name}, in ${pieces} fragments, ${headerProfile}: the picture stays`, async () => {
        const input = inFile(image, await make(), pieces);
        assert.ok(pieces > 1 || Buffer.from(input.bytes).includes(SECRET));
        const { bytes, carriers } = await redactFile(input, [], { headerProfile });
        const output = openDicom(bytes);
        const { samples } = await readFrame(output, 0);
        assert.deepEqual([...samples], [...(await readFrame(input, 0)).samples]);
        const isHeaderText = name in COMMENTS && headerProfile === 'keep';
        assert.deepEqual(carriers, isHeaderText ? [] : ['stream-notes']);
        const stream = output.pixelData!.element.fragments!.map(({ valueStart, length }) =>
          Buffer.from(output.data.subarray(valueStart, valueStart + length)),
        );
        assert.equal(Buffer.concat(stream).includes(SECRET), isHeaderText);
      });
    }
  }
}

test('a JPEG as cameras and encoders write it comes back as it is', async () => {
  const profile = segment(0xe2, text('ICC_PROFILE\0\x01\x01'), new Uint8Array(36), text('acsp'), new Uint8Array(20));
  const jfif = segment(0xe0, text('JFIF\0'), Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0));
  const adobe = segment(0xee, text('Adobe'), Uint8Array.of(0, 100, 0, 0, 0, 0, 1));
  const input = inFile(COLOUR, marked(await jpeg(), jfif, adobe, profile), 1);
  const { bytes } = await redactFile(input, [], { headerProfile: 'keep' });
  assert.equal(bytes, input.bytes);
});

test('bytes behind a deflated data set are not copied along', async () => {
  const plain = buildDicom({ transferSyntax: '.1.99' });
  const start = Buffer.from(plain).indexOf(Uint8Array.of(8, 0, 0x16, 0));
  const deflated = joinBytes([plain.subarray(0, start), deflateRawSync(plain.subarray(start)), SECRET]);
  for (const headerProfile of ['keep', 'basic'] as const) {
    const { bytes } = await redactFile(openDicom(deflated), [], { headerProfile });
    assert.equal(Buffer.from(bytes).includes(SECRET), false);
  }
});
