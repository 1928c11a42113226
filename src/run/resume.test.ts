import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { redactFiles } from './redact';
import type { RedactFilesOptions } from './redact-options';
import { blankDicom, hashesBelow } from './testing';

let root = '';
const at = (...parts: string[]) => path.join(root, ...parts);
const SECRET = 'ab'.repeat(32);
const redact = (out: string, more: Partial<RedactFilesOptions> = {}) =>
  redactFiles({ in: at('in'), out, pipeline: 'tesseract', header: 'off', headerProfile: 'basic', ...more });

/** Outputs alone, without documents and ledger. */
const outputs = async (out: string) =>
  Object.fromEntries(Object.entries(await hashesBelow(out)).filter(([name]) => name.endsWith('.dcm')));

/** The audit without times. */
async function auditOf(out: string) {
  const audit = JSON.parse(await readFile(path.join(out, 'audit.json'), 'utf8'));
  return { ...audit, files: audit.files.map(({ timeMs: _, ...record }: { timeMs: unknown }) => record) };
}

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
  await mkdir(at('in', 'sub'), { recursive: true });
  for (let seed = 0; seed < 5; seed += 1)
    await writeFile(at('in', seed < 3 ? `${seed}.dcm` : `sub/${seed}`), blankDicom(seed));
  await writeFile(at('in', 'bad.dcm'), 'no image');
  await writeFile(at('in', 'notes.txt'), 'text');
});
after(() => rm(root, { recursive: true, force: true }));

test('the same command again does nothing again; what changed, is missing or failed is done, and so is everything under other options', async () => {
  const out = at('out');
  const first = await redact(out, { uidSecret: SECRET });
  assert.deepEqual([first.files, first.done, first.resumed, first.failed.length], [6, 5, 0, 1]);
  const made = await outputs(out);
  const audit = await auditOf(out);
  const again = await redact(out, { uidSecret: SECRET });
  assert.deepEqual({ ...again, resumed: 0 }, first);
  assert.equal(again.resumed, 5);
  assert.deepEqual(await auditOf(out), audit);

  await writeFile(path.join(out, '0.dcm'), 'damaged');
  await rm(path.join(out, '1.dcm'));
  await appendFile(path.join(out, 'ledger.jsonl'), '{"kind":"file","file":"2.dcm","status":"do');
  assert.equal((await redact(out, { uidSecret: SECRET })).resumed, 3);
  assert.deepEqual(await outputs(out), made);
  assert.deepEqual(await auditOf(out), audit);

  for (const other of [{ headerProfile: 'keep' }, { uidSecret: 'cd'.repeat(32) }, { rules: { words: ['x'] } }] as const)
    assert.equal((await redact(out, { uidSecret: SECRET, ...other })).resumed, 0);
  assert.equal((await redact(out, { uidSecret: SECRET, fresh: true })).resumed, 0);
  assert.deepEqual(await outputs(out), made);
});

test('a run without a secret file goes on with its own secret, which is gone at the end', async () => {
  const out = at('passing');
  const stop = new AbortController();
  const stopped = await redact(out, { signal: stop.signal, onProgress: ({ done }) => done === 2 && stop.abort() });
  assert.deepEqual([stopped.stopped, stopped.files], [true, 2]);
  const names = await readdir(out);
  assert.ok(names.includes('.batch-secret') && names.includes('ledger.jsonl') && !names.includes('.lock'));
  assert.equal((await auditOf(out)).complete, false);
  const half = await outputs(out);
  const rest = await redact(out);
  assert.deepEqual([rest.stopped, rest.resumed, rest.done], [false, 2, 5]);
  const whole = await outputs(out);
  for (const [name, hash] of Object.entries(half)) assert.equal(whole[name], hash);
  assert.deepEqual(
    (await readdir(out)).filter((name) => name.startsWith('.')),
    [],
  );
});

test('the ledger names every input once, with hashes and without patient data', async () => {
  const out = at('ledger');
  await redact(out, { uidSecret: SECRET });
  const text = await readFile(path.join(out, 'ledger.jsonl'), 'utf8');
  assert.equal(/Doe|ID-1/.test(text), false);
  assert.equal(text.includes(SECRET), false);
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(lines.map(({ kind, file }) => (file === undefined ? kind : `${kind} ${file}`)).sort(), [
    'end',
    'file 0.dcm',
    'file 1.dcm',
    'file 2.dcm',
    'file bad.dcm',
    'file sub/3',
    'file sub/4',
    'run',
    'skipped notes.txt',
  ]);
  const { status, output, inputSha256, outputSha256, storedSha256 } = lines.find(({ file }) => file === 'sub/3');
  assert.deepEqual([status, output, inputSha256.length, outputSha256], ['done', 'sub/3', 64, storedSha256]);
});

test('what a killed run left aside goes with the next one, and nothing of it is counted', async () => {
  const out = at('left');
  await mkdir(path.join(out, '.parts'), { recursive: true });
  await writeFile(path.join(out, '.parts', '.0123456789ab.part'), 'half');
  const { stale, done } = await redact(out, { uidSecret: SECRET });
  assert.deepEqual([stale, done], [[], 5]);
  assert.deepEqual(
    (await readdir(out)).filter((name) => name.startsWith('.')),
    [],
  );
});

test('an input in which nothing can be taken still has its named lines', async () => {
  await mkdir(at('odd', 'loop'), { recursive: true });
  await symlink(at('odd-out'), at('odd', 'back.dcm'));
  await mkdir(at('odd-out'));
  const { files, failed } = await redactFiles({
    in: at('odd'),
    out: at('odd-out'),
    pipeline: 'tesseract',
    header: 'off',
  });
  assert.deepEqual([files, failed.map(({ code }) => code)], [1, ['input-inside-output']]);
});
