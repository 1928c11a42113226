import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '../base/geometry';
import type { InkMap } from './map';
import { ownInk } from './owners';

const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });
const claim = (where: Box, size = 10) => ({ box: where, pieces: [where], size });

function drawn(...strokes: readonly Box[]): InkMap {
  const ink = new Uint8Array(100 * 60);
  for (const { left, top, right, bottom } of strokes) {
    for (let y = top; y < bottom; y++) ink.fill(255, y * 100 + left, y * 100 + right);
  }
  return { width: 100, height: 60, ink, line: new Uint8Array(ink.length) };
}

const inkOf = ({ ink }: InkMap): number => ink.filter((value) => value > 0).length;

test('each stroke belongs to the word that it stands in', () => {
  const owners = ownInk(drawn(box(12, 12, 18, 19), box(40, 12, 48, 19)), [
    claim(box(10, 10, 30, 20)),
    claim(box(38, 10, 60, 20)),
  ]);
  assert.deepEqual(owners.boxes, [box(12, 12, 18, 19), box(40, 12, 48, 19)]);
  assert.equal(inkOf(owners.loose), 0);
});

test('a descender under the box is the word’s own, a long line that touches it is not', () => {
  const descender = ownInk(drawn(box(12, 12, 14, 24)), [claim(box(10, 10, 30, 20))]);
  assert.deepEqual(descender.boxes, [box(12, 12, 14, 24)]);
  const line = ownInk(drawn(box(12, 12, 14, 58)), [claim(box(10, 10, 30, 20))]);
  assert.equal(line.boxes[0]!.bottom <= 23, true);
  assert.equal(inkOf(line.loose), 2 * (58 - line.boxes[0]!.bottom));
});

test('letters that touch are parted where the words are', () => {
  const owners = ownInk(drawn(box(12, 12, 60, 19)), [claim(box(10, 10, 30, 20)), claim(box(30, 10, 62, 20))]);
  assert.deepEqual(owners.boxes, [box(12, 12, 30, 19), box(30, 12, 60, 19)]);
});

test('ink beside all words is loose; faint ink is none; nothing at all is fine', () => {
  const map = drawn(box(80, 40, 86, 50));
  const { loose, boxes } = ownInk(map, [claim(box(10, 10, 30, 20))]);
  assert.equal(inkOf(loose), 60);
  assert.deepEqual(boxes, [undefined]);
  const empty = { width: 0, height: 0, ink: new Uint8Array(0), line: new Uint8Array(0) };
  assert.deepEqual(ownInk(empty, []), { boxes: [], loose: empty });
});
