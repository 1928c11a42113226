import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedFolder } from '../base/paths';
import { checkCorpus, corpusTable } from './corpus-check';

const folder = sharedFolder('corpus');

test('every file of the corpus decodes exactly or is refused by name', {
  skip: folder === undefined && 'no corpus here',
}, async () => {
  const rows = await checkCorpus(folder!);
  assert.ok(rows.length > 200, `${rows.length} files`);
  assert.deepEqual(
    rows.filter((row) => !row.asExpected || row.outcome === 'wrong' || row.rgb === 'wrong'),
    [],
  );
  const decoded = rows.filter((row) => row.outcome === 'exact');
  const syntaxes = new Set(decoded.map((row) => row.transferSyntax));
  assert.ok(syntaxes.size >= 15, corpusTable(rows));
});
