import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looseLines } from './loose-lines';

const piece = (left: number, top: number, width: number, height: number, strength = 240, fill = 0.5) => ({
  box: { left, top, right: left + width, bottom: top + height },
  area: Math.round(width * height * fill),
  strength,
});
const FRAME = { width: 512, height: 512 };
const boxesOf = (...pieces: Parameters<typeof looseLines>[0]) => looseLines(pieces, FRAME).map(({ box }) => box);

test('letters side by side are one line, rows and far columns are not', () => {
  const letters = [piece(10, 10, 8, 12), piece(21, 10, 8, 12), piece(32, 12, 8, 10)];
  assert.deepEqual(boxesOf(...letters), [{ left: 10, top: 10, right: 40, bottom: 22 }]);
  assert.equal(boxesOf(...letters, piece(10, 40, 8, 12), piece(200, 10, 8, 12)).length, 3);
});

test('specks, drawings, filled marks and doubtful ink are no letters', () => {
  assert.deepEqual(boxesOf(piece(10, 10, 2, 2)), []);
  assert.deepEqual(boxesOf(piece(10, 10, 20, 200)), []);
  assert.deepEqual(boxesOf(piece(10, 10, 20, 20, 255, 1)), []);
  assert.deepEqual(boxesOf(piece(10, 10, 8, 12, 130)), []);
  assert.deepEqual(boxesOf(), []);
});

test('a stroke that fills its box is a letter: I, l, 1', () => {
  assert.equal(boxesOf(piece(10, 10, 2, 12, 240, 1)).length, 1);
});
