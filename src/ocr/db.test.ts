import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dbRegions } from './db';

describe('dbRegions', () => {
  const options = { threshold: 0.3, boxThreshold: 0.5, unclip: 1.6, minSide: 2 };

  it('finds separate kernels, grown by area * unclip / perimeter', () => {
    const map = mapOf(40, 20, [
      [4, 4, 14, 8, 0.9],
      [20, 10, 36, 16, 0.7],
    ]);
    const regions = dbRegions(map, 40, 20, options);
    // 10 x 4: 40 * 1.6 / 28 = 2.3; 16 x 6: 96 * 1.6 / 44 = 3.5.
    assert.deepEqual(
      regions.map(({ box }) => box),
      [
        { left: 2, top: 2, right: 16, bottom: 10 },
        { left: 17, top: 7, right: 39, bottom: 19 },
      ],
    );
    assert.ok(Math.abs(regions[0].score - 0.9) < 1e-6);
  });

  it('drops faint and thin regions, and joins what touches by a corner', () => {
    const faint = mapOf(20, 20, [[2, 2, 10, 8, 0.4]]);
    assert.deepEqual(dbRegions(faint, 20, 20, options), []);
    const thin = mapOf(20, 20, [[2, 2, 18, 3, 0.9]]);
    assert.deepEqual(dbRegions(thin, 20, 20, options), []);
    const corner = mapOf(20, 20, [
      [2, 2, 6, 6, 0.9],
      [6, 6, 10, 10, 0.9],
    ]);
    assert.equal(dbRegions(corner, 20, 20, options).length, 1);
    assert.deepEqual(dbRegions(new Float32Array(1), 1, 1, options), []);
  });
});

type Patch = readonly [left: number, top: number, right: number, bottom: number, value: number];

function mapOf(width: number, height: number, patches: readonly Patch[]): Float32Array {
  const map = new Float32Array(width * height);
  for (const [left, top, right, bottom, value] of patches) {
    for (let y = top; y < bottom; y++) map.fill(value, y * width + left, y * width + right);
  }
  return map;
}
