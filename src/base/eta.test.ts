import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeLeft } from './eta';

test('the rest of the work in words, in units that fit', () => {
  assert.equal(timeLeft(1000, 1, 10), '', 'one unit says too little');
  assert.equal(timeLeft(10_000, 10, 10), '', 'nothing is left');
  assert.equal(timeLeft(2000, 4, 8), 'a few seconds left');
  assert.equal(timeLeft(10_000, 10, 40), 'about 30 s left');
  assert.equal(timeLeft(60_000, 10, 40), 'about 3 min left');
  assert.equal(timeLeft(3_600_000, 100, 1000), 'about 9.0 h left');
});
