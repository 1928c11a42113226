import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clearOf } from './clear-of';

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

describe('a box that is painted', () => {
  const strokes = box(10, 10, 60, 20);
  const cases: readonly (readonly [name: string, kept: ReturnType<typeof box>[], clear: ReturnType<typeof box>])[] = [
    ['nothing beside it', [], box(8, 8, 62, 22)],
    ['a text under it', [box(0, 21, 40, 30)], box(8, 8, 62, 21)],
    ['a text above it', [box(0, 0, 40, 9)], box(8, 9, 62, 22)],
    ['a label before it', [box(0, 10, 9, 20)], box(9, 8, 62, 22)],
    ['a unit behind it', [box(61, 10, 80, 20)], box(8, 8, 61, 22)],
    ['a text among its strokes', [box(30, 12, 40, 18)], box(8, 8, 62, 22)],
    ['texts on two sides', [box(0, 21, 40, 30), box(61, 10, 80, 20)], box(8, 8, 61, 21)],
  ];
  for (const [name, kept, clear] of cases) {
    it(name, () => {
      assert.deepEqual(clearOf(box(8, 8, 62, 22), strokes, kept), clear);
    });
  }
});
