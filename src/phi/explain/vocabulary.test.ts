import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hideTerms, screensWithNumber, termOf } from './vocabulary';

test('a plain word is what it is without its accented neighbours; accented it is found, too', () => {
  for (const word of ['camera', 'cortex', 'Abdomen']) assert.notEqual(termOf(word)?.isForeign, true, word);
  assert.equal(termOf('abdómen'), termOf('abdomen'));
  assert.equal(termOf('ang')?.isParameter, true);
  assert.equal(termOf('qzxv'), undefined);
});

test('of the screens with a term the one that is shown is not counted, and hidden terms are unknown', () => {
  const screens = termOf('ap')?.screens ?? 0;
  assert.ok(screens > 1);
  try {
    hideTerms(['Cortex'], ['AP', 'kb']);
    assert.equal(termOf('ap')?.screens, screens - 1);
    assert.equal(termOf('cortex'), undefined);
    assert.ok((termOf('kb')?.screens ?? 0) >= 0);
  } finally {
    hideTerms([]);
  }
  assert.equal(termOf('ap')?.screens, screens);
});

test('usual numbers are counted apart: they are no words', () => {
  const before = screensWithNumber('512');
  assert.ok(before > 20);
  assert.equal(termOf('512'), undefined);
  const counts = ['7301', '51.2', 'cm', ''].map(screensWithNumber);
  assert.deepEqual(counts, [0, 0, 0, 0]);
  try {
    hideTerms([], ['512']);
    assert.equal(screensWithNumber('512'), before - 1);
  } finally {
    hideTerms([]);
  }
});
