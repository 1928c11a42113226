import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flattenGround } from './ground';
import { hugLine } from './hug';
import type { Raster } from './raster';

/** A picture drawn pixel by pixel. */
const drawn = (width: number, height: number, at: (x: number, y: number) => number): Raster => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, index) => at(index % width, Math.floor(index / width))),
});
/** Letters: strokes one pixel wide in rows 12 to 20, every fourth column from 10 to 50. */
const isStroke = (x: number, y: number): boolean => y >= 12 && y < 21 && x >= 10 && x <= 50 && x % 4 === 2;

describe('flattenGround', () => {
  for (const [name, ground] of [
    ['over black', () => 0],
    ['over grey', () => 140],
    ['half over bone', (x: number) => (x > 30 ? 200 : 0)],
  ] as const) {
    it(`letters stay and the ground goes: ${name}`, () => {
      const image = drawn(60, 32, (x, y) => (isStroke(x, y) ? 255 : ground(x)));
      const { data } = flattenGround(image, { radius: 6, keep: 0, full: 255 });
      image.data.forEach((_, index) => {
        const [x, y] = [index % 60, Math.floor(index / 60)];
        // Across the edge of the bone the mean ground is neither.
        if (isStroke(x, y)) assert.equal(data[index], 255);
        else if (Math.abs(x - 30) > 7) assert.equal(data[index], 0);
      });
    });
  }

  it('a white surface is ground', () => {
    const { data } = flattenGround(
      drawn(20, 20, () => 255),
      { radius: 3, keep: 0.5, full: 255 },
    );
    assert.ok(data.every((value) => value === 127));
  });
});

it('a line half over bone is hugged to its ends, above and below', () => {
  const image = drawn(70, 40, (x, y) => (isStroke(x, y) ? 255 : x > 25 ? 170 : 0));
  const { box } = hugLine(image, { left: 8, top: 9, right: 52, bottom: 24 });
  assert.ok(box.left <= 10 && box.right >= 51 && box.top <= 12 && box.bottom >= 21);
  assert.ok(box.top >= 9 && box.bottom <= 24);
});
