import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesIn, rangeOf } from './text';

test('matches are those of matchAll, empty ones and characters of two code units too', () => {
  const texts = ['', 'aXbXc', 'XX', '\u{1F600}X\u{1F600}', 'é aXé'];
  const patterns = [/X/g, /X*/g, /X*/gu, /(?<first>.)X/dgu, /^/g, /(?=X)/gu, /./gu, /$/gm];
  for (const text of texts) {
    for (const pattern of patterns) {
      const expected = [...text.matchAll(pattern)].map((match) => ({ ...match }));
      assert.deepEqual(
        [...matchesIn(text, pattern)].map((match) => ({ ...match })),
        expected,
        `${pattern} in ${JSON.stringify(text)}`,
      );
    }
  }
});

test('an expression may be used again before its last match is taken', () => {
  const pattern = /\d+/g;
  const outer: string[] = [];
  for (const match of matchesIn('1 22 333', pattern)) {
    assert.equal(pattern.test('x 7'), true);
    pattern.lastIndex = 0;
    outer.push(`${match[0]}:${[...matchesIn('4 5', pattern)].length}`);
  }
  assert.deepEqual(outer, ['1:2', '22:2', '333:2']);
  for (const match of matchesIn('1 2', pattern)) {
    assert.deepEqual(rangeOf(match), { start: 0, end: 1 });
    break;
  }
  assert.equal(pattern.lastIndex, 0);
});
