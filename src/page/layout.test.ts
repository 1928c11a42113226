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

test('cells of one row are one row, lines under each other one block, what stands apart another', () => {
  const { words, rows, blocks } = analysePage(pageOf('SMITH JOHN\tGn 50\n4471123\tC 50\n\n\n\nT1 SE'));
  const of = (text: string) => words.find((word) => word.text === text)!;
  assert.equal(rows.length, 3);
  assert.equal(blocks.length, 3);
  assert.equal(of('SMITH').row, of('Gn').row);
  assert.equal(of('SMITH').block, of('4471123').block);
  assert.equal(of('Gn').block, of('C').block);
  assert.notEqual(of('SMITH').block, of('Gn').block);
});
