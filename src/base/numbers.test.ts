import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smallest } from './numbers';

test('the smallest of none, of some, and of more than fit on a stack', () => {
  assert.equal(smallest([]), Number.POSITIVE_INFINITY);
  assert.equal(smallest([3, -1, 2]), -1);
  assert.equal(smallest(Array.from({ length: 1_000_000 }, (_, i) => 1_000_000 - i)), 1);
});
