import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findPhi } from './find';
import { placeTokens } from './find-ner';
import { pageOf } from './testing';

test('tokens get their place in the text, pieces of a word and neighbours of one class are put together', () => {
  const text = 'Seen by Anna Okonkwo in Graz';
  const tokens = [
    { word: 'Anna', entity: 'B-PER', score: 0.99 },
    { word: 'Ok', entity: 'I-PER', score: 0.9 },
    { word: '##onkwo', entity: 'I-PER', score: 0.8 },
    { word: 'Graz', entity: 'B-LOC', score: 0.95 },
    { word: 'Seen', entity: 'B-PER', score: 0.99 },
  ];
  assert.deepEqual(
    placeTokens(text, tokens).map(({ start, end, phiClass, score }) => [text.slice(start, end), phiClass, score]),
    [
      ['Anna Okonkwo', 'name', 0.8],
      ['Graz', 'address', 0.95],
    ],
  );
  assert.deepEqual(placeTokens(text, [{ word: 'Graz', entity: 'B-LOC', score: 0.3 }]), []);
  assert.deepEqual(placeTokens(text, [{ word: 'Graz', entity: 'O', score: 0.9 }]), []);
});

test('without a model the finder is quiet; with one that cannot be used it says so', async () => {
  const page = pageOf('x');
  assert.deepEqual(await findPhi(page, { header: [], policy: 'phi', finders: ['ner'] }), []);
  const folder = mkdtempSync(join(tmpdir(), 'ner-'));
  try {
    const context = { header: [], policy: 'phi', finders: ['ner'], nerModel: folder } as const;
    await assert.rejects(findPhi(page, context), { name: 'DeidError', code: 'model-missing' });
    // With the package installed the empty configuration is what fails, without it the package: both are errors, never "nothing found".
    writeFileSync(join(folder, 'config.json'), '{}');
    await assert.rejects(findPhi(page, context));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
