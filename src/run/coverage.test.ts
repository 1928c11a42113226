import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxOf } from '../evaluate/boxes';
import { boxCovered, maskOf, paintedPixels } from './coverage';

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

test('painted pixels far from every truth box are in excess', () => {
  const mask = maskOf([boxOf([10, 10, 20, 10]), boxOf([80, 80, 5, 5])], 100, 100);
  assert.deepEqual(paintedPixels(mask, [boxOf([12, 12, 16, 6])]), { painted: 225, excess: 25 });
  assert.deepEqual(paintedPixels(mask, []), { painted: 225, excess: 225 });
});
