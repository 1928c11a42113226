import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysePage } from '../../page/layout';
import { pageOf } from '../testing';
import { explainWords } from './explain';

const kept = (text: string): string[] => {
  const layout = analysePage(pageOf(text));
  const reasons = explainWords(layout, { evidence: [] });
  return layout.words.filter((_, index) => reasons[index] !== undefined).map((word) => word.text);
};

test('words in front of a colon are a label, whatever language they are of; what stands behind is not', () => {
  const cases: readonly [string, readonly string[]][] = [
    ['Zqorvat: Kelemen', ['Zqorvat:']],
    ['Zqor vatta: Kelemen', ['Zqor', 'vatta:']],
    ['Zqor vatta : Kelemen', ['Zqor', 'vatta']],
    ['Kelemen Zqorvat', []],
    ['Kelemen, Zqorvat', []],
    ['12 Zqorvat: Kelemen', ['Zqorvat:']],
    ['JK: 12', ['JK:']],
  ];
  for (const [text, wanted] of cases) assert.deepEqual(kept(text), wanted, text);
});
