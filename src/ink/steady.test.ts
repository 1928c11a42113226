import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextLine } from '../base/types';
import { steadied } from './steady';

const line = (text: string, score: number, left = 0): TextLine => ({
  text,
  score,
  rotation: 0,
  box: { left, top: 10, right: left + 8 * text.length, bottom: 22 },
  characters: [],
  engine: 'test',
});

test('a text that stands where it stood reads as it was read most surely', () => {
  const cases: readonly [string, TextLine, readonly TextLine[], string][] = [
    ['no frame before', line('80 kU', 0.7), [], '80 kU'],
    ['read more surely before', line('80 kU', 0.7), [line('80 kV', 0.9)], '80 kV'],
    ['read less surely before', line('80 kV', 0.9), [line('80 kU', 0.7)], '80 kV'],
    ['another text', line('12 mA', 0.7), [line('80 kV', 0.9)], '12 mA'],
    ['another place', line('80 kU', 0.7), [line('80 kV', 0.9, 60)], '80 kU'],
    ['moved on by a few pixels', line('80 kU', 0.7, 5), [line('80 kV', 0.9)], '80 kU'],
    ['initials that change', line('MJ', 0.7), [line('PA', 0.9)], 'MJ'],
    ['one letter', line('L', 0.7), [line('R', 0.9)], 'L'],
  ];
  for (const [what, now, before, expected] of cases)
    assert.deepEqual(
      steadied([now], before).map(({ text }) => text),
      [expected],
      what,
    );
});
