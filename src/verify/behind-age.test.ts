import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame } from '../base/types';
import { pageOf } from '../phi/testing';
import { lettersBehind } from './behind-age';

const [WIDTH, HEIGHT] = [200, 80];
const frame = (grayAt: (x: number, y: number) => number): Frame => {
  const gray = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => grayAt(at % WIDTH, Math.floor(at / WIDTH)));
  return { frameIndex: 0, view: 'default', width: WIDTH, height: HEIGHT, gray };
};
const UNEVEN = frame((x, y) => 100 + ((x + y) % 3) * 10);

/** The line's box, of which the first characters are painted. */
const [AGE, PAIR] = ['020Y', '020Y M'].map((text) => {
  const page = pageOf(text);
  const [{ line }] = page.lines;
  return { page, box: { ...line.box, right: line.characters[3].box.right } };
});

test('one letter behind an age, where something may be written', () => {
  const { page, box } = AGE;
  const [place, ...more] = lettersBehind(UNEVEN, page, [box], [box]);
  assert.equal(more.length, 0);
  assert.deepEqual([place.left, place.top, place.bottom], [box.right, box.top, box.bottom]);
  assert.ok(place.right > box.right + (box.bottom - box.top) && place.right < box.right + 2 * (box.bottom - box.top));
});

test('two letters behind an age without its unit', () => {
  const page = pageOf('018');
  const [{ line }] = page.lines;
  const [place] = lettersBehind(UNEVEN, page, [line.box], []);
  assert.ok(place.right > line.box.right + 2 * (line.box.bottom - line.box.top));
});

test('nothing on flat ground, beside what was read or stands there, or without an age', () => {
  const { page, box } = AGE;
  assert.deepEqual(
    lettersBehind(
      frame(() => 100),
      page,
      [box],
      [],
    ),
    [],
  );
  assert.deepEqual(lettersBehind(UNEVEN, PAIR.page, [PAIR.box], []), []);
  assert.deepEqual(lettersBehind(UNEVEN, page, [box], [{ ...box, left: box.right + 4, right: box.right + 30 }]), []);
  assert.deepEqual(lettersBehind(UNEVEN, page, [], []), []);
});

test('turned text goes on the way it runs', () => {
  const page = pageOf('');
  const box = { left: 50, top: 30, right: 60, bottom: 60 };
  const ends = ([0, 90, 180, 270] as const).map((rotation) => {
    const [{ line, ...placed }] = pageOf('020Y').lines;
    const turned = { ...page, lines: [{ ...placed, line: { ...line, rotation, box, characters: [] } }] };
    const [{ left, top, right, bottom }] = lettersBehind(UNEVEN, turned, [box], []);
    return [left, top, right, bottom];
  });
  assert.deepEqual(ends, [
    [60, 30, 77, 60],
    [50, 60, 60, 77],
    [33, 30, 50, 60],
    [50, 13, 60, 30],
  ]);
});
