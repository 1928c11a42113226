import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BoxTuple } from '../base/results';
import { boxOf } from '../evaluate/boxes';
import { packInk } from '../prepare/ink';
import { boxCovered, inkCovered, maskOf, paintedPixels } from './coverage';

test('a mask is the union of boxes, clipped to the frame', () => {
  const mask = maskOf([boxOf([-2, -2, 4, 4]), boxOf([1, 1, 2, 2]), boxOf([9, 9, 5, 5])], 10, 10);
  assert.equal(
    mask.inside.reduce((sum, value) => sum + value, 0),
    4 + 4 - 1 + 1,
  );
});

test('the share of a box that is painted', () => {
  const mask = maskOf([boxOf([0, 0, 5, 10])], 10, 10);
  assert.equal(boxCovered(mask, boxOf([0, 0, 10, 4])), 0.5);
  assert.equal(boxCovered(mask, boxOf([20, 20, 3, 3])), 0);
});

test('ink is counted, not area', () => {
  const mask = maskOf([boxOf([0, 0, 5, 10])], 20, 10);
  const box: BoxTuple = [0, 1, 10, 2];
  const ink = (...xs: number[]) => {
    const bits = new Uint8Array(20);
    for (const x of xs) bits[x] = 1;
    return packInk({ box, bits });
  };
  assert.equal(inkCovered(mask, box, ink(0, 4, 10, 14)), 1);
  assert.equal(inkCovered(mask, box, ink(5, 9, 15)), 0);
  assert.equal(inkCovered(mask, box, ink(0, 19)), 0.5);
  assert.equal(inkCovered(mask, box, undefined), null);
  assert.equal(inkCovered(mask, box, ink()), null);
});

test('painted pixels far from every truth box are in excess', () => {
  const mask = maskOf([boxOf([10, 10, 20, 10]), boxOf([80, 80, 5, 5])], 100, 100);
  assert.deepEqual(paintedPixels(mask, [boxOf([12, 12, 16, 6])]), { painted: 225, excess: 25 });
  assert.deepEqual(paintedPixels(mask, []), { painted: 225, excess: 225 });
});
