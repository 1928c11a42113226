import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looseLines } from './loose-lines';
import type { InkMap } from './map';

/** A map with strokes, each a letter, and a core along their middle. */
function mapOf(
  letters: readonly (readonly [left: number, top: number, width: number, height: number])[],
  probability = 240,
): InkMap {
  const [width, height] = [200, 120];
  const ink = new Uint8Array(width * height);
  const line = new Uint8Array(width * height);
  for (const [left, top, w, h] of letters) {
    for (let y = top; y < top + h; y++) {
      for (const x of [left, left + 1, left + w - 1]) ink[y * width + x] = probability;
      if (y >= top + h / 4 && y < top + (3 * h) / 4) line.fill(255, y * width + left, y * width + left + w + 3);
    }
  }
  return { width, height, ink, line };
}

test('letters of one core are one line; what a reading claims is none', () => {
  const map = mapOf([
    [10, 10, 8, 12],
    [21, 10, 8, 12],
    [10, 40, 8, 12],
  ]);
  const boxes = looseLines(map, []).map(({ box }) => box);
  assert.deepEqual(boxes, [
    { left: 10, top: 10, right: 29, bottom: 22 },
    { left: 10, top: 40, right: 18, bottom: 52 },
  ]);
  const read = { left: 9, top: 9, right: 30, bottom: 23 };
  assert.equal(looseLines(map, [{ box: read, pieces: [read], size: 12 }]).length, 1);
});

test('specks, drawings and doubtful ink are no letters', () => {
  assert.deepEqual(looseLines(mapOf([[10, 10, 3, 3]]), []), []);
  assert.deepEqual(looseLines(mapOf([[10, 10, 60, 100]]), []), []);
  assert.deepEqual(looseLines(mapOf([[10, 10, 8, 12]], 140), []), []);
  assert.deepEqual(looseLines(mapOf([]), []), []);
});
