import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeElement, type NewElement } from '../dicom/build';
import { findElement } from '../dicom/elements';
import { readFrame } from '../dicom/frames';
import { openDicom } from '../dicom/open';
import { buildDicom, bytesOf, type TestFile } from '../dicom/testing';
import { redactFile } from './redact';

/** What can show text and is no frame, under a kept header and with nothing painted. */

const EXPLICIT = { explicit: true, littleEndian: true };
const number = (tag: number, ...value: number[]): NewElement => ({ tag, vr: 'US', value });
const CREATOR: NewElement = { tag: 0x00290010, vr: 'LO', value: 'ACME' };
/** A pattern that nothing else in the files holds. */
const SECRET = Buffer.from('LEGIBLE!');
const picture = (length: number): Uint8Array => Buffer.concat([Buffer.alloc(length), SECRET]);

const small = (tag: number): readonly NewElement[] => [
  number(0x00280010, 4),
  number(0x00280011, 8),
  { tag, vr: 'OB', value: picture(32) },
];
const sequence = (tag: number, ...items: readonly (readonly NewElement[])[]): NewElement => ({
  tag,
  vr: 'SQ',
  value: items,
});
const inUnknown = (element: NewElement): NewElement => ({
  tag: element.tag,
  vr: 'UN',
  value: encodeElement(element, EXPLICIT).subarray(12),
});
const pixels = small(0x7fe00010);

const CLEARED: Readonly<Record<string, readonly [NewElement[], string]>> = {
  'an icon': [[sequence(0x00880200, pixels)], 'icon'],
  'an icon of a referenced image': [[sequence(0x00081140, [sequence(0x00880200, pixels)])], 'icon'],
  'pixels in a private sequence': [[CREATOR, sequence(0x00291010, pixels)], 'nested-pixels'],
  'pixels two private items down': [
    [CREATOR, sequence(0x00291010, [CREATOR, sequence(0x00291011, pixels)])],
    'nested-pixels',
  ],
  'pixels in a private UN': [[CREATOR, inUnknown(sequence(0x00291010, pixels))], 'nested-pixels'],
  'pixels in a standard sequence': [[sequence(0x00081250, pixels)], 'nested-pixels'],
  'float pixels in a sequence': [
    [sequence(0x00081250, [{ tag: 0x7fe00008, vr: 'OF', value: picture(32) }])],
    'nested-pixels',
  ],
  'an overlay in a sequence': [[sequence(0x00081250, small(0x60003000))], 'nested-pixels'],
  'a private JPEG': [
    [CREATOR, { tag: 0x00291010, vr: 'OB', value: Buffer.concat([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), picture(8)]) }],
    'private-picture',
  ],
  'a private PDF in an item': [
    [sequence(0x00081250, [CREATOR, { tag: 0x00291010, vr: 'UN', value: Buffer.from('%PDF-1.4 LEGIBLE!') }])],
    'private-picture',
  ],
  'a private JPEG in a text': [
    [CREATOR, { tag: 0x00291010, vr: 'UT', value: Buffer.concat([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), picture(8)]) }],
    'private-picture',
  ],
  'a document': [[{ tag: 0x00420011, vr: 'OB', value: Buffer.from('%PDF-1.4 LEGIBLE!') }], 'document'],
  'a document in a sequence': [
    [sequence(0x00081250, [{ tag: 0x00420011, vr: 'OB', value: Buffer.from('%PDF-1.4 LEGIBLE!') }])],
    'document',
  ],
  'a drawing': [[{ tag: 0x00686300, vr: 'OB', value: Buffer.from('IN;SP1;LBLEGIBLE!') }], 'document'],
  'a recorded signal': [[sequence(0x54000100, [{ tag: 0x54001010, vr: 'OW', value: picture(8) }])], 'waveform'],
  'an offset table of native pixels': [[{ tag: 0x7fe00001, vr: 'OV', value: picture(8) }], 'offset-table'],
  'padding behind the data set': [[{ tag: 0xfffcfffc, vr: 'OB', value: picture(8) }], 'padding'],
};

for (const [name, [elements, carrier]] of Object.entries(CLEARED)) {
  test(`${name} is cleared, the pixels stay`, async () => {
    const input = openDicom(buildDicom({ elements, pixels: Uint8Array.from({ length: 12 }, (_, i) => i) }));
    assert.ok(Buffer.from(input.bytes).includes(SECRET));
    const { bytes, carriers, paintedPixels } = await redactFile(input, [], { headerProfile: 'keep' });
    assert.deepEqual(carriers, [carrier]);
    assert.equal(paintedPixels, 0);
    assert.equal(Buffer.from(bytes).includes(SECRET), false);
    const { element } = openDicom(bytes).pixelData!;
    assert.deepEqual([...openDicom(bytes).data.subarray(element.valueStart, element.end)], [...Array(12).keys()]);
  });
}

test('a preamble that is not empty is cleared, and nothing else changes', async () => {
  const bytes = buildDicom({});
  bytes.set(SECRET, 40);
  const result = await redactFile(openDicom(bytes), [], { headerProfile: 'keep' });
  assert.deepEqual(result.carriers, ['preamble']);
  assert.deepEqual([...result.bytes.subarray(128)], [...bytes.subarray(128)]);
  assert.ok(result.bytes.subarray(0, 128).every((byte) => byte === 0));
});

/** What nobody can look into: named under a kept header, gone under the profile. */
const UNREAD: Readonly<Record<string, readonly NewElement[]>> = {
  'a long private value': [CREATOR, { tag: 0x00291010, vr: 'OB', value: picture(512) }],
  'long private numbers': [CREATOR, { tag: 0x00291010, vr: 'US', value: picture(512) }],
  'a long private text that is none': [
    CREATOR,
    { tag: 0x00291010, vr: 'UT', value: picture(512).map((byte) => byte || 1) },
  ],
  'a private sequence in another representation': [
    CREATOR,
    { ...inUnknown(sequence(0x00291010, pixels)), tag: 0x00291010, vr: 'OB' },
  ],
  'a sequence in another representation': [{ ...inUnknown(sequence(0x00081250, pixels)), vr: 'OB' }],
  'variable pixel data': [{ tag: 0x7f020010, vr: 'OW', value: picture(32) }],
  'coefficients in the group of the pixels': [{ tag: 0x7fe00020, vr: 'OW', value: picture(32) }],
  'a curve': [{ tag: 0x50003000, vr: 'OW', value: picture(32) }],
  'sound of a curve': [{ tag: 0x5000200c, vr: 'OW', value: picture(32) }],
  'what somebody encrypted': [sequence(0x04000500, [{ tag: 0x04000520, vr: 'OB', value: picture(32) }])],
};

for (const [name, elements] of Object.entries(UNREAD)) {
  test(`${name} is named under a kept header, and goes with the profile`, async () => {
    const input = openDicom(buildDicom({ elements }));
    const kept = await redactFile(input, [], { headerProfile: 'keep' });
    const [last] = elements.slice(-1);
    const tag = last.tag === 0x04000500 ? 0x04000520 : last.tag;
    assert.deepEqual(kept.carriers, [`unread:${tag.toString(16).toUpperCase().padStart(8, '0')}`]);
    assert.equal(kept.bytes, input.bytes);
    const basic = await redactFile(input, []);
    assert.deepEqual(basic.carriers, []);
    assert.equal(Buffer.from(basic.bytes).includes(SECRET), false);
  });
}

test('bits beside the value of colour pixels, which no view shows, are named under a kept header and cleared with the profile', async () => {
  const pixels = Uint8Array.from({ length: 4 * 3 * 6 }, (_, i) => i);
  const colour = { samplesPerPixel: 3, photometricInterpretation: 'RGB', planarConfiguration: 0, pixels };
  for (const bitsStored of [8, 16]) {
    const input = openDicom(buildDicom({ ...colour, bitsAllocated: 16, bitsStored }));
    const unread = bitsStored === 8 ? ['unread:7FE00010'] : [];
    assert.deepEqual((await redactFile(input, [], { headerProfile: 'keep' })).carriers, unread);
    const basic = await redactFile(input, []);
    assert.deepEqual(basic.carriers, []);
    const { data, pixelData } = openDicom(basic.bytes);
    const left = data.subarray(pixelData!.element.valueStart, pixelData!.element.end);
    assert.deepEqual(
      [...left],
      [...pixels].map((byte, i) => (bitsStored === 8 && i % 2 === 1 ? 0 : byte)),
    );
  }
});

const wide = (...values: readonly number[]): NewElement => ({
  tag: 0x7fe00001,
  vr: 'OV',
  value: new Uint8Array(BigUint64Array.from(values, BigInt).buffer),
});
const lengths = (...values: readonly number[]): NewElement => ({ ...wide(...values), tag: 0x7fe00002 });
/** LEGI BLE! as numbers. */
const [LEGI, BLE] = [SECRET.readUInt32LE(0), SECRET.readUInt32LE(4)];

/** Two RLE frames of 4 x 3: 66 bytes each, 74 with their item headers. */
async function compressed(file: TestFile) {
  const rle = Buffer.alloc(64);
  rle.writeUInt32LE(1, 0);
  rle.writeUInt32LE(64, 4);
  const frame = Buffer.concat([rle, Uint8Array.of(245, 7)]);
  const input = openDicom(buildDicom({ transferSyntax: '.5', numberOfFrames: 2, fragments: [frame, frame], ...file }));
  const kept = await redactFile(input, [], { headerProfile: 'keep' });
  const basic = await redactFile(input, []);
  for (const { bytes } of [kept, basic]) {
    assert.equal(Buffer.from(bytes).includes(SECRET) || Buffer.from(bytes).includes('LEGI'), false);
    assert.deepEqual([...(await readFrame(openDicom(bytes), 1)).samples], Array(12).fill(7));
  }
  return { input, kept, basic };
}

const FALSE_TABLES: Readonly<Record<string, TestFile>> = {
  'a basic table of no offsets': { offsets: [LEGI, BLE] },
  'a basic table with more behind it': { offsets: [0, 74, LEGI, BLE] },
  'an extended table of no offsets': { elements: [wide(0, LEGI)] },
  'an extended table that is too long': { elements: [wide(0, 74, LEGI + BLE * 2 ** 20)] },
  'lengths beyond the frames': { elements: [wide(0, 74), lengths(66, LEGI)] },
  'lengths without offsets': { elements: [lengths(LEGI, BLE)] },
};

for (const [name, file] of Object.entries(FALSE_TABLES)) {
  test(`${name}: it is cleared, the frames stay`, async () => {
    const { kept, basic } = await compressed(file);
    assert.deepEqual(kept.carriers, ['offset-table']);
    assert.deepEqual(basic.carriers, ['offset-table']);
  });
}

test('right offset tables stay', async () => {
  for (const file of [{ offsets: [0, 74] }, { elements: [wide(0, 74), lengths(66, 66)] }]) {
    const { input, kept } = await compressed(file);
    assert.equal(kept.bytes, input.bytes);
  }
});

test('a long private text is part of the header, and not named', async () => {
  const value = 'Gradient table, 3 axes.\r\n'.repeat(40);
  const input = openDicom(buildDicom({ elements: [CREATOR, { tag: 0x00291010, vr: 'UT', value }] }));
  assert.deepEqual((await redactFile(input, [], { headerProfile: 'keep' })).carriers, []);
});

/** An 8 x 2 overlay plane, all bits set, over a picture of 4 x 3. */
const overlay = (...more: readonly NewElement[]): NewElement[] => [
  number(0x60000010, 2),
  number(0x60000011, 8),
  { tag: 0x60003000, vr: 'OW', value: Uint8Array.of(255, 255) },
  ...more,
];
const origin = (...value: number[]): NewElement => ({ tag: 0x60000050, vr: 'SS', value: bytesOf(value, 2) });

const OVERLAYS: Readonly<Record<string, readonly [NewElement[], readonly number[]]>> = {
  'beside the picture': [overlay(origin(1, 1)), [0x0f, 0x0f]],
  'above the picture': [overlay(origin(-2000, 1)), [0, 0]],
  'partly below it': [overlay(origin(3, 1)), [0x0f, 0]],
  'partly left of it': [overlay(origin(1, -3)), [0xf0, 0xf0]],
  'of a frame that is not there': [
    overlay(origin(1, 1), { tag: 0x60000015, vr: 'IS', value: '1' }, number(0x60000051, 2)),
    [0, 0],
  ],
  'behind its last row': [overlay(origin(1, 1), number(0x60000011, 4)), [0xff, 0]],
  'without a size': [[{ tag: 0x60003000, vr: 'OW', value: Uint8Array.of(255, 255) }], [0, 0]],
};

for (const [where, [elements, expected]] of Object.entries(OVERLAYS)) {
  test(`overlay bits ${where} are cleared, those that are shown stay`, async () => {
    const result = await redactFile(openDicom(buildDicom({ elements })), [], { headerProfile: 'keep' });
    assert.deepEqual(result.carriers, ['overlay:6000']);
    const output = openDicom(result.bytes);
    const { valueStart, end } = findElement(output.dataSet, 0x60003000)!;
    assert.deepEqual([...output.data.subarray(valueStart, end)], expected);
  });
}

test('an overlay that lies on the picture stays, and the file comes back as it is', async () => {
  const elements = overlay(origin(1, 1));
  const input = openDicom(buildDicom({ elements, rows: 4, columns: 8 }));
  const { bytes, carriers } = await redactFile(input, [], { headerProfile: 'keep' });
  assert.equal(bytes, input.bytes);
  assert.deepEqual(carriers, []);
});
