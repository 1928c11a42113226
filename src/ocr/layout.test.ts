import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Rotation, TextLine } from '../base/types';
import { layoutPage } from './layout';

function line(text: string, left: number, top: number, height = 10, rotation: Rotation = 0): TextLine {
  const characters = [...text].map((char, index) => ({
    char,
    box: { left: left + index * 6, top, right: left + index * 6 + 6, bottom: top + height },
    score: 1,
    alternatives: [],
  }));
  const box = { left, top, right: left + text.length * 6, bottom: top + height };
  return { text, box, rotation, score: 1, characters, engine: 'test' };
}

describe('layoutPage', () => {
  const frame = { width: 300, height: 200 };

  it('reads rows from the top, each from the left, with tabs and line feeds between', () => {
    const page = layoutPage([line('right', 200, 11), line('below', 10, 40), line('left', 10, 10)], frame, [0]);
    assert.equal(page.text, 'left\tright\nbelow');
    for (const { line: placed, start, end } of page.lines) assert.equal(page.text.slice(start, end), placed.text);
  });

  it('keeps lines apart that only touch, and puts turned text last', () => {
    const page = layoutPage([line('side', 2, 20, 80, 90), line('one', 40, 10), line('two', 40, 19)], frame, [0, 1]);
    assert.equal(page.text, 'one\ntwo\nside');
    assert.deepEqual(page.frameIndices, [0, 1]);
  });

  it('has an empty text for an empty page, and needs a frame', () => {
    assert.deepEqual(layoutPage([], frame, [2]).lines, []);
    assert.equal(layoutPage([], frame, [2]).text, '');
    assert.throws(() => layoutPage([], frame, []), RangeError);
  });
});
