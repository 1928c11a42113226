import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INK_THRESHOLD } from '../base/ink';
import { isTexture } from './texture';

/** A map of 40 by 20 pixels of which the first so many are strokes of this probability. */
const strokesOf = (pixels: number, probability = 200) => ({
  width: 40,
  height: 20,
  data: new Uint8Array(800).fill(probability, 0, pixels),
});

test('a region with fewer strokes than outlined letters have is texture', () => {
  const whole = { left: 0, top: 0, right: 40, bottom: 20 };
  for (const [pixels, probability, expected] of [
    [0, 0, true],
    [31, 200, true],
    [33, 200, false],
    [800, INK_THRESHOLD - 1, true],
    [800, INK_THRESHOLD, false],
  ] as const)
    assert.equal(isTexture(strokesOf(pixels, probability), whole), expected, `${pixels} of ${probability}`);
});

test('a region may reach over the edges of the picture', () => {
  const over = { left: -10, top: -10, right: 50, bottom: 30 };
  assert.equal(isTexture(strokesOf(0), over), true);
  assert.equal(isTexture(strokesOf(800), over), false);
});
