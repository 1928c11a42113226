import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countInk, INK_THRESHOLD } from './ink';

test('ink inside boxes is counted from the threshold on, and none outside the picture', () => {
  const ink = new Uint8Array(60).fill(INK_THRESHOLD, 0, 10).fill(INK_THRESHOLD - 1, 10);
  const half = { left: -5, top: -5, right: 5, bottom: 50 };
  const beside = { left: 20, top: 0, right: 30, bottom: 6 };
  assert.equal(countInk({ width: 10, height: 6, ink }, [half, beside]), 5);
});
