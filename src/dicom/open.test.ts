import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { isDeidError } from '../base/errors';
import type { NewElement } from './build';
import { findElement } from './elements';
import { readFrame } from './frames';
import { openDicom } from './open';
import { TAG } from './tags';
import { buildDicom, type TestFile } from './testing';

const refusedWith = (code: string) => (error: unknown) => isDeidError(error) && error.code === code;
const US = (tag: number, value: number): NewElement => ({ tag, vr: 'US', value: [value] });

/** The value of TransferSyntaxUID made of spaces. */
function withoutTransferSyntax(): Uint8Array {
  const bytes = buildDicom({});
  const { meta } = openDicom(bytes);
  const element = findElement(meta!, TAG.transferSyntaxUID)!;
  return bytes.fill(0x20, element.valueStart, element.end);
}

/** MediaStorageSOPClassUID changed to that of a directory. */
function asDirectory(): Uint8Array {
  const bytes = buildDicom({});
  const element = findElement(openDicom(bytes).meta!, TAG.mediaStorageSOPClassUID)!;
  bytes.set(Buffer.from('1.2.840.10008.1.3.10'.padEnd(element.length, '\0')), element.valueStart);
  return bytes;
}

test('every native encoding gives the same image', async () => {
  const pixels = Uint8Array.from({ length: 12 }, (_, i) => i * 20);
  for (const transferSyntax of ['', '.1', '.2']) {
    const file = openDicom(buildDicom({ transferSyntax, pixels }));
    assert.equal(file.transferSyntax, `1.2.840.10008.1.2${transferSyntax}`);
    assert.equal(file.modality, 'OT');
    assert.equal(file.sopInstanceUID, '2.25.1');
    assert.deepEqual([file.image?.rows, file.image?.columns, file.image?.numberOfFrames], [3, 4, 1]);
    assert.deepEqual((await readFrame(file, 0)).samples, pixels);
  }
});

test('a deflated file is walked inflated, and its own bytes stay', () => {
  const plain = buildDicom({ transferSyntax: '.1.99' });
  const { meta } = openDicom(buildDicom({ transferSyntax: '.1' }));
  const start = meta!.end + 2; // The longer UID.
  const deflated = Buffer.concat([plain.subarray(0, start), deflateRawSync(plain.subarray(start))]);
  const file = openDicom(deflated);
  assert.equal(file.image?.columns, 4);
  assert.deepEqual(Buffer.from(file.bytes), deflated);
  assert.equal(file.data.length, plain.length);
  assert.throws(() => openDicom(deflated, { maxInflatedBytes: 100 }), refusedWith('LIMIT_EXCEEDED'));
  assert.throws(() => openDicom(deflated.subarray(0, deflated.length - 20)), refusedWith('TRUNCATED'));
});

test('files without preamble or file meta information are read by what they show', () => {
  assert.equal(openDicom(buildDicom({ preamble: false })).transferSyntax, '1.2.840.10008.1.2.1');
  for (const transferSyntax of ['', '.1', '.2']) {
    const file = openDicom(buildDicom({ transferSyntax, preamble: false, meta: false }));
    assert.equal(file.transferSyntax, `1.2.840.10008.1.2${transferSyntax}`);
    assert.equal(file.meta, undefined);
    assert.equal(file.image?.rows, 3);
  }
});

test('no pixel data is a result, not an error', async () => {
  const file = openDicom(buildDicom({ pixels: null }));
  assert.equal(file.image, undefined);
  await assert.rejects(readFrame(file, 0), refusedWith('NO_PIXEL_DATA'));
});

test('refusals have names', () => {
  const cases: readonly (readonly [code: string, bytes: Uint8Array])[] = [
    ['NOT_DICOM', new Uint8Array(0)],
    ['NOT_DICOM', Buffer.from('FORMAT dicom\n\n%header\n\nADD PatientIdentityRemoved YES')],
    ['NOT_DICOM', Uint8Array.of(8, 0, 5, 0, 67, 83, 200, 0, 1)],
    ['NO_META', Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.from('nothing of the kind')])],
    ['NO_TRANSFER_SYNTAX', withoutTransferSyntax()],
    ['DICOMDIR', asDirectory()],
    ['UNSUPPORTED_TRANSFER_SYNTAX', buildDicom({ transferSyntax: '1.2.999.1' })],
    ['BITS_ALLOCATED', buildDicom({ bitsAllocated: 12 })],
    ['BITS_ALLOCATED', buildDicom({ bitsAllocated: 64 })],
    [
      'FLOAT_PIXEL_DATA',
      buildDicom({ pixels: null, elements: [{ tag: TAG.floatPixelData, vr: 'OF', value: new Uint8Array(4) }] }),
    ],
    ['INVALID_ATTRIBUTE', buildDicom({ elements: [{ tag: TAG.numberOfFrames, vr: 'IS', value: '1A' }] })],
    ['INVALID_ATTRIBUTE', buildDicom({ without: [TAG.rows] })],
    ['INVALID_ATTRIBUTE', buildDicom({ elements: [US(TAG.columns, 0)], pixels: new Uint8Array(0) })],
    ['INVALID_ATTRIBUTE', buildDicom({ bitsStored: 9 })],
    ['INVALID_ATTRIBUTE', buildDicom({ samplesPerPixel: 3, photometricInterpretation: 'MONOCHROME2' })],
    [
      'LIMIT_EXCEEDED',
      buildDicom({ elements: [US(TAG.rows, 65535), US(TAG.columns, 65535)], pixels: new Uint8Array(2) }),
    ],
    ['TRUNCATED', buildDicom({}).subarray(0, -3)],
    ['MALFORMED', buildDicom({ elements: [{ tag: 0x00100030, vr: 'ZZ', value: '20000101' }] })],
  ];
  for (const [code, bytes] of cases) {
    assert.throws(() => openDicom(bytes), refusedWith(code), code);
  }
});

test('native pixel data of another size, or with a compressed stream in them, are refused', () => {
  const refuse = (file: TestFile) =>
    assert.throws(() => openDicom(buildDicom(file)), refusedWith('PIXELDATA_LAYOUT_MISMATCH'));
  refuse({ pixels: new Uint8Array(10) });
  refuse({ pixels: new Uint8Array(16).fill(7) });
  refuse({ fragments: [new Uint8Array(12)] });
  refuse({ transferSyntax: '.5', pixels: new Uint8Array(12) });
  const trap = (...start: readonly number[]) => Uint8Array.from({ length: 12 }, (_, i) => start[i] ?? 3);
  refuse({ pixels: trap(0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0) });
  refuse({ pixels: trap(0xff, 0xd8, 0xff, 0xe0) });
  refuse({ pixels: trap(0xff, 0x4f, 0xff, 0x51) });
  assert.equal(
    openDicom(buildDicom({ pixels: new Uint8Array(20) })).image?.rows,
    3,
    'zeros behind the frame are padding',
  );
});

test('an implicit data set under an explicit transfer syntax is refused', () => {
  const { dataSet } = openDicom(buildDicom({}));
  const explicit = buildDicom({});
  const implicit = buildDicom({ transferSyntax: '', preamble: false, meta: false });
  const mixed = Buffer.concat([explicit.subarray(0, dataSet.start), implicit]);
  assert.throws(() => openDicom(mixed), refusedWith('VR_ENCODING_MISMATCH'));
});

test('every cut of a file is refused by name', () => {
  const item: readonly NewElement[] = [{ tag: 0x00080100, vr: 'SH', value: 'CODE' }];
  const bytes = buildDicom({ elements: [{ tag: 0x00081140, vr: 'SQ', value: [item] }] });
  const whole = findElement(openDicom(bytes).dataSet, TAG.pixelData)!;
  for (let length = 0; length < bytes.length; length += 1) {
    try {
      const file = openDicom(bytes.subarray(0, length));
      assert.ok(length <= whole.start, `${length} bytes were read as a whole image`);
      assert.equal(file.image, undefined);
    } catch (error) {
      assert.ok(isDeidError(error), `${length} bytes: ${String(error)}`);
    }
  }
});

test('changed bytes never end in anything but a file or a named refusal', async () => {
  const item: readonly NewElement[] = [{ tag: 0x00080100, vr: 'SH', value: 'CODE' }];
  const elements: readonly NewElement[] = [{ tag: 0x00081140, vr: 'SQ', value: [item, item] }];
  const originals = ['', '.1', '.2'].map((transferSyntax) => buildDicom({ transferSyntax, elements }));
  let seed = 12345;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
  for (let round = 0; round < 1500; round += 1) {
    const bytes = originals[round % 3].slice();
    for (let k = 0; k <= random(3); k += 1) bytes[132 + random(bytes.length - 132)] = random(256);
    try {
      const file = openDicom(bytes);
      if (file.image !== undefined) await readFrame(file, 0);
    } catch (error) {
      assert.ok(isDeidError(error), `round ${round}: ${String(error)}`);
    }
  }
});
