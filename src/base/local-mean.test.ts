import assert from 'node:assert/strict';
import { it } from 'node:test';
import { meanAround } from './local-mean';

it('is the mean of the others around, for left-out pixels only', () => {
  const data = [10, 20, 30, 40, 99, 60, 70, 80, 90];
  const leftOut = Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0, 1);
  const means = meanAround(data, leftOut, { width: 3, height: 3 }, 1);
  assert.equal(means[4], Math.fround((10 + 20 + 30 + 40 + 60 + 70 + 80) / 7));
  assert.equal(means[8], (60 + 80) / 2);
  assert.equal(means[0], 0);
});

it('is not a number where nothing else is around', () => {
  assert.deepEqual(meanAround([5], Uint8Array.of(1), { width: 1, height: 1 }, 3), Float32Array.of(Number.NaN));
  assert.equal(meanAround([], new Uint8Array(0), { width: 0, height: 0 }, 1).length, 0);
});
