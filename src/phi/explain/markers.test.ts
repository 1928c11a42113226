import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageLayout } from '../../page/layout';
import { isMarker } from './markers';

/** Words of 10 pixels by 12, each a cell of its own, in a picture of 500 by 500. */
function marked(...placed: readonly (readonly [text: string, left: number, top: number])[]): string[] {
  const words = placed.map(([text, left, top], cell) => ({
    text,
    cell,
    box: { left, top, right: left + 10, bottom: top + 12 },
  }));
  const cells = words.map((_, index) => ({ words: [index], height: 12 }));
  const layout = { words, cells, page: { width: 500, height: 500 } } as unknown as PageLayout;
  return words.flatMap(({ text }, index) => (isMarker(index, layout) ? [text] : []));
}

test('a letter of direction stands alone at the middle of an edge; a side marker anywhere', () => {
  assert.deepEqual(marked(['A', 245, 10]), ['A']);
  assert.deepEqual(marked(['A', 100, 120], ['R', 100, 300]), ['R']);
  assert.deepEqual(marked(['A', 245, 10], ['Liver', 260, 10]), []);
  assert.deepEqual(marked(), []);
});

test('a letter that may be a sex is one of direction only beside another, brackets or none', () => {
  assert.deepEqual(marked(['F', 245, 480], ['R', 10, 245]), ['F', 'R']);
  assert.deepEqual(marked(['F', 245, 10]), []);
  assert.deepEqual(marked(['(F)', 245, 10], ['F', 245, 480]), []);
});
