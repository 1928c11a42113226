import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeaderValue } from '../base/types';
import { wordNetwork } from '../phi/explain/testing';
import type { FindContext } from '../phi/find';
import { pageOf } from '../phi/testing';
import { type Decision, decidePage, type PolicyId } from './decide';

const NAME: HeaderValue = { tag: '00100010', keyword: 'PatientName', vr: 'PN', value: 'RIVERA^MICHAEL', depth: 0 };
const context = (change: Partial<FindContext> = {}): FindContext => ({ header: [], policy: 'phi', ...change });

const decide = async (text: string, change: Partial<FindContext>, policy: PolicyId) =>
  decidePage(pageOf(text), context(change), policy, await wordNetwork());

const goes = ({ page, fragments }: Decision): string[] =>
  fragments.filter((fragment) => fragment.goes).map(({ start, end }) => page.text.slice(start, end));
const rules = ({ fragments }: Decision): string[] => [
  ...new Set(fragments.flatMap(({ because }) => because.map(({ rule }) => rule))),
];

const TEXT = 'RIVERA MICHAEL\nXQZ 4887\nGain 50 dB';

test('evidence makes a text go under every policy; under explain so does what nothing explains; what has a reason stays', async () => {
  const under = (policy: PolicyId) => decide(TEXT, { header: [NAME] }, policy);
  assert.deepEqual(goes(await under('phi')), ['RIVERA', 'MICHAEL']);
  const explained = await under('explain');
  assert.deepEqual(goes(explained), ['RIVERA', 'MICHAEL', 'XQZ', '4887']);
  assert.ok(rules(explained).includes('unexplained'));
  assert.deepEqual(goes(await under('all-text')).slice(0, 3), ['RIVERA', 'MICHAEL', 'XQZ']);
});

test('every word is in one fragment, with a reason under explain', async () => {
  const { page, fragments } = await decide(TEXT, {}, 'explain');
  const covered = fragments.map(({ start, end }) => page.text.slice(start, end)).join('');
  assert.equal(covered, page.text.replace(/\s/g, ''));
  for (const { because } of fragments) assert.ok(because.length > 0);
});

test('a word of which only a part is patient data is cut there', async () => {
  const { page, fragments } = await decide('DOB:1958-04-17', {}, 'explain');
  const parts = fragments.map(({ start, end, goes: isGone }) => [page.text.slice(start, end), isGone]);
  assert.deepEqual(parts.at(-1), ['1958-04-17', true]);
  assert.equal(parts[0][1], false);
});

test('classes that the user retains stay, although nothing else explains them', async () => {
  const text = '1958-04-17';
  const date = (retain: FindContext['retain']) => decide(text, { retain }, 'explain');
  assert.deepEqual(goes(await date([])), [text]);
  const kept = await date(['dates']);
  assert.deepEqual([goes(kept), rules(kept), kept.spans], [[], ['retain-option'], []]);
});

test('a page without text has nothing to decide', async () => {
  const { fragments, spans } = await decide('', {}, 'explain');
  assert.deepEqual([fragments, spans], [[], []]);
});
