import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limited } from './limited';

test('the first ones, or ones that lie evenly over the list', () => {
  const items = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  assert.deepEqual(limited(items, 3), [0, 1, 2]);
  assert.deepEqual(limited(items, 3, true), [0, 3, 6]);
  assert.deepEqual(limited(items, 20, true), items);
  assert.deepEqual(limited(items, undefined, true), items);
});
