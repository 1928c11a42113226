import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PhiHit } from '../base/types';
import { spreadOverFrames } from './frames';

const hit = (frame: number, left: number): PhiHit => ({
  frameIndices: [frame],
  boxes: [{ left, top: 10, right: left + 40, bottom: 20 }],
  text: 'x',
  phiClass: 'name',
  finder: 'test',
  score: 1,
});

test('what stands at one place on two frames is on all of them; what was seen once is not', () => {
  const spread = spreadOverFrames([hit(0, 10), hit(2, 14), hit(1, 300)], 4);
  assert.deepEqual(
    spread.map(({ frameIndices }) => frameIndices),
    [[0, 1, 2, 3], [0, 1, 2, 3], [1]],
  );
  assert.deepEqual(spreadOverFrames([hit(0, 10)], 1), [hit(0, 10)]);
  assert.deepEqual(spreadOverFrames([], 9), []);
});
