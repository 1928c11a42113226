import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unionArea } from '../base/coverage';
import { type Box, boxArea } from '../base/geometry';
import { areasAround, cutArea } from './areas';

describe('areas of a picture around boxes', () => {
  const size = { width: 2000, height: 1000 };
  const box = (left: number, top: number): Box => ({ left, top, right: left + 20, bottom: top + 10 });
  const holds = (area: Box, { left, top, right, bottom }: Box, beside: number) =>
    area.left <= Math.max(0, left - beside) &&
    area.top <= Math.max(0, top - beside) &&
    area.right >= Math.min(size.width, right + beside) &&
    area.bottom >= Math.min(size.height, bottom + beside);

  it('hold each box with what stands beside it, and do not overlap', () => {
    const boxes = [box(10, 10), box(60, 90), box(1970, 20), box(900, 985), box(300, 20), box(250, 160)];
    const areas = areasAround(boxes, size);
    for (const each of boxes) assert.ok(areas.some((area) => holds(area, each, 64)));
    const sum = areas.reduce((total, area) => total + boxArea(area), 0);
    assert.equal(unionArea(areas), sum);
    assert.ok(areas.length > 1 && sum < (size.width * size.height) / 4);
  });

  it('are none without boxes, and the whole picture where most of it would be looked at', () => {
    assert.deepEqual(areasAround([], size), []);
    const spread = Array.from({ length: 200 }, (_, index) => box((index % 20) * 100, Math.floor(index / 20) * 100));
    assert.deepEqual(areasAround(spread, size), [{ left: 0, top: 0, right: 2000, bottom: 1000 }]);
  });

  it('are cut out as pictures in grey and colour', () => {
    const [width, height] = [5, 4];
    const gray = Uint8Array.from({ length: width * height }, (_, index) => index);
    const rgb = Uint8Array.from({ length: 3 * width * height }, (_, index) => index);
    const cut = cutArea(
      { frameIndex: 0, view: 'default', width, height, gray, rgb },
      { left: 1, top: 2, right: 3, bottom: 4 },
    );
    assert.deepEqual([cut.width, cut.height], [2, 2]);
    assert.deepEqual([...cut.gray], [11, 12, 16, 17]);
    assert.deepEqual([...(cut.rgb ?? [])].slice(0, 6), [33, 34, 35, 36, 37, 38]);
  });
});
