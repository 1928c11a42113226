import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysePage } from '../../page/layout';
import { pageOf } from '../testing';
import type { Draft } from './draft';
import { placesOf } from './explain';
import { unlistedLabels } from './unlisted-label';

const kept = (text: string): string[] => {
  const layout = analysePage(pageOf(text));
  const drafts: Draft[] = [];
  for (const { draft, word } of placesOf(layout, { evidence: [] })) drafts[word] = draft;
  return [...unlistedLabels(layout, drafts)].sort((a, b) => a - b).map((index) => layout.words[index].text);
};

test('words in front of a colon are a label, whatever language they are of; what stands behind is not', () => {
  const cases: readonly [string, readonly string[]][] = [
    ['Zqorvat: Kelemen', ['Zqorvat:']],
    ['Zqor vatta: Kelemen', ['Zqor', 'vatta:']],
    ['Zqor vatta : Kelemen', ['Zqor', 'vatta']],
    ['Kelemen Zqorvat', []],
    ['Kelemen, Zqorvat', []],
    ['12 Zqorvat: Kelemen', ['Zqorvat:']],
    ['JK: 12', []],
  ];
  for (const [text, wanted] of cases) assert.deepEqual(kept(text), wanted, text);
});
