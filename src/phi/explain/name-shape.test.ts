import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allFakers } from '@faker-js/faker';
import { isKnownName } from '../lexicon';
import { nameShape } from './name-shape';
import { hideTerms, plainTerms, termOf } from './vocabulary';

const share = (words: readonly string[], is: (shape: number) => boolean): number =>
  words.filter((word) => is(nameShape(word))).length / words.length;

test('surnames that nobody lists look like names, terms by letters that are not their own like terms', () => {
  const surnames = ['pl', 'tr', 'de', 'it', 'nl', 'pt_BR'].flatMap((locale) => {
    const faker = allFakers[locale as 'pl'];
    faker.seed(1);
    return Array.from({ length: 200 }, () => faker.person.lastName());
  });
  const unknown = [...new Set(surnames)].filter((name) => !isKnownName(name) && /^\p{L}{5,}$/u.test(name));
  assert.ok(unknown.length > 200, `${unknown.length} names`);
  const named = share(unknown, (shape) => shape > 0.5);
  assert.ok(named > 0.8, `${named} of the names`);
  const terms = plainTerms().filter((term) => /^[a-z]{6,}$/.test(term) && !isKnownName(term));
  const termed = share(terms, (shape) => shape < 0.5);
  assert.ok(termed > 0.8, `${termed} of the terms`);
});

test('less than two letters say nothing', () => {
  for (const word of ['', 'X', '12', '°']) assert.equal(nameShape(word), 0.5, word);
  assert.equal(nameShape('É'), 0.5);
});

test('hidden terms are unknown until asked again', () => {
  hideTerms(['Axial']);
  assert.equal(termOf('axial'), undefined);
  hideTerms([]);
  assert.ok(termOf('axial'));
});
