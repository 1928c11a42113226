import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Rotation, TextLine } from '../base/types';
import { believable } from './believable';

const line = (text: string, score: number, rotation: Rotation = 0, width = 100, height = 14): TextLine => ({
  text,
  score,
  rotation,
  box: { left: 0, top: 0, right: width, bottom: height },
  characters: [],
  engine: 'test',
});

const PICTURE = { width: 600, height: 512 };

describe('believable', () => {
  const cases: readonly [string, TextLine, boolean][] = [
    ['a line read well enough', line('SMITH JOHN', 0.6), true],
    ['a line read badly', line('SMITH JOHN', 0.4), false],
    ['strokes', line('|', 0.7), false],
    ['vertebrae', line('500000000', 0.72), false],
    ['a row of ribs', line('300000- 00 0000000.000', 0.74, 90, 60, 661), false],
    ['a number that repeats and is read well', line('1011101', 0.97), true],
    ['four equal digits are too few to tell', line('2000', 0.6), true],
    ['turned text', line('VON DARWIN', 0.99, 90, 11, 97), true],
    ['turned text read badly', line('VONDARWIN', 0.6, 90, 11, 97), false],
    ['anatomy as high as a thumb', line('SOEM', 0.8, 270, 87, 284), false],
    ['a skull', line('C', 0.95, 0, 174, 261), false],
    ['letters as on a poster', line('XRAY', 0.95, 0, 400, 120), true],
    ['upside down like upright', line('SMITH JOHN', 0.6, 180), true],
  ];
  for (const [name, read, wanted] of cases) it(name, () => assert.equal(believable(read, {}, PICTURE, 0.5), wanted));

  it('asks more of what was found by its shape alone', () => {
    assert.equal(believable(line('M', 0.7), { glyph: true }, PICTURE, 0.5), false);
    assert.equal(believable(line('M', 0.9), { glyph: true }, PICTURE, 0.5), true);
    assert.equal(believable(line('M', 0.9, 90), { glyph: true }, PICTURE, 0.5), false);
  });
});
