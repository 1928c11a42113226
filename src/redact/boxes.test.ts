import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDicom } from '../dicom/open';
import { buildDicom } from '../dicom/testing';
import { boxesByFrame } from './boxes';

const file = openDicom(buildDicom({ rows: 60, columns: 80, numberOfFrames: 4 }));
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

test('a box inside another one is left out, whichever came first', () => {
  const [small, large, beside] = [box(10, 10, 20, 20), box(5, 5, 30, 30), box(25, 5, 40, 30)];
  const regions = [
    { frameIndices: [0, 2], boxes: [small] },
    { frameIndices: [0, 1], boxes: [large, beside] },
    { frameIndices: [0, 1, 2], boxes: [small] },
  ];
  assert.deepEqual(
    [...boxesByFrame(file, regions, { grow: 0 })],
    [
      [0, [large, beside]],
      [2, [small]],
      [1, [large, beside]],
    ],
  );
});

test('empty boxes and boxes outside the frame paint nothing', () => {
  const regions = [{ frameIndices: [3], boxes: [box(4, 4, 4, 9), box(90, 4, 99, 9)] }];
  assert.equal(boxesByFrame(file, regions, { grow: 0 }).size, 0);
});

test('a line that was read on each of many frames and belongs to all is painted once a frame, in no time', () => {
  const frames = 2000;
  const long = openDicom(buildDicom({ rows: 60, columns: 80, numberOfFrames: frames }));
  const frameIndices = Array.from({ length: frames }, (_, index) => index);
  const regions = frameIndices.map((index) => ({ frameIndices, boxes: [box(10 + (index % 3), 10, 30, 20)] }));
  assert.deepEqual(boxesByFrame(long, regions, { grow: 0 }).get(frames - 1), [box(10, 10, 30, 20)]);
});

test('growth stops at text that stays, on each side, and not where the box itself reaches into it', () => {
  const region = { frameIndices: [0], boxes: [box(20, 20, 40, 30)] };
  const grown = (spared: ReturnType<typeof box>[]) => boxesByFrame(file, [region], { grow: 4, spared }).get(0);
  assert.deepEqual(grown([box(42, 18, 60, 32)]), [box(16, 16, 42, 34)]);
  assert.deepEqual(grown([box(0, 18, 19, 32)]), [box(19, 16, 44, 34)]);
  assert.deepEqual(grown([box(10, 31, 60, 40)]), [box(16, 16, 44, 31)]);
  assert.deepEqual(grown([box(10, 2, 60, 18)]), [box(16, 18, 44, 34)]);
  assert.deepEqual(grown([box(39, 18, 60, 32)]), [box(16, 16, 40, 34)]);
  assert.deepEqual(grown([box(34, 18, 60, 32), box(70, 2, 79, 9)]), [box(16, 16, 44, 34)]);
});
