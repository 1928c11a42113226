import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf } from '../phi/testing';
import { analysePage } from './layout';

test('words keep their offsets; a label and its value are two words, a time and a ratio are one', () => {
  const page = pageOf('MI:0.4 Gt:2\n10:40:12 8/10 TIS=0.5');
  const { words } = analysePage(page);
  assert.deepEqual(
    words.map(({ text }) => text),
    ['MI:', '0.4', 'Gt:', '2', '10:40:12', '8/10', 'TIS=', '0.5'],
  );
  for (const { start, end, text } of words) assert.equal(page.text.slice(start, end), text);
});
