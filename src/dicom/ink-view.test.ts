import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inkPicture, inkValues } from './ink-view';

const histogramOf = (values: ArrayLike<number>) => {
  const counts = new Map<number, number>();
  for (let i = 0; i < values.length; i += 1) counts.set(values[i], (counts.get(values[i]) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => a.value - b.value);
};

describe('inkValues', () => {
  const anatomy = Array.from({ length: 10_000 }, (_, i) => i % 200);

  it('finds the value that an overlay is drawn in, amid anatomy of the same brightness', () => {
    const values = [...anatomy, ...new Array(300).fill(120)];
    assert.deepEqual(
      inkValues(histogramOf(values), values.length).includes(120),
      false,
      'six times as often is not enough',
    );
    const more = [...anatomy, ...new Array(600).fill(120)];
    assert.deepEqual(inkValues(histogramOf(more), more.length), [120]);
  });

  it('takes neither smooth anatomy nor the empty background nor a few pixels for ink', () => {
    assert.deepEqual(inkValues(histogramOf(anatomy), anatomy.length), []);
    const background = [...anatomy, ...new Array(5000).fill(-1000)];
    assert.deepEqual(inkValues(histogramOf(background), background.length), []);
    assert.deepEqual(inkValues(histogramOf([...anatomy, 900, 900]), anatomy.length + 2), []);
    assert.deepEqual(inkValues([], 0), []);
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
