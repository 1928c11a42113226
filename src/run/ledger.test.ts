import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type LedgerLine, openLedger, readLedger } from './ledger';
import { failedItem } from './redact-item';

let out = '';
before(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
});
after(() => rm(out, { recursive: true, force: true }));

const line = (file: string, key: string): LedgerLine => ({
  kind: 'file',
  ...failedItem(file, 'load', 'x').record,
  key,
  at: '2026-01-01T00:00:00.000Z',
  output: null,
  storedSha256: null,
});

test('lines written side by side are found again, after a broken end too; the last of a file counts', async () => {
  const ledger = await openLedger(out);
  const names = Array.from({ length: 40 }, (_, at) => `${'ä'.repeat(at % 7)}${at}.dcm`);
  await Promise.all(names.map((name) => ledger.append(line(name, 'one'))));
  for (const name of names) assert.equal((await ledger.read(ledger.entries.get(name)!)).file, name);
  await ledger.close();
  await appendFile(ledger.path, '{"kind":"file","file":"half.dcm","sta');
  const again = await openLedger(out);
  assert.deepEqual([...again.entries.keys()].sort(), [...names].sort());
  await again.append(line(names[0], 'two'));
  await again.append(line('last.dcm', 'two'));
  await again.close();
  const third = await openLedger(out);
  assert.equal((await third.read(third.entries.get(names[0])!)).key, 'two');
  assert.equal((await third.read(third.entries.get('last.dcm')!)).file, 'last.dcm');
  assert.equal(third.entries.has('half.dcm'), false);
  await third.close();
  assert.equal((await readFile(ledger.path, 'utf8')).includes('\n{"kind":"file","file":"half.dcm","sta\n'), true);
  assert.equal((await readLedger(ledger.path)).complete, false);
});
