import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rotation, TextLine } from '../base/types';
import { claimOf } from './claims';

/** A line of letters so wide, 10 pixels high, from left to right or, turned, from top to bottom. */
function lineOf(letters: readonly (readonly [string, number])[], rotation: Rotation = 0): TextLine {
  const isLevel = rotation % 180 === 0;
  let at = 0;
  const characters = letters.map(([char, width]) => {
    const [from, to] = [at, at + width];
    at = to;
    const box = isLevel ? { left: from, top: 0, right: to, bottom: 10 } : { left: 0, top: from, right: 10, bottom: to };
    return { char, score: 1, alternatives: [], box };
  });
  const box = isLevel ? { left: 0, top: 0, right: at, bottom: 10 } : { left: 0, top: 0, right: 10, bottom: at };
  const text = letters.map(([char]) => char).join('');
  return { text, box, rotation, score: 1, characters, engine: 'test' };
}

const widths = (line: TextLine): number[] =>
  claimOf(line).pieces.map(({ left, right, top, bottom }) => Math.max(right - left, bottom - top));

test('a line claims all of its ink, but not what is far too wide for the letter that was read there', () => {
  const cases: readonly [string, TextLine, number[]][] = [
    [
      'letters',
      lineOf([
        ['A', 8],
        ['W', 14],
        ['m', 12],
      ]),
      [34],
    ],
    [
      'a name in a script that the reader does not know, read as marks',
      lineOf([
        [':', 60],
        [' ', 2],
        [',', 45],
      ]),
      [],
    ],
    [
      'behind it something that was read',
      lineOf([
        ['.', 70],
        [' ', 4],
        ['1', 6],
        ['9', 8],
      ]),
      [14],
    ],
    ['a mark alone', lineOf([['.', 120]]), []],
    ['a wide letter', lineOf([['J', 30]]), [30]],
    ['a far too wide one', lineOf([['i', 130]]), []],
    ['a rule', lineOf([['-', 90]]), [90]],
    [
      'turned',
      lineOf(
        [
          ['7', 17],
          [':', 80],
        ],
        90,
      ),
      [17],
    ],
  ];
  for (const [name, line, wanted] of cases) assert.deepEqual(widths(line), wanted, name);
});
