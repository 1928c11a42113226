import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFrame } from './frames';
import { openDicom } from './open';
import { sampleValues } from './samples';
import { buildDicom, bytesOf, type TestFile } from './testing';

async function frame(file: TestFile, index = 0) {
  const opened = openDicom(buildDicom(file));
  const stored = await readFrame(opened, index);
  return { ...stored, values: [...sampleValues(opened.image!, stored.samples)] };
}

test('16 and 32 bits, signed and unsigned', async () => {
  const small = { rows: 1, columns: 2 };
  const shorts = { ...small, bitsAllocated: 16, pixels: bytesOf([-2, 300], 2) };
  assert.deepEqual((await frame({ ...shorts, pixelRepresentation: 1 })).samples, Int16Array.of(-2, 300));
  assert.deepEqual((await frame(shorts)).samples, Uint16Array.of(65534, 300));
  const longs = { ...small, bitsAllocated: 32, pixels: bytesOf([-2, 70000], 4) };
  assert.deepEqual((await frame({ ...longs, pixelRepresentation: 1 })).samples, Int32Array.of(-2, 70000));
  assert.deepEqual((await frame(longs)).samples, Uint32Array.of(4294967294, 70000));
});

test('big endian words are swapped, 8-bit samples in OW words too, across frames of odd size', async () => {
  const base = { transferSyntax: '.2', rows: 1, columns: 3, numberOfFrames: 2 } as const;
  const words = { ...base, bitsAllocated: 16, pixels: Uint8Array.of(0, 1, 0, 2, 0, 3, 1, 0, 2, 0, 3, 0) };
  assert.deepEqual((await frame(words, 1)).samples, Uint16Array.of(256, 512, 768));
  const value = Uint8Array.of(2, 1, 4, 3, 6, 5);
  const bytes = { ...base, pixels: null, elements: imageElements(value) };
  assert.deepEqual((await frame(bytes, 0)).samples, Uint8Array.of(1, 2, 3));
  assert.deepEqual((await frame(bytes, 1)).samples, Uint8Array.of(4, 5, 6));
});

/** The builder writes 8-bit pixels as OB: here they are OW. */
function imageElements(value: Uint8Array) {
  const number = (tag: number, n: number) => ({ tag, vr: 'US', value: [n] });
  return [
    number(0x00280002, 1),
    { tag: 0x00280004, vr: 'CS', value: 'MONOCHROME2' },
    { tag: 0x00280008, vr: 'IS', value: '2' },
    number(0x00280010, 1),
    number(0x00280011, 3),
    number(0x00280100, 8),
    number(0x00280101, 8),
    number(0x00280102, 7),
    number(0x00280103, 0),
    { tag: 0x7fe00010, vr: 'OW', value },
  ];
}

test('1-bit frames follow each other inside a byte', async () => {
  const bits = {
    rows: 1,
    columns: 5,
    numberOfFrames: 3,
    bitsAllocated: 1,
    pixels: Uint8Array.of(0b01110001, 0b01010101),
  };
  assert.deepEqual((await frame(bits, 0)).samples, Uint8Array.of(1, 0, 0, 0, 1));
  assert.deepEqual((await frame(bits, 1)).samples, Uint8Array.of(1, 1, 0, 1, 0));
  assert.deepEqual((await frame(bits, 2)).samples, Uint8Array.of(1, 0, 1, 0, 1));
});

test('planes become pixels', async () => {
  const pixels = Uint8Array.of(1, 2, 11, 12, 21, 22);
  const planar = { rows: 1, columns: 2, samplesPerPixel: 3, planarConfiguration: 1, pixels };
  assert.deepEqual((await frame(planar)).samples, Uint8Array.of(1, 11, 21, 2, 12, 22));
});

test('4:2:2 chroma is spread', async () => {
  const pixels = Uint8Array.of(10, 20, 100, 200);
  const half = { rows: 1, columns: 2, samplesPerPixel: 3, photometricInterpretation: 'YBR_FULL_422', pixels };
  const stored = await frame(half);
  assert.deepEqual(stored.samples, Uint8Array.of(10, 100, 200, 20, 100, 200));
  assert.equal(stored.photometricInterpretation, 'YBR_FULL');
  const deep = await frame({ ...half, bitsAllocated: 16, pixels: bytesOf([10, 20, 1000, 2000], 2) });
  assert.deepEqual(deep.samples, Uint16Array.of(10, 1000, 2000, 20, 1000, 2000));
  // The label is often wrong: this one is stored in full.
  const full = await frame({ ...half, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) });
  assert.deepEqual(full.samples, Uint8Array.of(1, 2, 3, 4, 5, 6));
  assert.equal(full.photometricInterpretation, 'YBR_FULL');
});

test('pixel values are the stored bits only, sign-extended; the samples keep all bits', async () => {
  const base = { rows: 1, columns: 2, bitsAllocated: 16, bitsStored: 12, pixels: bytesOf([0xf801, 0x1003], 2) };
  const unsigned = await frame(base);
  assert.deepEqual(unsigned.samples, Uint16Array.of(0xf801, 0x1003));
  assert.deepEqual(unsigned.values, [0x801, 3]);
  assert.deepEqual((await frame({ ...base, pixelRepresentation: 1 })).values, [0x801 - 0x1000, 3]);
  assert.deepEqual((await frame({ ...base, highBit: 15 })).values, [0xf80, 0x100]);
});

test('one frame is read at a time, and never shares memory with the file', async () => {
  const pixels = Uint8Array.from({ length: 4000 * 12 }, (_, i) => i & 0xff);
  const file = openDicom(Buffer.from(buildDicom({ numberOfFrames: 4000, pixels })));
  const { samples } = await readFrame(file, 3999);
  assert.equal(samples.buffer.byteLength, 12);
  const before = Buffer.from(file.bytes);
  samples.fill(0);
  assert.deepEqual(Buffer.from(file.bytes), before);
  await assert.rejects(readFrame(file, 4000), RangeError);
});
