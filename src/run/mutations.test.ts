import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countMutations } from './mutations';

test('2,000 damaged files: each is written or refused by name; none hangs, crashes or has an unnamed error', async () => {
  const { tried, unnamed, slow } = await countMutations(2000, 1);
  assert.equal(tried, 2000);
  assert.deepEqual(unnamed, []);
  assert.deepEqual(slow, []);
});
