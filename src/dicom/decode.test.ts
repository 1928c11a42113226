import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeidError } from '../base/errors';
import { runCodec } from './codecs';
import { readFrame } from './frames';
import { openDicom } from './open';
import { decodeRle } from './rle';
import { buildDicom, type TestFile } from './testing';

const refusedWith = (code: string) => (error: unknown) => isDeidError(error) && error.code === code;

const ROWS = 16;
const COLUMNS = 12;
const ramp = Uint8Array.from({ length: ROWS * COLUMNS }, (_, i) => (i * 7) & 0xff);

/** A real stream of an 8-bit grey ramp. */
function encode(operation: string, parameters: object = {}): Promise<Uint8Array> {
  const attributes = {
    width: COLUMNS,
    height: ROWS,
    bitsAllocated: 8,
    bitsStored: 8,
    samplesPerPixel: 1,
    pixelRepresentation: 0,
    planarConfiguration: 0,
    photometricInterpretation: 'MONOCHROME2',
    decodedBuffer: ramp,
  };
  return runCodec(operation, attributes, { ...parameters }, 'ENCODE_FAILED');
}

const LOSSLESS = [
  ['.4.57', 'encodeJpeg', { lossy: false, predictor: 1 }],
  ['.4.80', 'encodeJpegLs', { lossy: false }],
  ['.4.90', 'encodeJpeg2000', { lossy: false }],
  ['.5', 'encodeRle', {}],
] as const;

const build = (transferSyntax: string, stream: Uint8Array, others: TestFile = {}) =>
  openDicom(buildDicom({ rows: ROWS, columns: COLUMNS, transferSyntax, fragments: [stream], ...others }));

test('lossless streams come back exactly, also in 16 allocated bits and in several fragments', async () => {
  for (const [transferSyntax, operation, parameters] of LOSSLESS) {
    const stream = await encode(operation, parameters);
    const file = build(transferSyntax, stream);
    assert.equal(file.image?.lossy, false, transferSyntax);
    assert.deepEqual((await readFrame(file, 0)).samples, ramp, transferSyntax);
    const parts = { fragments: [stream.subarray(0, 80), stream.subarray(80)] };
    assert.deepEqual((await readFrame(build(transferSyntax, stream, parts), 0)).samples, ramp, transferSyntax);
    if (transferSyntax === '.5') continue;
    const wide = build(transferSyntax, stream, { bitsAllocated: 16, bitsStored: 8 });
    assert.deepEqual((await readFrame(wide, 0)).samples, Uint16Array.from(ramp), transferSyntax);
  }
});

test('a stream of another size, process or component count is CODESTREAM_MISMATCH', async () => {
  for (const [transferSyntax, operation, parameters] of LOSSLESS) {
    const stream = await encode(operation, parameters);
    const refused = (others: TestFile) =>
      assert.rejects(readFrame(build(transferSyntax, stream, others), 0), refusedWith('CODESTREAM_MISMATCH'));
    await refused({ samplesPerPixel: 3 });
    if (transferSyntax === '.5') continue;
    await refused({ rows: ROWS - 1 });
    await refused({ columns: COLUMNS + 1 });
    await refused({ transferSyntax: transferSyntax === '.4.57' ? '.4.80' : '.4.57' }).catch(() =>
      assert.rejects(readFrame(build('.4.57', stream), 0), refusedWith('DECODE_FAILED')),
    );
  }
});

test('a cut stream is refused, wherever it is cut', async () => {
  for (const [transferSyntax, operation, parameters] of LOSSLESS) {
    const stream = await encode(operation, parameters);
    for (let length = 0; length < stream.length - 2; length += 5) {
      const file = build(transferSyntax, stream.slice(0, length));
      await assert.rejects(readFrame(file, 0), (error) => isDeidError(error), `${transferSyntax} ${length}`);
    }
  }
});

test('a second picture behind the first is not passed over', async () => {
  const stream = await encode('encodeJpegLs');
  const file = build('.4.80', Buffer.concat([stream, stream]));
  await assert.rejects(readFrame(file, 0), refusedWith('CODESTREAM_MISMATCH'));
});

test('a few stray bytes behind the end of a stream are nothing, many are', async () => {
  for (const [transferSyntax, operation, parameters] of LOSSLESS) {
    const stream = await encode(operation, parameters);
    const stray = (length: number) => Buffer.concat([stream, Buffer.alloc(length, 0x5a)]);
    assert.deepEqual((await readFrame(build(transferSyntax, stray(7)), 0)).samples, ramp, transferSyntax);
    // RLE has no end mark: what lies behind its last segment belongs to it.
    if (transferSyntax === '.5') continue;
    await assert.rejects(readFrame(build(transferSyntax, stray(500)), 0), refusedWith('CODESTREAM_MISMATCH'));
  }
});

test('a lossy process under a lossless label makes the image lossy', async () => {
  const stream = await encode('encodeJpeg', { lossy: true, quality: 90 });
  assert.equal(build('.4.70', stream).image?.lossy, true);
  const near = await encode('encodeJpegLs', { lossy: true, allowedLossyError: 3 });
  assert.equal(build('.4.80', near).image?.lossy, true);
});

test('changed streams end in samples or a named refusal, and the codec still works', async () => {
  let seed = 99;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  for (const [transferSyntax, operation, parameters] of LOSSLESS) {
    const stream = await encode(operation, parameters);
    for (let round = 0; round < 20; round += 1) {
      const bytes = stream.slice();
      bytes[random(bytes.length)] = random(256);
      try {
        const { samples } = await readFrame(build(transferSyntax, bytes), 0);
        assert.equal(samples.length, ramp.length);
      } catch (error) {
        assert.ok(isDeidError(error), `${transferSyntax} ${round}: ${String(error)}`);
      }
    }
    assert.deepEqual((await readFrame(build(transferSyntax, stream), 0)).samples, ramp);
  }
});

test('RLE: literal and repeated runs, two bytes a sample, colour by pixel', () => {
  const rle = (...segments: readonly (readonly number[])[]) => {
    const header = Buffer.alloc(64);
    header.writeUInt32LE(segments.length);
    let offset = 64;
    segments.forEach((segment, i) => {
      header.writeUInt32LE(offset, 4 + i * 4);
      offset += segment.length;
    });
    return Buffer.concat([header, Buffer.from(segments.flat())]);
  };
  assert.deepEqual(decodeRle(rle([1, 5, 6, 255, 9, 128]), 4, 1, 1), Uint8Array.of(5, 6, 9, 9));
  assert.deepEqual(decodeRle(rle([255, 1], [1, 2, 3]), 2, 1, 2), Uint8Array.of(2, 1, 3, 1));
  assert.deepEqual(decodeRle(rle([255, 1], [255, 2], [255, 3]), 2, 3, 1), Uint8Array.of(1, 2, 3, 1, 2, 3));
  assert.throws(() => decodeRle(rle([1, 5, 6]), 4, 1, 1), refusedWith('DECODE_FAILED'));
  assert.throws(() => decodeRle(rle([1, 5, 6]), 2, 3, 1), refusedWith('CODESTREAM_MISMATCH'));
  assert.throws(() => decodeRle(Buffer.alloc(64), 2, 1, 1), refusedWith('CODESTREAM_MISMATCH'));
});
