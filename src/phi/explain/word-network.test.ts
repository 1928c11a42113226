import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysePage } from '../../page/layout';
import { pageOf } from '../testing';
import { encodeWord, WORD_NUMBERS } from './encode';
import { placesOf } from './explain';
import { wordNetwork } from './testing';
import { openWordNetwork } from './word-network';

function encoded(text: string): readonly (readonly number[])[] {
  const layout = analysePage(pageOf(text));
  return placesOf(layout, { evidence: [] }).map((place) => encodeWord(place, layout));
}

test('every word is as many numbers, all of them finite, whatever it is written in', () => {
  for (const text of ['Gn 50', 'ЖЁЛТЫЙ Ω µm', '𝒜𝒷', '一二三四', 'A'.repeat(200), '...'])
    for (const numbers of encoded(text)) {
      assert.equal(numbers.length, WORD_NUMBERS, text);
      assert.ok(numbers.every(Number.isFinite), text);
    }
});

test('a chance for each word, the same each time; of no words none', async () => {
  const network = await wordNetwork();
  const words = encoded('Gn 50\nDR 60\nHaugen, Lise\n12.03.1957');
  const chances = await network.chances(words);
  assert.equal(chances.length, words.length);
  assert.ok(chances.every((chance) => chance >= 0 && chance <= 1));
  assert.deepEqual(await network.chances(words), chances);
  assert.deepEqual(await network.chances([]), []);
});

test('a page of more words than are looked at together is looked at in parts', async () => {
  const words = encoded(Array.from({ length: 400 }, (_, at) => `Gain ${at}`).join('\n'));
  assert.equal((await (await wordNetwork()).chances(words)).length, words.length);
});

test('it is closed twice, and asked no more', async () => {
  const network = await openWordNetwork();
  await network.close();
  await network.close();
  await assert.rejects(network.chances(encoded('Gn 50')), { code: 'engine-closed' });
});
