import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Character, TextLine } from '../base/types';
import { layoutPage } from '../ocr/layout';
import { planFrame } from './plan';

const SIZE = { width: 200, height: 120 };

/** A letter of ten pixels, read for sure. */
const letter = (char: string, left: number, top: number): Character => ({
  char,
  score: 0.99,
  alternatives: [],
  box: { left, top, right: left + 8, bottom: top + 10 },
});

/** What is painted of `AAAA BB` when only the first word has strokes; the second was read so far below. */
function paintedOf(below: number) {
  const characters = [
    ...[0, 1, 2, 3].map((at) => letter('A', 10 + at * 10, 20)),
    letter(' ', 50, 20),
    ...[6, 7].map((at) => letter('B', 10 + at * 10, 20 + below)),
  ];
  const box = { left: 10, top: 20, right: 88, bottom: 30 + below };
  const line: TextLine = { text: 'AAAA BB', box, rotation: 0, score: 0.99, characters, engine: 'test' };
  const ink = new Uint8Array(SIZE.width * SIZE.height);
  for (let y = 22; y < 28; y++) ink.fill(255, y * SIZE.width + 11, y * SIZE.width + 47);
  const map = { ...SIZE, ink, line: new Uint8Array(ink.length) };
  const page = layoutPage([line], SIZE, [0]);
  const fragment = { line: 0, goes: true, phiClass: 'name', because: [] } as const;
  const fragments = [
    { ...fragment, start: 0, end: 4 },
    { ...fragment, start: 5, end: 7 },
  ];
  const decision = { page, spans: [], fragments };
  return planFrame({ lines: [line], ink: map, unread: [], shownBy: ['default'] }, decision).painted.map(
    (painted) => painted.box,
  );
}

test('a word without strokes is as high as its line; one that stands beside the line is covered where it was read', () => {
  for (const below of [0, 60]) {
    const boxes = paintedOf(below);
    const covers = boxes.some(
      ({ left, top, right, bottom }) => left <= 70 && right >= 88 && top <= 22 + below && bottom >= 28 + below,
    );
    assert.ok(covers, `${below} px below: ${JSON.stringify(boxes)}`);
  }
});
