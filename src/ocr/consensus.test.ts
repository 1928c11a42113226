import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consensus } from './consensus';

/** Letters ten columns apart, `_` for a place where nothing was read. */
const reading = (text: string, score = 0.9, weight = 1) => ({
  weight,
  characters: [...text].flatMap((char, index) =>
    char === '_' ? [] : [{ char, score, position: index * 10 + 5, alternatives: [] }],
  ),
});
const at = (char: string, position: number) => ({ char, score: 0.9, position, alternatives: [] });
const textOf = (...readings: ReturnType<typeof reading>[]) =>
  consensus(readings, 5)
    .map(({ char }) => char)
    .join('');

describe('consensus', () => {
  it('lets the majority decide each character, and keeps the losers as alternatives', () => {
    assert.equal(textOf(reading('DOB'), reading('D0B'), reading('DOB')), 'DOB');
    const [, second] = consensus([reading('DOB'), reading('D0B'), reading('DOB')], 5);
    assert.deepEqual(
      second.alternatives.map(({ char }) => char),
      ['0'],
    );
    assert.ok(second.score > 0.59 && second.score < 0.61);
  });

  it('restores what one reading missed, and drops what only one saw', () => {
    assert.equal(textOf(reading('_924'), reading('1924'), reading('1924')), '1924');
    assert.equal(textOf(reading('1924x'), reading('1924'), reading('1924')), '1924');
  });

  it('pairs by place: a missing letter does not shift the rest', () => {
    assert.equal(textOf(reading('AAAB'), reading('A_AB'), reading('AAAB')), 'AAAB');
  });

  it('leaves spaces out and gives how likely the readings held one', () => {
    const one = { weight: 1, characters: [at('A', 5), at(' ', 10), { ...at('B', 15), spaceBefore: 0.9 }] };
    const other = { weight: 2, characters: [at('A', 5), { ...at('B', 15), spaceBefore: 0.3 }] };
    const [, b, ...rest] = consensus([one, other], 5);
    assert.equal(rest.length, 0);
    assert.ok(Math.abs((b.spaceBefore ?? 0) - 0.5) < 1e-9);
  });

  it('gives heavier readings more say, and nothing for nothing', () => {
    assert.equal(textOf(reading('I', 0.9, 3), reading('l'), reading('l')), 'I');
    assert.equal(textOf(), '');
    assert.equal(textOf(reading(''), reading('')), '');
  });
});
