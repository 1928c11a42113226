import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inkPicture, inkValues } from './ink-view';

const histogramOf = (values: ArrayLike<number>) => {
  const counts = new Map<number, number>();
  for (let i = 0; i < values.length; i += 1) counts.set(values[i], (counts.get(values[i]) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => a.value - b.value);
};

describe('inkValues', () => {
  const WIDTH = 100;
  // No value stands twice in a row or in a column.
  const anatomy = Array.from({ length: 10_000 }, (_, i) => (i * 7 + Math.floor(i / WIDTH) * 3) % 200);
  const inksOf = (values: readonly number[]) => inkValues(Int16Array.from(values), WIDTH, histogramOf(values));
  /** So many pixels of one value, scattered so that no three of them make a stroke. */
  const scattered = (count: number, value: number) =>
    Array.from({ length: 2 * count }, (_, i) => (i % 2 === Math.floor(i / WIDTH) % 2 ? value : anatomy[i]));

  it('finds the value that an overlay is drawn in, amid anatomy of the same brightness', () => {
    assert.deepEqual(inksOf([...anatomy, ...scattered(300, 120)]), [], 'six times as often is not enough');
    assert.deepEqual(inksOf([...anatomy, ...scattered(600, 120)]), [120]);
    assert.deepEqual(inksOf([...anatomy, ...new Array(60).fill(120)]), [120], 'twice as often, but in strokes');
  });

  it('takes neither smooth anatomy nor the empty background nor a few pixels for ink', () => {
    assert.deepEqual(inksOf(anatomy), []);
    assert.deepEqual(inksOf([...anatomy, ...new Array(5000).fill(-1000)]), []);
    assert.deepEqual(inksOf([...anatomy, 900, 900]), []);
    const steps = Array.from({ length: 10_000 }, (_, i) => Math.floor(i / 50));
    assert.deepEqual(inksOf(steps), [], 'anatomy without noise');
    assert.deepEqual(inksOf([]), []);
  });
});

describe('inkPicture', () => {
  it('shows ink white, smoothed edges by their opacity over either ground, and nothing else', () => {
    // Ink 100 on a ground of 0 (left) and of 180 (right), each with an edge pixel of half opacity beside it.
    const width = 24;
    const row: number[] = Array.from({ length: width }, (_, x) => (x < 12 ? 0 : 180));
    [row[5], row[6], row[18], row[19]] = [100, 50, 100, 140];
    const values = Int16Array.from(Array.from({ length: 12 }, () => row).flat());
    const gray = inkPicture(values, width, 12, 100);
    const line = [...gray.subarray(5 * width, 6 * width)];
    assert.deepEqual([line[5], line[18]], [255, 255]);
    assert.ok(Math.abs(line[6] - 128) <= 1 && Math.abs(line[19] - 128) <= 1);
    assert.equal(line.filter((level) => level > 0).length, 4);
  });

  it('keeps the ink where there is no ground', () => {
    assert.deepEqual([...inkPicture(Int16Array.of(7, 7, 7, 7), 2, 2, 7)], [255, 255, 255, 255]);
  });
});
