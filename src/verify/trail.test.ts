import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '../base/geometry';
import type { Frame } from '../base/types';
import { inkBeside } from './trail';

const WIDTH = 200;
const HEIGHT = 60;

/** Letters of 6 x 8 pixels with a hole, every 8 pixels from `left` to `right`, on rows 20 to 27. */
function page(left: number, right: number, paint: (x: number, y: number) => number = () => 10, ink = 255): Frame {
  const gray = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const stroke = x >= left && x < right && y >= 20 && y < 28 && (x - left) % 8 < 6;
      const hole = (x - left) % 8 > 1 && (x - left) % 8 < 4 && y > 22 && y < 26;
      gray[y * WIDTH + x] = stroke && !hole ? ink : paint(x, y);
    }
  }
  return { frameIndex: 0, view: 'default', width: WIDTH, height: HEIGHT, gray };
}

const box = (left: number, right: number): Box => ({ left, top: 19, right, bottom: 29 });

test('nothing goes on beside a whole text', () => {
  assert.equal(inkBeside(page(40, 120), box(39, 119), []), undefined);
});

test('what was cut off is found, on either side', () => {
  assert.deepEqual(inkBeside(page(40, 120), box(39, 79), []), box(39, 118));
  assert.deepEqual(inkBeside(page(40, 120), box(79, 119), []), box(40, 119));
});

test('text that runs over bone goes on; dark text on a bright ground too', () => {
  const bone = (x: number) => (x > 70 ? 190 : 10);
  assert.deepEqual(inkBeside(page(40, 120, bone), box(39, 79), []), box(39, 118));
  assert.deepEqual(
    inkBeside(
      page(40, 120, () => 200, 20),
      box(39, 79),
      [],
    ),
    box(39, 118),
  );
});

test('a box of one letter grows along the line that it was read in', () => {
  assert.equal(inkBeside(page(40, 50), box(39, 49), [], true), undefined);
  assert.deepEqual(inkBeside(page(40, 120), box(39, 49), [], false), box(39, 118));
});

test('a label that stays is not grown into', () => {
  assert.equal(inkBeside(page(40, 120), box(79, 119), [box(40, 76)]), undefined);
});

test('bright anatomy beside the text is not taken for text', () => {
  const organ = (x: number, y: number) => (x > 84 && y > 5 && y < 50 ? 250 : 10);
  assert.equal(inkBeside(page(40, 80, organ), box(39, 79), []), undefined);
});

test('noise beside the text is not taken for text', () => {
  const noise = (x: number, y: number) => ((x * 7919 + y * 104729 + x * y * 31) % 97) * 2.6;
  assert.equal(inkBeside(page(40, 80, noise), box(39, 79), []), undefined);
});

test('single bright grains are no strokes', () => {
  const grains = (x: number, y: number) => (x % 7 === 0 && y === 24 ? 255 : 10);
  const size = { ...box(39, 79), top: 14, bottom: 36 };
  assert.equal(inkBeside(page(40, 80, grains), size, []), undefined);
});

test('grains that cross the edges of the rows are texture', () => {
  const speckle = (x: number, y: number) => (x % 5 < 2 && y % 6 < 3 ? 255 : 10);
  assert.equal(inkBeside(page(40, 80, speckle), box(39, 79), []), undefined);
});

test('a flat box has no ink', () => {
  assert.equal(inkBeside(page(0, 0), box(39, 79), []), undefined);
});
