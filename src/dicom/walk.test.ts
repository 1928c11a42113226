import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeidError } from '../base/errors';
import type { DicomElement } from './elements';
import { Walker } from './walk';

const LIMITS = { depth: 64, elements: 1000 };
const EXPLICIT = { explicit: true, littleEndian: true };
const IMPLICIT = { explicit: false, littleEndian: true };

/** Bytes from words of hex digits; text stands in quotes. */
function hex(text: string): Uint8Array {
  const parts = text.match(/'[^']*'|[0-9a-f]+/g) ?? [];
  return Buffer.concat(parts.map((p) => (p.startsWith("'") ? Buffer.from(p.slice(1, -1)) : Buffer.from(p, 'hex'))));
}

const walk = (bytes: Uint8Array, encoding = EXPLICIT) => new Walker(bytes, LIMITS).dataSet(0, bytes.length, encoding);
const code = (bytes: Uint8Array, encoding = EXPLICIT): string => {
  try {
    walk(bytes, encoding);
    return 'read';
  } catch (error) {
    return isDeidError(error) ? error.code : String(error);
  }
};

test('offsets of tag, length, value and end', () => {
  const bytes = hex("08006000 'CS' 0200 'OT' e07f1000 'OB' 0000 04000000 01020304");
  const [modality, pixels] = walk(bytes).elements;
  const offsets = ({ start, lengthStart, lengthBytes, valueStart, length, end }: DicomElement) => [
    start,
    lengthStart,
    lengthBytes,
    valueStart,
    length,
    end,
  ];
  assert.deepEqual(offsets(modality), [0, 6, 2, 8, 2, 10]);
  assert.deepEqual(offsets(pixels), [10, 18, 4, 22, 4, 26]);
});

test('sequences and items of undefined length, and what is around them', () => {
  const bytes = hex(
    "08004011 'SQ' 0000 ffffffff  feff00e0 ffffffff 08000001 'SH' 0200 'A ' feff0de0 00000000  feff00e0 00000000  feffdde0 00000000 10002000 'LO' 0200 'B '",
  );
  const dataSet = walk(bytes);
  const [sequence, id] = dataSet.elements;
  assert.equal(sequence.undefinedLength, true);
  assert.equal(sequence.items?.length, 2);
  const [full, empty] = sequence.items!;
  assert.equal(full.undefinedLength, true);
  assert.equal(full.dataSet.elements[0].tag, 0x00080100);
  assert.deepEqual([full.dataSet.start, full.dataSet.end, full.end], [20, 30, 38]);
  assert.equal(full.dataSet.elements[0].parent.item?.sequence, sequence);
  assert.deepEqual([empty.start, empty.end, empty.dataSet.elements.length], [38, 46, 0]);
  assert.equal(sequence.end, 54);
  assert.equal(sequence.valueStart + sequence.length, 46);
  assert.equal(id.start, 54);
});

test('UN that holds a sequence shows its items; UN that does not stays opaque', () => {
  const inner = "feff00e0 0a000000 08000001 02000000 'A '";
  const sequence = walk(hex(`09000110 'UN' 0000 12000000 ${inner}`)).elements[0];
  assert.equal(sequence.items?.[0].dataSet.elements[0].vr, 'SH');
  assert.deepEqual(sequence.items?.[0].dataSet.encoding, IMPLICIT);
  const broken = walk(hex("09000110 'UN' 0000 0a000000 feff00e0 50000000 'xy'")).elements[0];
  assert.equal(broken.items, undefined);
  assert.equal(walk(hex(`09000110 ffffffff ${inner} feffdde0 00000000`), IMPLICIT).elements[0].items?.length, 1);
});

test('implicit items in an explicit data set are read as what they are', () => {
  const bytes = hex("08004011 'SQ' 0000 12000000 feff00e0 0a000000 08000001 02000000 'A '");
  assert.equal(walk(bytes).elements[0].items?.[0].dataSet.elements[0].vr, 'SH');
});

test('lengths beyond the bytes are TRUNCATED, at every level', () => {
  assert.equal(code(hex("10001000 'PN' 0800 'Doe'")), 'TRUNCATED');
  assert.equal(code(hex("e07f1000 'OB' 0000 feffffff 00")), 'TRUNCATED');
  assert.equal(code(hex("08004011 'SQ' 0000 ffffffff feff00e0 ffffffff")), 'TRUNCATED');
  assert.equal(code(hex("e07f1000 'OB' 0000 ffffffff feff00e0 00000000 feff00e0 10000000 00")), 'TRUNCATED');
  // An element may not reach beyond its item, even when the file goes on.
  const item = "feff00e0 0a000000 08000001 'SH' 0400 'AB'";
  assert.equal(code(hex(`08004011 'SQ' 0000 12000000 ${item} 10002000 'LO' 0400 'ABCD'`)), 'TRUNCATED');
});

test('what is no element is MALFORMED', () => {
  assert.equal(code(hex("10001000 'XX' 0200 'ab'")), 'MALFORMED');
  assert.equal(code(hex('feff0de0 00000000')), 'MALFORMED');
  assert.equal(code(hex("10001000 'UT' 0000 ffffffff 00000000 00000000")), 'MALFORMED');
  assert.equal(code(hex("08004011 'SQ' 0000 08000000 10001000 00000000")), 'MALFORMED');
});

test('zeros behind the last element are padding', () => {
  assert.equal(walk(hex("08006000 'CS' 0200 'OT' 000000000000")).elements.length, 1);
  assert.equal(code(hex("08006000 'CS' 0200 'OT' 0000000001")), 'TRUNCATED');
});

test('depth and number of elements are limited', () => {
  const nested = (depth: number): string =>
    depth === 0 ? '' : `08004011 ffffffff feff00e0 ffffffff ${nested(depth - 1)} feff0de0 00000000 feffdde0 00000000`;
  assert.equal(code(hex(nested(60)), IMPLICIT), 'read');
  assert.equal(code(hex(nested(70)), IMPLICIT), 'LIMIT_EXCEEDED');
  assert.equal(code(hex('08000001 00000000'.repeat(1001)), IMPLICIT), 'LIMIT_EXCEEDED');
});
