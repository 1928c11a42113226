import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysePage } from '../../page/layout';
import { pageOf } from '../testing';
import { scaleWords } from './scales';

const onScale = (text: string): string[] => {
  const layout = analysePage(pageOf(text));
  return [...scaleWords(layout)].map((index) => layout.words[index].text).sort();
};

test('numbers evenly spaced and growing are a scale, with a gap where one was not read', () => {
  assert.deepEqual(onScale('  0\n\n  5\n\n 10\n\n\n\n 20'), ['0', '10', '20', '5']);
  assert.deepEqual(onScale(' -4\t -2\t  0'), ['-2', '-4', '0']);
});

test('numbers that grow unevenly, an age over a number, and two numbers of a text are none', () => {
  assert.deepEqual(onScale('  3\n\n 57\n\n 12'), []);
  assert.deepEqual(onScale(' 57\n\n\n 71'), []);
  assert.deepEqual(onScale('  5 Im\n 10 Im'), []);
});
