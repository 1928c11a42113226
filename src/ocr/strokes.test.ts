import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Box } from '../base/geometry';
import { strokesLine, textRows } from './strokes';

const WIDTH = 80;
const HEIGHT = 60;

/** A map of strokes with these boxes of ink. */
function strokesOf(...boxes: readonly Box[]) {
  const data = new Uint8Array(WIDTH * HEIGHT);
  for (const { left, top, right, bottom } of boxes)
    for (let y = top; y < bottom; y++) data.fill(220, y * WIDTH + left, y * WIDTH + right);
  return { width: WIDTH, height: HEIGHT, data };
}

/** Strokes of letters of 10 pixels, four pixels wide, one every six. */
const letters = (left: number, top: number, count: number): Box[] =>
  Array.from({ length: count }, (_, at) => ({
    left: left + 6 * at,
    top,
    right: left + 6 * at + 4,
    bottom: top + 10,
  }));

/** Stripes that no grey level tells from letters. */
const moire = {
  width: WIDTH,
  height: HEIGHT,
  data: Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => (at % 3) * 120),
};
const region = { left: 8, top: 16, right: 62, bottom: 34 };

describe('strokesLine', () => {
  it('is as high and as wide as the strokes, whatever they stand on', () => {
    const found = strokesLine(moire, strokesOf(...letters(12, 20, 8)), region, region);
    assert.deepEqual(found?.box, { left: 10, top: 19, right: 60, bottom: 31 });
  });

  it('takes in a sign, a point and a descender close by, and no speck or other row', () => {
    const point = { left: 61, top: 28, right: 63, bottom: 30 };
    const sign = { left: 5, top: 24, right: 8, bottom: 26 };
    const descender = { left: 14, top: 30, right: 15, bottom: 33 };
    const speck = { left: 74, top: 25, right: 75, bottom: 26 };
    const strokes = strokesOf(...letters(12, 20, 8), point, sign, descender, speck, ...letters(12, 44, 8));
    assert.deepEqual(strokesLine(moire, strokes, region, region)?.box, { left: 3, top: 19, right: 65, bottom: 34 });
  });

  it('goes by grey levels as far as the region where the last strokes were not seen', () => {
    const strokes = strokesOf(...letters(12, 20, 4));
    for (const [right, end] of [
      [50, 52],
      [79, 64],
    ])
      assert.equal(strokesLine(moire, strokes, region, { ...region, right })?.box.right, end);
  });

  it('leaves letters of a neighbour that stands beside the region', () => {
    const turned = { left: 0, top: 18, right: 5, bottom: 32 };
    const strokes = strokesOf(...letters(14, 20, 8), turned);
    assert.ok((strokesLine(moire, strokes, { ...region, left: 10 }, region)?.box.left ?? 0) > 5);
  });

  it('says nothing where no strokes were seen, or none as high as letters', () => {
    assert.equal(strokesLine(moire, strokesOf(), region, region), undefined);
    assert.equal(
      strokesLine(moire, strokesOf({ left: 20, top: 50, right: 30, bottom: 58 }), region, region),
      undefined,
    );
  });

  it('tells text from ground by the strokes, and says nothing on even ground', () => {
    const strokes = strokesOf(...letters(12, 20, 8));
    const written = (ground: (at: number) => number) => ({
      ...strokes,
      data: strokes.data.map((level, at) => (level > 0 ? 10 : ground(at))),
    });
    const on = (ground: (at: number) => number) => strokesLine(written(ground), strokes, region, region)?.levels;
    const striped = (at: number): number => (at % 2 === 0 ? 140 : 220);
    assert.deepEqual(on(striped), { ground: 180, contrast: 170, bright: false });
    assert.equal(
      on(() => 180),
      undefined,
    );
  });
});

describe('textRows', () => {
  const two = strokesOf(...letters(12, 8, 8), ...letters(12, 26, 8));
  const both = { left: 8, top: 4, right: 62, bottom: 40 };

  it('parts two rows that a detector took for one', () => {
    const rows = textRows(two, both);
    assert.deepEqual(rows, [
      { ...both, top: 4, bottom: 22 },
      { ...both, top: 22, bottom: 40 },
    ]);
  });

  it('leaves out a row that only reaches into the region', () => {
    assert.deepEqual(textRows(two, { ...both, top: 13 }), [{ ...both, top: 22 }]);
  });

  it('leaves alone what is one row and what stands', () => {
    for (const alone of [region, { ...both, right: 40 }]) assert.deepEqual(textRows(two, alone), [alone]);
    assert.deepEqual(textRows(strokesOf(), both), [both]);
  });
});
