import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findIdentifiers } from './identifiers';

/** Sample numbers from the issuers' own descriptions, and the same with a wrong check digit or form. */
const TABLE: readonly [right: string, wrong: string][] = [
  ['219-09-9998', '078-05-1120'],
  ['1EG4-TE5-MK73', '1EG4-TE5-MS73'],
  ['1EG4TE5MK73', '0EG4TE5MK73'],
  ['943 476 5919', '943 476 5918'],
  ['AB 12 34 56 C', 'QV 12 34 56 C'],
  ['2123 45670 1', '2123 45671 1'],
  ['046 454 286', '046 454 287'],
  ['A123456780', 'A123456781'],
  ['756.9217.0769.85', '756.9217.0769.86'],
  ['1 85 05 78 006 084 91', '1 85 05 78 006 084 92'],
  ['12345678Z', '12345678A'],
  ['X1234567L', 'X1234567A'],
  ['RSSMRA85T10A562S', 'RSSMRA85Z10A562S'],
  ['811218-9876', '811218-9875'],
  ['131052-308T', '131052-308S'],
  ['2341 2341 2346', '2341 2341 2345'],
];

test('national identifiers by form and check digit', () => {
  for (const [right, wrong] of TABLE) {
    const found = findIdentifiers(`x ${right} y`).map(({ start, end }) => `x ${right} y`.slice(start, end));
    assert.ok(found.includes(right), right);
    assert.ok(!findIdentifiers(wrong).some(({ start, end }) => end - start === wrong.length), wrong);
  }
});

test('numbers of technique are none', () => {
  for (const text of ['512 512 360', '120 250 100', '1.2.840.10008.5.1.4', '12/240', '5.0 35.0 10.0', 'W 350 L 40']) {
    assert.deepEqual(findIdentifiers(text), [], text);
  }
});
