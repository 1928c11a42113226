import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BoxTuple } from '../base/results';
import { boxOf } from '../evaluate/boxes';
import { packInk } from '../prepare/ink';
import { maskOf } from './coverage';
import { unpaintedCharacters } from './legible';

const BOX: BoxTuple = [10, 10, 100, 22];

/** Two lines of ten characters each: 8 px of ink, 2 px apart, rows 0-9 and 12-21. */
function twoLines(): string {
  const bits = new Uint8Array(100 * 22);
  for (let y = 0; y < 22; y += 1) {
    for (let x = 0; x < 100; x += 1) if (y !== 10 && y !== 11 && x % 10 < 8) bits[y * 100 + x] = 1;
  }
  return packInk({ box: BOX, bits });
}

const left = (painted: BoxTuple[], packed?: string) =>
  unpaintedCharacters(maskOf(painted.map(boxOf), 200, 200), BOX, packed, 20);

test('a covered text has no legible characters, an untouched one has all', () => {
  assert.equal(left([BOX], twoLines()), 0);
  assert.equal(left([], twoLines()), 20);
  assert.equal(left([]), 20);
});

test('one of two lines left is half of the characters', () => {
  assert.equal(left([[0, 0, 150, 21]], twoLines()), 10);
});

test('a box that ends too early leaves the last characters of its line', () => {
  assert.equal(
    left(
      [
        [0, 0, 80, 21],
        [0, 21, 150, 30],
      ],
      twoLines(),
    ),
    3,
  );
});

test('a sliver along an edge is not legible', () => {
  assert.equal(left([[0, 14, 150, 100]], twoLines()), 0);
});

test('a turned text is counted along its height', () => {
  const mask = maskOf([boxOf([0, 0, 50, 60])], 200, 200);
  assert.equal(unpaintedCharacters(mask, [10, 10, 10, 100], undefined, 10), 5);
});
