import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rotation, TextLine } from '../base/types';
import { joinLines } from './rows';
import { mergeLines } from './views';

function line(text: string, top: number, bottom: number, rotation: Rotation = 0, score = 0.9): TextLine {
  const box =
    rotation === 0 ? { left: 10, top, right: 200, bottom } : { left: top, top: 10, right: bottom, bottom: 200 };
  const characters = [...text].map((char) => ({ char, box, score, alternatives: [] }));
  return { text, box, rotation, score, characters, engine: 'test' };
}

const kept = (...lines: TextLine[]) => mergeLines(lines).map(({ text }) => text);

test('of two readings of one line the longer stays', () => {
  assert.deepEqual(kept(line('RIVER', 10, 24), line('RIVERA ANA', 12, 26)), ['RIVERA ANA']);
});

test('the box of an outlined row reaches over half of the next one, and both stay', () => {
  assert.deepEqual(kept(line('CRONIN PAULETTE', 10, 34), line('WILLIAMSON', 26, 41)), [
    'CRONIN PAULETTE',
    'WILLIAMSON',
  ]);
  assert.deepEqual(kept(line('CRONIN PAULETTE', 10, 34, 90), line('WILLIAMSON', 26, 41, 90)).length, 2);
});

test('of two lines that cross the weaker is anatomy, unless both are read well', () => {
  const standing = line('G. ADEM CENGIZ', 12, 40, 90);
  const crossing = (score: number, text = '108 kVp') => kept({ ...line(text, 40, 60, 0, score) }, standing).length;
  assert.deepEqual([crossing(0.95), crossing(0.8), crossing(0.95, '1')], [2, 1, 1]);
});

test('a piece of a row that was cut badly is read once', () => {
  assert.deepEqual(kept(line('LightSpeed VCT', 10, 24), line('htSneed', 5, 16)), ['LightSpeed VCT']);
});

test('a row inside a box of two rows is read once', () => {
  assert.deepEqual(kept(line('CRONIN PAULETTE', 10, 34), line('WILLIAMSON', 24, 34)), ['CRONIN PAULETTE']);
});

/** A part of a line whose text runs up or down between two heights. */
function part(text: string, top: number, bottom: number, rotation: Rotation): TextLine {
  const box = { left: 10, right: 34, top, bottom };
  const characters = [...text].map((char) => ({ char, box, score: 0.9, alternatives: [] }));
  return { text, box, rotation, score: 0.9, characters, engine: 'test' };
}

test('digits of a turned number that were seen apart belong to it, whichever way it runs', () => {
  const up = [part('4602254', 491, 632, 270), part('8', 636, 652, 0), part('3', 657, 672, 0)];
  const down = [part('4602254', 672, 813, 90), part('8', 652, 668, 0), part('3', 632, 648, 0)];
  for (const lines of [up, down])
    assert.deepEqual(
      joinLines(lines).map(({ text }) => text),
      ['384602254'],
    );
  const upside = [
    part('44711', 10, 30, 180),
    { ...part('23', 10, 30, 180), box: { left: 2, right: 8, top: 10, bottom: 30 } },
  ];
  assert.deepEqual(
    joinLines(upside).map(({ text }) => text),
    ['4471123'],
  );
  const scale = [part('cm/s', 491, 632, 270), part('8', 636, 652, 0), part('M', 472, 488, 0)];
  assert.equal(joinLines(scale).length, 3);
  const beside = { ...part('L', 491, 515, 0), box: { left: 60, right: 84, top: 491, bottom: 515 } };
  const far = part('R', 800, 816, 0);
  assert.equal(joinLines([up[0], beside, far]).length, 3);
});

test('words of a turned line are one line with spaces, in the order in which it is read', () => {
  const lines = [part('Juli', 300, 391, 270), part('15.', 400, 482, 270)];
  assert.deepEqual(
    joinLines(lines).map(({ text, box }) => [text, box.top, box.bottom]),
    [['15. Juli', 300, 482]],
  );
  assert.deepEqual(joinLines([]), []);
});
