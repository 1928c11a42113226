import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Box, unionBoxes } from '../base/geometry';
import type { Frame } from '../base/types';
import { unreadInk } from './unread';

const [WIDTH, HEIGHT] = [300, 120];

/** Rows of letters, 6 x 8 pixels every 8, as wide as `rows` says, at 20 pixels from the left, 16 pixels apart, from row 40 on. */
function page(rows: readonly number[], paint: (x: number, y: number) => number = () => 10): Frame {
  const gray = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    const row = Math.floor((y - 40) / 16);
    const isStroke = x >= 20 && x < 20 + (rows[row] ?? 0) && (y - 40) % 16 < 8 && (x - 20) % 8 < 6;
    return isStroke && !((x - 20) % 8 === 3 && (y - 40) % 16 === 4) ? 240 : paint(x, y);
  });
  return { frameIndex: 0, view: 'default', width: WIDTH, height: HEIGHT, gray };
}

const box = (top: number, width: number): Box => ({ left: 19, top: top - 2, right: 20 + width, bottom: top + 10 });

test('letters in the next row, and in the one after it, that nobody has read', () => {
  assert.deepEqual(unreadInk([page([80, 32])], [box(40, 80)], []), [{ left: 20, top: 56, right: 50, bottom: 64 }]);
  assert.equal(unreadInk([page([80, 32, 40])], [box(40, 80)], []).length, 2);
});

test('letters before the part of a row that is painted, the second behind the first', () => {
  const found = unreadInk([page([80])], [{ ...box(40, 80), left: 52 }], []);
  assert.deepEqual(unionBoxes(found), { left: 20, top: 40, right: 50, bottom: 48 });
});

test('nothing where rows were read, where nothing is painted, or far away', () => {
  assert.deepEqual(unreadInk([page([80, 32])], [box(40, 80)], [box(56, 32)]), []);
  assert.deepEqual(unreadInk([page([80, 32])], [], []), []);
  assert.deepEqual(unreadInk([page([80, 0, 0, 32])], [box(40, 80)], []), []);
});

test('no letters in noise, nor at the edge of anatomy', () => {
  const noise = page([80], (x, y) => ((x * 7919 + y * 104729 + x * y * 31) % 97) * 2.2);
  assert.deepEqual(unreadInk([noise], [box(40, 80)], []), []);
  const edge = page([80], (x, y) => (x + 2 * y > 190 ? 220 : 10));
  assert.deepEqual(unreadInk([edge], [box(40, 80)], []), []);
});
