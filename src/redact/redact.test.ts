import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { joinBytes, type NewElement } from '../dicom/build';
import { findElement } from '../dicom/elements';
import { readFrame } from '../dicom/frames';
import { headerValues } from '../dicom/header';
import { type DicomFile, openDicom } from '../dicom/open';
import { updateReferences } from '../dicom/references';
import { buildDicom, bytesOf, type TestFile } from '../dicom/testing';
import { createUidMap } from '../dicom/uids';
import { type RedactOptions, redactFile } from './redact';

const BOX = { left: 2, top: 1, right: 4, bottom: 3 };
const REGION = [{ frameIndices: [0], boxes: [BOX] }];

async function redacted(file: TestFile, options: RedactOptions = {}, regions = REGION) {
  const input = openDicom(buildDicom({ rows: 6, columns: 8, ...file }));
  const result = await redactFile(input, regions, { grow: 0, headerProfile: 'keep', ...options });
  const output = openDicom(result.bytes);
  const value = (keyword: string) =>
    headerValues(output)
      .filter((entry) => entry.keyword === keyword)
      .map((entry) => entry.value);
  return { input, result, output, value };
}

async function samplesOf(file: DicomFile, frame = 0): Promise<number[]> {
  return Array.from((await readFrame(file, frame)).samples);
}

/** What the samples must be: `fill` in the box, everything else as before. */
function expected(before: readonly number[], samplesPerPixel: number, fill: readonly number[], box = BOX): number[] {
  return before.map((sample, i) => {
    const pixel = Math.floor(i / samplesPerPixel);
    const [x, y] = [pixel % 8, Math.floor(pixel / 8)];
    const inside = x >= box.left && x < box.right && y >= box.top && y < box.bottom;
    return inside ? fill[i % samplesPerPixel] : sample;
  });
}

const ramp = (length: number) => Uint8Array.from({ length }, (_, i) => 3 + ((i * 37) % 250));

const LAYOUTS: readonly (readonly [string, TestFile, readonly number[]])[] = [
  ['8 bits', { pixels: ramp(48) }, [3]],
  ['16 bits, implicit', { transferSyntax: '', bitsAllocated: 16, pixels: bytesOf([...ramp(48)], 2) }, [3]],
  ['16 bits, big endian', { transferSyntax: '.2', bitsAllocated: 16, pixels: ramp(96) }, [0]],
  ['32 bits', { bitsAllocated: 32, pixels: bytesOf([...ramp(48)], 4) }, [3]],
  ['single bits', { bitsAllocated: 1, pixels: ramp(6) }, [0]],
  ['RGB by pixel', { samplesPerPixel: 3, pixels: ramp(144) }, [0, 0, 0]],
  ['RGB by plane', { samplesPerPixel: 3, planarConfiguration: 1, pixels: ramp(144) }, [0, 0, 0]],
  [
    'YBR with shared chroma',
    { samplesPerPixel: 3, photometricInterpretation: 'YBR_FULL_422', pixels: ramp(96) },
    [0, 128, 128],
  ],
];

for (const [name, file, fill] of LAYOUTS) {
  test(`${name}: the box is painted, every other bit and byte stays`, async () => {
    const { input, result, output } = await redacted(file, { fill: fill[0] });
    const spp = input.image!.samplesPerPixel;
    assert.deepEqual(await samplesOf(output), expected(await samplesOf(input), spp, fill));
    assert.equal(result.paintedPixels, 4);
    assert.deepEqual(result.carriers, ['frames']);
    assert.equal(output.pixelData!.element.length, input.pixelData!.element.length);
  });
}

test('a box on odd columns takes the pixels that share its chroma with it', async () => {
  const file: TestFile = { samplesPerPixel: 3, photometricInterpretation: 'YBR_FULL_422', pixels: ramp(96) };
  const { result } = await redacted(file, {}, [{ frameIndices: [0], boxes: [{ ...BOX, left: 3 }] }]);
  assert.deepEqual(result.boxes.get(0), [BOX]);
});

test('only the frames of a hit are painted', async () => {
  const regions = [{ frameIndices: [1], boxes: [BOX] }];
  const { input, output } = await redacted({ numberOfFrames: 3, pixels: ramp(144) }, { fill: 0 }, regions);
  for (const frame of [0, 2]) assert.deepEqual(await samplesOf(output, frame), await samplesOf(input, frame));
  assert.deepEqual(await samplesOf(output, 1), expected(await samplesOf(input, 1), 1, [0]));
});

test('boxes grow, by their height when nothing else is asked for, and end at the frame', async () => {
  const { result } = await redacted({}, { grow: 1 });
  assert.deepEqual(result.boxes.get(0), [{ left: 1, top: 0, right: 5, bottom: 4 }]);
  const byHeight = await redactFile(openDicom(buildDicom({ rows: 60, columns: 80 })), [
    { frameIndices: [0], boxes: [{ left: 1, top: 20, right: 50, bottom: 44 }] },
  ]);
  assert.deepEqual(byHeight.boxes.get(0), [{ left: 0, top: 16, right: 54, bottom: 48 }]);
});

test('a pixel under two boxes counts once', async () => {
  const { result } = await redacted({}, {}, [...REGION, { frameIndices: [0], boxes: [{ ...BOX, right: 5 }] }]);
  assert.equal(result.paintedPixels, 6);
});

test('without boxes the very bytes come back', async () => {
  const { input, result } = await redacted({}, {}, []);
  assert.equal(result.bytes, input.bytes);
});

test('a frame that is not there, and boxes without pixels, are refused', async () => {
  await assert.rejects(redacted({}, {}, [{ frameIndices: [1], boxes: [BOX] }]), RangeError);
  await assert.rejects(redacted({ pixels: null }), { name: 'DeidError', code: 'NO_PIXEL_DATA' });
});

test('the attributes say what was done, and BurnedInAnnotation only what was verified', async () => {
  const elements: readonly NewElement[] = [
    { tag: 0x00080008, vr: 'CS', value: 'ORIGINAL\\PRIMARY\\AXIAL' },
    { tag: 0x00120063, vr: 'LO', value: 'Earlier method' },
    { tag: 0x00280301, vr: 'CS', value: 'YES' },
  ];
  const { input, output, value } = await redacted({ elements });
  assert.deepEqual(value('ImageType'), ['DERIVED', 'PRIMARY', 'AXIAL']);
  assert.deepEqual(value('DeidentificationMethod'), [
    'Earlier method',
    'dicom-deid-bench: text in pixels painted over',
  ]);
  assert.deepEqual(value('CodeValue'), ['113101']);
  assert.deepEqual(value('BurnedInAnnotation'), ['YES']);
  assert.deepEqual(value('PatientIdentityRemoved'), []);
  assert.deepEqual(value('PatientName'), ['Doe^Jane']);
  assert.notEqual(output.sopInstanceUID, input.sopInstanceUID);
  const { valueStart, length } = findElement(output.meta!, 0x00020003)!;
  const metaUid = Buffer.from(output.bytes.subarray(valueStart, valueStart + length))
    .toString()
    .replace('\0', '');
  assert.equal(metaUid, output.sopInstanceUID);
  const verified = await redacted({ elements }, { verified: true });
  assert.deepEqual(verified.value('BurnedInAnnotation'), ['NO']);
});

test('the basic profile adds its code and PatientIdentityRemoved, also to a file without text', async () => {
  const both = await redacted({}, { headerProfile: 'basic', retain: ['dates'] });
  assert.deepEqual(both.value('CodeValue'), ['113100', '113106', '113101']);
  assert.deepEqual(both.value('PatientIdentityRemoved'), ['YES']);
  const header = await redacted({ pixels: ramp(48) }, { headerProfile: 'basic' }, []);
  assert.deepEqual(header.value('CodeValue'), ['113100']);
  assert.deepEqual(header.value('PatientName'), []);
  assert.deepEqual(await samplesOf(header.output), await samplesOf(header.input));
});

test('icons and signatures go, at any depth; other sequences stay', async () => {
  const uid: NewElement = { tag: 0x00081155, vr: 'UI', value: '1.2.3' };
  const icon: NewElement = { tag: 0x00880200, vr: 'SQ', value: [[{ tag: 0x00280010, vr: 'US', value: [4] }]] };
  const signature: NewElement = { tag: 0xfffafffa, vr: 'SQ', value: [[uid]] };
  const { result, output, value } = await redacted({
    elements: [icon, { tag: 0x00081140, vr: 'SQ', value: [[uid, icon, signature]] }],
  });
  assert.deepEqual(result.carriers, ['frames', 'icon']);
  assert.deepEqual(value('ReferencedSOPInstanceUID'), ['1.2.3']);
  assert.equal(findElement(output.dataSet, icon.tag), undefined);
  assert.equal(findElement(output.dataSet, 0x00081140)!.items![0].dataSet.elements.length, 1);
});

test('an overlay plane loses its bits under the box, and under the basic profile goes', async () => {
  const number = (element: number, ...value: number[]): NewElement => ({ tag: 0x60000000 + element, vr: 'US', value });
  const elements = [
    number(0x0010, 6),
    number(0x0011, 8),
    { tag: 0x60000050, vr: 'SS', value: [2, 1] }, // one row further down
    { tag: 0x60003000, vr: 'OW', value: Uint8Array.of(255, 255, 255, 255, 255, 255) },
  ];
  const { result, output } = await redacted({ elements });
  assert.deepEqual(result.carriers, ['frames', 'overlay:6000']);
  const { valueStart, length } = findElement(output.dataSet, 0x60003000)!;
  const bits = [...output.data.subarray(valueStart, valueStart + length)];
  assert.deepEqual(bits, [0b11110011, 0b11110011, 255, 255, 255, 0], 'the last row lies below the picture');
  const basic = await redacted({ elements }, { headerProfile: 'basic' }, []);
  assert.equal(findElement(basic.output.dataSet, 0x60003000), undefined);
  assert.deepEqual(basic.result.carriers, ['overlay:6000']);
});

test('an overlay in the high bits goes under the box, and under the basic profile everywhere', async () => {
  const elements = [{ tag: 0x60000102, vr: 'US', value: [15] }];
  const pixels = bytesOf(Array(48).fill(0x8005), 2);
  const file: TestFile = { bitsAllocated: 16, bitsStored: 12, pixels, elements };
  const kept = await redacted(file);
  assert.deepEqual(await samplesOf(kept.output), expected(Array(48).fill(0x8005), 1, [5]));
  const basic = await redacted(file, { headerProfile: 'basic' }, []);
  assert.deepEqual(await samplesOf(basic.output), Array(48).fill(5));
  assert.equal(basic.result.paintedPixels, 0);
});

test('references inside a batch follow the new UIDs, references out of it stay', async () => {
  const uidMap = createUidMap();
  const reference = (uid: string): NewElement => ({
    tag: 0x00081140,
    vr: 'SQ',
    value: [[{ tag: 0x00081155, vr: 'UI', value: uid }]],
  });
  const instance = (uid: string): NewElement => ({ tag: 0x00080018, vr: 'UI', value: uid });
  const first = await redacted({ elements: [instance('1.2.1'), reference('1.2.2')] }, { uidMap });
  assert.deepEqual(first.value('ReferencedSOPInstanceUID'), ['1.2.2'], 'not known yet');
  const second = await redacted({ elements: [instance('1.2.2'), reference('1.2.1')] }, { uidMap });
  assert.deepEqual(second.value('ReferencedSOPInstanceUID'), [uidMap.replace('1.2.1')]);
  const written = new Set([first.output.sopInstanceUID, second.output.sopInstanceUID]);
  // Another process of the batch knows the secret only.
  const elsewhere = createUidMap(uidMap.secret);
  const updated = openDicom((await updateReferences(first.output, elsewhere, written))!);
  const references = headerValues(updated).filter(({ keyword }) => keyword === 'ReferencedSOPInstanceUID');
  assert.deepEqual(
    references.map(({ value }) => value),
    [uidMap.replace('1.2.2')],
  );
  assert.equal(await updateReferences(second.output, elsewhere, written), undefined);
});

test('a deflated file is painted and deflated again, to an even number of bytes', async () => {
  const plain = buildDicom({ rows: 6, columns: 8, pixels: ramp(48), transferSyntax: '.1.99' });
  // Preamble, prefix, the group length element, and what it counts.
  const start = 144 + new DataView(plain.buffer, plain.byteOffset).getUint32(140, true);
  const input = openDicom(joinBytes([plain.subarray(0, start), deflateRawSync(plain.subarray(start))]));
  const { bytes, transferSyntax } = await redactFile(input, REGION, { grow: 0, fill: 0 });
  const output = openDicom(bytes);
  assert.deepEqual(await samplesOf(output), expected(await samplesOf(input), 1, [0]));
  assert.equal(transferSyntax, '1.2.840.10008.1.2.1.99');
  const { dataSet } = output;
  assert.equal((bytes.length - dataSet.start) % 2, 0);
});

test('a preamble that describes the file in another format is cleared', async () => {
  const bytes = buildDicom({ rows: 6, columns: 8 });
  bytes.set([0x49, 0x49, 0x2a, 0], 0);
  const { bytes: written } = await redactFile(openDicom(bytes), REGION);
  assert.ok(written.subarray(0, 128).every((byte) => byte === 0));
  assert.equal(bytes[0], 0x49, 'the input is not written to');
});
