import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DECIDING_DATA, readDataFile, readDataJson } from './data-file';
import { DeidError } from './errors';

test('files that come with the package are read; one that is not there, or no JSON, is named', () => {
  for (const name of DECIDING_DATA) assert.ok(readDataFile(name).length > 100, name);
  assert.ok(readDataJson('device-rules.json'));
  const isNamed = (error: unknown) => error instanceof DeidError && error.code === 'package-missing';
  assert.throws(() => readDataFile('none.txt'), isNamed);
  assert.throws(() => readDataJson('labels.tsv'), isNamed);
});
