import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Character } from '../../base/types';
import { draftWord } from './draft';
import { offersOf } from './offers';

const BOX = { left: 0, top: 0, right: 8, bottom: 12 };

/** Characters of a word; `doubts`: what the reader saw in the place of one, too. */
const read = (word: string, doubts: Readonly<Record<number, readonly [string, number]>> = {}): readonly Character[] =>
  [...word].map((char, at) => {
    const doubt = doubts[at];
    const alternatives = doubt ? [{ char: doubt[0], score: doubt[1] }] : [];
    return { char, box: BOX, score: doubt ? 1 - doubt[1] : 0.98, alternatives };
  });

test('what the reader took a word for besides, likeliest first, one character at most', () => {
  const cases: readonly [readonly Character[], readonly string[]][] = [
    [[], []],
    [read('kU'), []],
    [read('kU', { 1: ['V', 0.3] }), ['kV']],
    [read('kU', { 1: ['V', 0.01] }), []],
    [read('kU', { 1: [' ', 0.3] }), []],
    [read('pGyn', { 0: ['µ', 0.4], 3: ['m', 0.45] }), ['pGym', 'µGyn']],
    [read('abc', { 0: ['x', 0.4], 1: ['y', 0.4], 2: ['z', 0.4] }), ['xbc', 'ayc', 'abz']],
  ];
  for (const [characters, expected] of cases) assert.deepEqual(offersOf(characters), expected);
});

test('an annotation that the reader only took a word for is offered, a date is evidence, and what is known as it was read is left alone', () => {
  const context = { device: new Set<string>(), identity: new Set(['kv']) };
  const none = { ...context, identity: new Set<string>() };
  const draft = (word: string, doubts: Parameters<typeof read>[1], known = none) =>
    draftWord(word, false, known, read(word, doubts));
  assert.equal(draft('kQ', { 1: ['V', 0.3] }).rule, 'offered');
  assert.equal(draft('kQ', {}).rule, undefined);
  assert.equal(draft('kQ', { 1: ['V', 0.3] }, context).isEvidence, true);
  for (const [word, doubts] of [
    ['Bilen', { 4: ['"', 0.3] }],
    ['Lang', { 1: ['u', 0.3] }],
  ] as const)
    assert.equal(draft(word, doubts).rule, draftWord(word, false, none).rule, word);
  assert.equal(draft('kV', { 1: ['U', 0.4] }).rule, draftWord('kV', false, none).rule);
  assert.equal(draft('1O.11.2O19', { 1: ['0', 0.4], 8: ['0', 0.4] }).isEvidence, true);
});
