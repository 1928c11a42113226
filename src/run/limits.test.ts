import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { buildDicom, bytesOf } from '../dicom/testing';
import { limitsOf, openWithin } from './limits';

const refused = { name: 'DeidError', code: 'LIMIT_EXCEEDED' };

test('a small file that inflates to more than its ratio allows is refused before it is inflated', () => {
  const zeros = 2 ** 28 + 2 ** 20;
  const plain = buildDicom({ transferSyntax: '.1.99', pixels: new Uint8Array(0), rows: 1, columns: 1 });
  const start = Buffer.from(plain).indexOf(Buffer.from([8, 0, 0x16, 0]));
  const dataSet = Buffer.concat([Buffer.from(plain.subarray(start)), Buffer.alloc(zeros)]);
  const bomb = Buffer.concat([plain.subarray(0, start), deflateRawSync(dataSet)]);
  assert.ok(bomb.length < 2 ** 20);
  assert.throws(() => openWithin(bomb, limitsOf()), refused);
});

test('a frame of too many pixels is refused before it is decoded', () => {
  // 32000 x 32000 in a few bytes of RLE.
  const bomb = buildDicom({ transferSyntax: '.5', rows: 32_000, columns: 32_000, fragments: [new Uint8Array(64)] });
  assert.throws(() => openWithin(bomb, limitsOf()), refused);
  assert.throws(() => openWithin(buildDicom(), limitsOf({ maxPixels: 11 })), refused);
  assert.equal(openWithin(buildDicom(), limitsOf({ maxPixels: 12 })).image?.rows, 3);
});

test('frames that unpack to too much together, and a file that is too long', () => {
  const frames = Array.from({ length: 40 }, () => new Uint8Array(64));
  const many = { transferSyntax: '.5', rows: 4000, columns: 4000, numberOfFrames: 40, fragments: frames };
  assert.throws(() => openWithin(buildDicom(many), limitsOf()), refused);
  const long = buildDicom({ rows: 10, columns: 10, pixels: bytesOf(new Array(100).fill(1), 1) });
  assert.throws(() => openWithin(long, limitsOf({ maxBytes: 99 })), refused);
});
