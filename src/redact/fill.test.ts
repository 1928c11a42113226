import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFrame } from '../dicom/frames';
import { openDicom } from '../dicom/open';
import { buildDicom, bytesOf, type TestFile } from '../dicom/testing';
import { type Fill, fillSamples } from './fill';

async function fillOf(file: TestFile, fill: Fill = 'darkest'): Promise<readonly number[]> {
  const dicom = openDicom(buildDicom({ rows: 1, columns: 4, ...file }));
  return fillSamples(dicom, await readFrame(dicom, 0), fill);
}

const grey: TestFile = { pixels: Uint8Array.of(9, 30, 200, 7) };
const signed: TestFile = {
  bitsAllocated: 16,
  bitsStored: 12,
  pixelRepresentation: 1,
  pixels: bytesOf([-1024, 5, 900, 0], 2),
};
const slope = (value: string) => ({ tag: 0x00281053, vr: 'DS', value });
const voiLut = (entries: readonly number[]) => ({
  tag: 0x00283010,
  vr: 'SQ',
  value: [
    [
      { tag: 0x00283002, vr: 'US', value: [entries.length, 0, 8] },
      { tag: 0x00283006, vr: 'US', value: entries },
    ],
  ],
});
const palette = (...levels: readonly number[]) =>
  [0x1101, 0x1102, 0x1103].flatMap((element) => [
    { tag: 0x00280000 + element, vr: 'US', value: [levels.length, 0, 16] },
    {
      tag: 0x00280100 + element,
      vr: 'OW',
      value: bytesOf(
        levels.map((level) => level << 8),
        2,
      ),
    },
  ]);

const CASES: readonly (readonly [string, TestFile, Fill, readonly number[]])[] = [
  ['MONOCHROME2', grey, 'darkest', [7]],
  ['MONOCHROME2', grey, 'brightest', [200]],
  ['MONOCHROME1', { ...grey, photometricInterpretation: 'MONOCHROME1' }, 'darkest', [200]],
  ['MONOCHROME1', { ...grey, photometricInterpretation: 'MONOCHROME1' }, 'brightest', [7]],
  ['a negative slope', { ...grey, elements: [slope('-1')] }, 'darkest', [200]],
  [
    'presentation shape INVERSE',
    { ...grey, elements: [{ tag: 0x20500020, vr: 'CS', value: 'INVERSE' }] },
    'darkest',
    [200],
  ],
  [
    'a falling VOI LUT',
    { ...grey, elements: [voiLut(Array.from({ length: 256 }, (_, i) => 255 - i))] },
    'darkest',
    [200],
  ],
  ['signed 12 bits', signed, 'darkest', [-1024]],
  ['signed 12 bits', signed, 'brightest', [900]],
  ['a number', signed, -7, [-7]],
  [
    'bits stored at the top of the word',
    { bitsAllocated: 16, bitsStored: 12, highBit: 15, pixels: bytesOf([64, 32, 48, 80], 2) },
    'darkest',
    [32],
  ],
  [
    'signed with an overlay in the high bits: the sign may not draw one',
    { ...signed, elements: [{ tag: 0x60000102, vr: 'US', value: [15] }] },
    'darkest',
    [0x0c00],
  ],
  [
    'a palette whose darkest colour is not its first',
    {
      photometricInterpretation: 'PALETTE COLOR',
      pixels: Uint8Array.of(0, 1, 2, 1),
      elements: palette(200, 255, 3),
    },
    'darkest',
    [2],
  ],
  ['RGB', { samplesPerPixel: 3 }, 'darkest', [0, 0, 0]],
  ['RGB', { samplesPerPixel: 3 }, 'brightest', [255, 255, 255]],
  ['RGB of 16 bits', { samplesPerPixel: 3, bitsAllocated: 16 }, 'brightest', [65535, 65535, 65535]],
  ['YBR_FULL', { samplesPerPixel: 3, photometricInterpretation: 'YBR_FULL' }, 'darkest', [0, 128, 128]],
  ['YBR_FULL', { samplesPerPixel: 3, photometricInterpretation: 'YBR_FULL' }, 90, [90, 128, 128]],
];

const rgb: TestFile = {
  columns: 1,
  samplesPerPixel: 3,
  photometricInterpretation: 'RGB',
  pixels: Uint8Array.of(1, 2, 3),
};

test('three samples fill a colour picture as they are, and no other', async () => {
  assert.deepEqual(await fillOf(rgb, [4, 5, 255]), [4, 5, 255]);
  await assert.rejects(fillOf(rgb, [4, 5, 256]), RangeError);
  await assert.rejects(fillOf(grey, [4, 5, 6]), RangeError);
});

for (const [name, file, fill, expected] of CASES) {
  test(`${fill} of ${name}`, async () => {
    assert.deepEqual(await fillOf(file, fill), expected);
  });
}

test('a number that does not fit the stored bits is refused', async () => {
  await assert.rejects(fillOf(grey, 256), RangeError);
  await assert.rejects(fillOf(grey, -1), RangeError);
  await assert.rejects(fillOf(signed, 2048), RangeError);
  await assert.rejects(fillOf(grey, 1.5), RangeError);
});
