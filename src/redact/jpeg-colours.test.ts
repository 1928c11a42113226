import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { joinBytes } from '../dicom/build';
import { readFrame } from '../dicom/frames';
import { type DicomFile, openDicom } from '../dicom/open';
import { buildDicom } from '../dicom/testing';
import { displayedRgb } from '../dicom/views';
import { redactFile } from './redact';

/** JPEG streams whose markers and whose PhotometricInterpretation say different things, against what libjpeg shows (through sharp). */

const SIZE = 16;
const BOX = { left: 2, top: 2, right: 6, bottom: 6 };

/** Soft colours that no chroma step blurs: red grows to the right, blue downwards. */
const rgb = Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, i) => {
  const pixel = Math.floor(i / 3);
  return [60 + (pixel % SIZE) * 8, 90, 60 + Math.floor(pixel / SIZE) * 8][i % 3];
});

/** A stream of YCbCr without any mark, chroma at full resolution. */
const bare = () =>
  sharp(rgb, { raw: { width: SIZE, height: SIZE, channels: 3 } })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();

const JFIF = joinBytes([
  Uint8Array.of(0xff, 0xe0, 0, 16),
  Buffer.from('JFIF\0'),
  Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0),
]);
const adobe = (transform: number): Uint8Array =>
  joinBytes([Uint8Array.of(0xff, 0xee, 0, 14), Buffer.from('Adobe'), Uint8Array.of(0, 100, 0, 0, 0, 0, transform)]);

/** The stream with a segment right behind its start marker. */
const marked = (stream: Uint8Array, segment: Uint8Array): Uint8Array =>
  joinBytes([stream.subarray(0, 2), segment, stream.subarray(2)]);

/** The stream with component identifiers `RGB`, in frame and scan header. */
function withRgbIds(stream: Uint8Array): Uint8Array {
  const renamed = stream.slice();
  for (let at = 2; at < renamed.length; ) {
    const [marker, length] = [renamed[at + 1], renamed[at + 2] * 256 + renamed[at + 3]];
    const first = marker === 0xc0 ? at + 10 : marker === 0xda ? at + 5 : undefined;
    const step = marker === 0xc0 ? 3 : 2;
    if (first !== undefined) for (let i = 0; i < 3; i += 1) renamed[first + i * step] = 'RGB'.charCodeAt(i);
    if (marker === 0xda) return renamed;
    at += 2 + length;
  }
  return renamed;
}

const STREAMS: Readonly<Record<string, (stream: Uint8Array) => Uint8Array>> = {
  JFIF: (stream) => marked(stream, JFIF),
  'Adobe YCbCr': (stream) => marked(stream, adobe(1)),
  'Adobe RGB': (stream) => marked(stream, adobe(0)),
  'JFIF and Adobe RGB': (stream) => marked(stream, joinBytes([JFIF, adobe(0)])),
  'components R, G, B': withRgbIds,
};

const shown = async (file: DicomFile) => displayedRgb(file, await readFrame(file, 0)).data;

async function painted(fragment: Uint8Array, transferSyntax: string, photometricInterpretation: string) {
  const even = fragment.length % 2 === 0 ? fragment : joinBytes([fragment, new Uint8Array(1)]);
  const image = { rows: SIZE, columns: SIZE, samplesPerPixel: 3, transferSyntax, photometricInterpretation };
  const input = openDicom(buildDicom({ ...image, fragments: [even] }));
  const options = { grow: 0, headerProfile: 'keep' } as const;
  const { bytes } = await redactFile(input, [{ frameIndices: [0], boxes: [BOX] }], options);
  return { input, output: openDicom(bytes) };
}

/** Pixels that were not painted. */
const outside = (data: Uint8Array): readonly number[] =>
  [...data].filter((_, i) => {
    const pixel = Math.floor(i / 3);
    const [x, y] = [pixel % SIZE, Math.floor(pixel / SIZE)];
    return !(x >= BOX.left && x < BOX.right && y >= BOX.top && y < BOX.bottom);
  });

for (const [marks, make] of Object.entries(STREAMS)) {
  for (const label of ['RGB', 'YBR_FULL', 'YBR_FULL_422']) {
    for (const syntax of ['.4.50', '.4.51']) {
      test(`${syntax}, marked ${marks}, labelled ${label}: the colours of a viewer stay`, async () => {
        const stream = make(await bare());
        const { data: viewer } = await sharp(stream).raw().toBuffer({ resolveWithObject: true });
        const { input, output } = await painted(stream, syntax, label);
        const before = await shown(input);
        const farthest = before.reduce((most, level, i) => Math.max(most, Math.abs(level - viewer[i])), 0);
        assert.ok(farthest <= 3, `shown as a viewer shows it, up to ${farthest} off`);
        assert.deepEqual(outside(await shown(output)), outside(before));
        assert.equal(output.image?.photometricInterpretation, 'RGB');
      });
    }
  }
}

test('without any mark the data set says what the components are', async () => {
  const stream = await bare();
  const [asYbr, asRgb] = await Promise.all(['YBR_FULL_422', 'RGB'].map((label) => painted(stream, '.4.50', label)));
  const { data: viewer } = await sharp(stream).raw().toBuffer({ resolveWithObject: true });
  const before = await shown(asYbr.input);
  assert.ok(before.every((level, i) => Math.abs(level - viewer[i]) <= 3));
  assert.deepEqual(outside(await shown(asYbr.output)), outside(before));
  // The stored components themselves.
  assert.deepEqual([...(await shown(asRgb.input))], [...(await readFrame(asRgb.input, 0)).samples]);
  assert.deepEqual(outside(await shown(asRgb.output)), outside(await shown(asRgb.input)));
});
