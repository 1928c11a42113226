import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coveredShare, shareOfOne, unionArea } from './coverage';

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

test('overlapping boxes are counted once', () => {
  assert.equal(unionArea([box(0, 0, 10, 10), box(5, 5, 15, 15), box(0, 0, 10, 10)]), 175);
  assert.equal(unionArea([]), 0);
  const halves = [box(0, 0, 6, 10), box(4, 0, 8, 10)];
  assert.equal(coveredShare(box(0, 0, 10, 10), halves), 0.8);
  assert.equal(shareOfOne(box(0, 0, 10, 10), halves), 0.6);
});

test('nothing covers, and nothing to cover', () => {
  assert.equal(coveredShare(box(0, 0, 10, 10), []), 0);
  assert.equal(shareOfOne(box(0, 0, 10, 10), []), 0);
  assert.equal(coveredShare(box(3, 3, 3, 9), [box(0, 0, 10, 10)]), 0);
  assert.equal(shareOfOne(box(3, 3, 3, 9), [box(0, 0, 10, 10)]), 1);
});
