import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { analysePage } from '../../page/layout';
import { findPhi } from '../find';
import { pageOf } from '../testing';
import { explainWords } from './explain';
import { wordNetwork } from './testing';

/** Of the words that must stay this share has a reason, with the finders' evidence and without a header. */
const KEPT = 0.95;

interface Judged {
  readonly row: string;
  readonly kind: string;
  readonly word: string;
  readonly rule: string | undefined;
}

/** Every judged word of `data/labelled/words.tsv`. */
async function judged(): Promise<readonly Judged[]> {
  const file = readFileSync(join(__dirname, '..', '..', '..', 'data', 'labelled', 'words.tsv'), 'utf8');
  const rows = file.split('\n').filter((row) => row !== '' && !row.startsWith('#'));
  const all: Judged[] = [];
  for (const row of rows) {
    const [kind, , text] = row.split('\t');
    const page = pageOf(text.replace(/[«»]/g, '').replace(/ ?⏎ ?/g, '\n'));
    const wanted = /«(.*?)»/.exec(text)?.[1] ?? page.text;
    const start = page.text.indexOf(wanted);
    const spans = await findPhi(page, { header: [], policy: 'phi' });
    const layout = analysePage(page);
    const evidence = spans.flatMap((span) => [span, ...(span.rest ?? [])]);
    const reasons = await explainWords(layout, { evidence }, await wordNetwork());
    layout.words.forEach((word, index) => {
      if (word.start < start || word.end > start + wanted.length) return;
      all.push({ row, kind, word: word.text, rule: reasons[index]?.rule });
    });
  }
  return all;
}

test('labelled texts: annotations have a reason to stay, patient data has none', async () => {
  const words = await judged();
  const keep = words.filter(({ kind }) => kind === 'keep');
  const lost = keep.filter(({ rule }) => rule === undefined);
  const leaked = words.filter(({ kind, rule }) => kind !== 'keep' && rule !== undefined && !rule.startsWith('label'));
  assert.ok(words.length - keep.length > 300 && keep.length > 800, `${words.length} words`);
  const share = 1 - lost.length / keep.length;
  const of = (list: readonly Judged[]) => list.map(({ row, word, rule }) => `${word} ${rule ?? ''} (${row})`);
  assert.deepEqual(of(leaked), [], `kept: ${share}`);
  assert.ok(share >= KEPT, `${share}:\n${of(lost).join('\n')}`);
});
