import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberCell, type Table } from '../report/tables';
import { captionedHtml, htmlOf } from './html';

const table = (rows: number): Table => ({
  id: 'a',
  caption: 'Leaks & more',
  columns: [{ label: 'N', numeric: true }],
  rows: Array.from({ length: rows }, (_, i) => [numberCell(i, String(i))]),
});

test('a short table is open, a long one folded under its caption and its length, an empty one is a sentence', () => {
  assert.doesNotMatch(htmlOf(table(24)), /<details>/);
  assert.match(htmlOf(table(25)), /^<details><summary>Leaks &amp; more: 25 rows<\/summary>/);
  assert.equal(htmlOf(table(0)), '<p>Leaks &amp; more: none.</p>');
});

test('captions of pictures hold no markup from file names', () => {
  assert.match(captionedHtml([{ picture: '<img>', caption: '<b>.dcm' }]), />&lt;b&gt;\.dcm<\/figcaption><img>/);
});
