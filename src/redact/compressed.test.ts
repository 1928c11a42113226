import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinBytes } from '../dicom/build';
import { runCodec } from '../dicom/codecs';
import { findElement } from '../dicom/elements';
import { encodeFrame, type LosslessCodec } from '../dicom/encode-frame';
import { readFrame, type StoredFrame } from '../dicom/frames';
import { headerValues } from '../dicom/header';
import { type DicomFile, openDicom } from '../dicom/open';
import { TAG } from '../dicom/tags';
import { buildDicom, bytesOf, type TestFile } from '../dicom/testing';
import { redactFile } from './redact';

const ROWS = 12;
const COLUMNS = 20;
const BOX = { left: 3, top: 2, right: 11, bottom: 7 };
const FRAMES = 3;

interface Depth {
  readonly samplesPerPixel: 1 | 3;
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  readonly pixelRepresentation: 0 | 1;
}
const GREY8: Depth = { samplesPerPixel: 1, bitsAllocated: 8, bitsStored: 8, pixelRepresentation: 0 };
const GREY12: Depth = { samplesPerPixel: 1, bitsAllocated: 16, bitsStored: 12, pixelRepresentation: 0 };
const SIGNED: Depth = { samplesPerPixel: 1, bitsAllocated: 16, bitsStored: 16, pixelRepresentation: 1 };
const RGB: Depth = { samplesPerPixel: 3, bitsAllocated: 8, bitsStored: 8, pixelRepresentation: 0 };

function frameOf(depth: Depth, frameIndex: number): StoredFrame {
  const length = ROWS * COLUMNS * depth.samplesPerPixel;
  const limit = 2 ** depth.bitsStored;
  const low = depth.pixelRepresentation === 1 ? -limit / 2 : 0;
  const level = (i: number) => low + ((i * 97 + frameIndex * 31) % limit);
  const signed = depth.pixelRepresentation === 1;
  const ArrayType = depth.bitsAllocated === 8 ? Uint8Array : signed ? Int16Array : Uint16Array;
  return {
    frameIndex,
    rows: ROWS,
    columns: COLUMNS,
    samplesPerPixel: depth.samplesPerPixel,
    samples: ArrayType.from(Array.from({ length }, (_, i) => level(i))),
    photometricInterpretation: depth.samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2',
  };
}

async function compressed(
  suffix: string,
  codec: LosslessCodec,
  depth: Depth,
  more: TestFile = {},
): Promise<Uint8Array> {
  const transformed = depth.samplesPerPixel === 3 && (codec === 'jpeg-2000' || codec === 'htj2k');
  const file: TestFile = {
    rows: ROWS,
    columns: COLUMNS,
    numberOfFrames: FRAMES,
    transferSyntax: suffix,
    ...depth,
    ...(transformed ? { photometricInterpretation: 'YBR_RCT' } : {}),
  };
  const { image } = openDicom(buildDicom({ ...file, transferSyntax: '.1' }));
  const fragments = [];
  for (let i = 0; i < FRAMES; i += 1) fragments.push(await encodeFrame(codec, image!, frameOf(depth, i)));
  return buildDicom({ ...file, fragments, ...more });
}

async function checkPainted(input: DicomFile, output: DicomFile, painted: readonly number[]): Promise<void> {
  assert.equal(output.image!.numberOfFrames, FRAMES);
  for (let index = 0; index < FRAMES; index += 1) {
    const [before, after] = [await readFrame(input, index), await readFrame(output, index)];
    const spp = before.samplesPerPixel;
    const inside = new Set<number>();
    before.samples.forEach((sample: number, i: number) => {
      const [x, y] = [Math.floor(i / spp) % COLUMNS, Math.floor(i / spp / COLUMNS)];
      const hit = painted.includes(index) && x >= BOX.left && x < BOX.right && y >= BOX.top && y < BOX.bottom;
      if (hit) inside.add(after.samples[i]);
      else assert.equal(after.samples[i], sample, `frame ${index}, sample ${i}`);
    });
    assert.equal(inside.size, painted.includes(index) ? 1 : 0);
  }
}

const redactMiddle = (input: DicomFile) =>
  redactFile(input, [{ frameIndices: [1], boxes: [BOX] }], { grow: 0, headerProfile: 'keep' });

const SYNTAXES: readonly (readonly [string, LosslessCodec])[] = [
  ['.5', 'rle'],
  ['.8.1', 'deflate'],
  ['.4.57', 'jpeg-lossless'],
  ['.4.70', 'jpeg-lossless'],
  ['.4.80', 'jpeg-ls'],
  ['.4.81', 'jpeg-ls'],
  ['.4.90', 'jpeg-2000'],
  ['.4.91', 'jpeg-2000'],
  ['.4.201', 'htj2k'],
  ['.4.202', 'htj2k'],
  ['.4.203', 'htj2k'],
];

for (const [suffix, codec] of SYNTAXES) {
  test(`1.2.840.10008.1.2${suffix} stays what it is, and frames without a hit keep their bytes`, async () => {
    for (const depth of [GREY8, GREY12, SIGNED, RGB]) {
      const input = openDicom(await compressed(suffix, codec, depth));
      const result = await redactMiddle(input);
      const output = openDicom(result.bytes);
      assert.equal(result.transferSyntax, input.transferSyntax);
      assert.equal(output.image!.photometricInterpretation, input.image!.photometricInterpretation);
      await checkPainted(input, output, [1]);
      for (const frame of [0, 2]) assert.deepEqual(fragmentBytes(output, frame), fragmentBytes(input, frame));
    }
  });
}

function fragmentBytes(file: DicomFile, frame: number): Buffer {
  const { pixelData } = file;
  if (pixelData?.kind !== 'encapsulated') throw new Error('not encapsulated');
  const parts = pixelData.frames[frame].map(({ valueStart, length }) =>
    file.data.subarray(valueStart, valueStart + length),
  );
  return Buffer.from(joinBytes(parts));
}

test('an extended offset table follows the frames, and the basic one stays empty', async () => {
  const placeholder = (tag: number) => ({ tag, vr: 'OV', value: new Uint8Array(8 * FRAMES) });
  const first = openDicom(await compressed('.5', 'rle', GREY8));
  const sizes = [0, 1, 2].map((frame) => fragmentBytes(first, frame).length);
  const offsets = [0, sizes[0] + 8, sizes[0] + sizes[1] + 16];
  const long = (values: readonly number[]) =>
    bytesOf(
      values.flatMap((value) => [value, 0]),
      4,
    );
  const elements = [
    { ...placeholder(TAG.extendedOffsetTable), value: long(offsets) },
    { ...placeholder(TAG.extendedOffsetTableLengths), value: long(sizes) },
  ];
  const input = openDicom(await compressed('.5', 'rle', GREY8, { elements }));
  const output = openDicom((await redactMiddle(input)).bytes);
  await checkPainted(input, output, [1]);
  const table = findElement(output.dataSet, TAG.extendedOffsetTable)!;
  const view = new DataView(output.data.buffer, output.data.byteOffset + table.valueStart, 24);
  const [, , second] = output.pixelData!.element.fragments!;
  const base = output.pixelData!.element.fragments![1].start;
  assert.equal(Number(view.getBigUint64(8, true)), second.start - base);
  assert.equal(output.pixelData!.element.fragments![0].length, 0);
});

test('a basic offset table is written for several frames', async () => {
  const input = openDicom(await compressed('.4.80', 'jpeg-ls', GREY12));
  const output = openDicom((await redactMiddle(input)).bytes);
  const [table, ...fragments] = output.pixelData!.element.fragments!;
  const view = new DataView(output.data.buffer, output.data.byteOffset + table.valueStart, table.length);
  assert.deepEqual(
    fragments.map((_, i) => view.getUint32(i * 4, true)),
    fragments.map(({ start }) => start - fragments[0].start),
  );
});

async function lossyJpeg(): Promise<Uint8Array> {
  const { samples } = frameOf(GREY8, 0);
  const attributes = {
    width: COLUMNS,
    height: ROWS,
    bitsAllocated: 8,
    bitsStored: 8,
    samplesPerPixel: 1,
    pixelRepresentation: 0,
    planarConfiguration: 0,
    photometricInterpretation: 'MONOCHROME2',
    decodedBuffer: samples,
  };
  return (await runCodec('encodeJpeg', attributes, { lossy: true, quality: 90 }, 'ENCODE_FAILED')).slice();
}

test('JPEG baseline is not compressed a second time: JPEG-LS lossless holds what it decoded to, and is still called lossy', async () => {
  const fragment = await lossyJpeg();
  const file: TestFile = { rows: ROWS, columns: COLUMNS, numberOfFrames: FRAMES, transferSyntax: '.4.50' };
  const input = openDicom(buildDicom({ ...file, fragments: [fragment, fragment, fragment] }));
  const result = await redactMiddle(input);
  const output = openDicom(result.bytes);
  assert.equal(result.transferSyntax, '1.2.840.10008.1.2.4.80');
  await checkPainted(input, output, [1]);
  const value = (keyword: string) => headerValues(output).find((entry) => entry.keyword === keyword)?.value;
  assert.equal(value('LossyImageCompression'), '01');
  assert.equal(value('LossyImageCompressionMethod'), 'ISO_10918_1');
  assert.match(value('LossyImageCompressionRatio') ?? '', /^\d+\.\d\d$/);
});

test('a lossy stream under a lossless syntax is put on record, where elements for it stand empty, too', async () => {
  const elements = [
    { tag: 0x00282110, vr: 'CS', value: '00' },
    { tag: 0x00282112, vr: 'DS', value: '' },
  ];
  const more = { rows: ROWS, columns: COLUMNS, transferSyntax: '.4.70', elements };
  const input = openDicom(buildDicom({ ...more, fragments: [await lossyJpeg()] }));
  const output = openDicom(
    (await redactFile(input, [{ frameIndices: [0], boxes: [BOX] }], { headerProfile: 'keep' })).bytes,
  );
  const value = (keyword: string) => headerValues(output).find((entry) => entry.keyword === keyword)?.value;
  assert.equal(value('LossyImageCompression'), '01');
  assert.match(value('LossyImageCompressionRatio') ?? '', /^\d+\.\d\d$/);
  assert.equal(output.image!.lossy, true);
});

test('with the header profile alone the compressed pixels stay byte for byte, lossy ones too', async () => {
  const file: TestFile = { rows: ROWS, columns: COLUMNS, transferSyntax: '.4.50', fragments: [await lossyJpeg()] };
  const input = openDicom(buildDicom(file));
  const output = openDicom((await redactFile(input, [], { headerProfile: 'basic' })).bytes);
  assert.equal(output.transferSyntax, input.transferSyntax);
  assert.deepEqual(fragmentBytes(output, 0), fragmentBytes(input, 0));
});

test('pixels that the own codec cannot hold are written with another lossless one', async () => {
  // 16-bit colour comes out of the JPEG 2000 encoder damaged, without a word.
  const depth: Depth = { ...RGB, bitsAllocated: 16, bitsStored: 16 };
  const frame = frameOf(depth, 0);
  const native = buildDicom({ rows: ROWS, columns: COLUMNS, ...depth });
  const damaged = await encodeFrame('jpeg-2000', openDicom(native).image!, frame);
  const more = {
    rows: ROWS,
    columns: COLUMNS,
    ...depth,
    transferSyntax: '.4.90',
    photometricInterpretation: 'YBR_RCT',
  };
  const input = openDicom(buildDicom({ ...more, fragments: [damaged] }));
  const before = await readFrame(input, 0);
  const result = await redactFile(input, [{ frameIndices: [0], boxes: [BOX] }], { grow: 0, headerProfile: 'keep' });
  assert.equal(result.transferSyntax, '1.2.840.10008.1.2.4.80');
  const after = await readFrame(openDicom(result.bytes), 0);
  assert.equal(after.samples.at(-1), before.samples.at(-1));
});
