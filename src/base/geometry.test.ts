import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Box, boxArea, boxIou, clipBox, growBox, growUpTo, intersectBoxes, unionBoxes } from './geometry';

const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });

describe('geometry', () => {
  for (const [name, a, b, common, iou] of [
    ['the same box', box(0, 0, 4, 2), box(0, 0, 4, 2), 8, 1],
    ['half beside', box(0, 0, 4, 2), box(2, 0, 6, 2), 4, 4 / 12],
    ['touching edges share nothing', box(0, 0, 4, 2), box(4, 0, 8, 2), 0, 0],
    ['far apart', box(0, 0, 1, 1), box(5, 5, 6, 6), 0, 0],
    ['two empty boxes', box(3, 3, 3, 3), box(3, 3, 3, 3), 0, 0],
  ] as const) {
    it(`intersection and IoU: ${name}`, () => {
      assert.equal(boxArea(intersectBoxes(a, b)), common);
      assert.equal(boxArea(intersectBoxes(b, a)), common);
      assert.equal(boxIou(a, b), iou);
    });
  }

  it('union covers all, and there is none of nothing', () => {
    assert.deepEqual(unionBoxes([box(5, 1, 6, 2), box(0, 3, 2, 9)]), box(0, 1, 6, 9));
    assert.throws(() => unionBoxes([]), RangeError);
  });

  it('growing stays inside the frame, clipping keeps every touched pixel', () => {
    assert.deepEqual(growBox(box(1, 1, 3, 3), 2, 5, 4, 6), box(0, 0, 4, 6));
    const spared = [box(12, 0, 20, 20), box(0, 11, 20, 20), box(5, 5, 6, 6)];
    assert.deepEqual(growUpTo(box(4, 4, 10, 10), 3, { width: 40, height: 40 }, spared), box(1, 1, 12, 11));
    assert.deepEqual(clipBox({ left: 0.9, top: -3, right: 2.1, bottom: 99 }, 10, 10), box(0, 0, 3, 10));
    assert.equal(boxArea(clipBox(box(20, 20, 30, 30), 10, 10)), 0);
  });
});
