import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { ZipFile } from 'yazl';
import { redactFiles } from './redact';
import { blankDicom, hashesBelow } from './testing';

let root = '';
const at = (...parts: string[]) => path.join(root, ...parts);
const redact = (input: string, out: string) =>
  redactFiles({ in: input, out, pipeline: 'tesseract', header: 'off', headerProfile: 'basic' });

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
  await mkdir(at('in', 'quarantine'), { recursive: true });
  await mkdir(at('in', 'sub'));
  for (const [seed, name] of ['x.dcm', 'quarantine/x.dcm', 'sub/y.dcm'].entries())
    await writeFile(at('in', name), blankDicom(seed));
});
after(() => rm(root, { recursive: true, force: true }));

test('the output inside the input, above it, as a link to it, or a file: refused, and nothing is written', async () => {
  await symlink(at('in'), at('alias'));
  await writeFile(at('file'), 'not a folder');
  const before = await hashesBelow(root);
  for (const [out, code] of [
    [at('in'), 'output-inside-input'],
    [at('in', 'sub', 'out'), 'output-inside-input'],
    [at('alias', 'out'), 'output-inside-input'],
    [root, 'input-inside-output'],
    [at('file'), 'output-not-a-folder'],
    [at('file', 'out'), 'output-conflict'],
  ])
    await assert.rejects(redact(at('in'), out), { name: 'DeidError', code });
  await assert.rejects(redact(at('in', 'sub', 'y.dcm'), at('in')), { code: 'input-inside-output' });
  assert.deepEqual(await hashesBelow(root), before);
});

test('a name that the run needs itself, and a link in the output that leads back: refused by name, the input is whole', async () => {
  const before = await hashesBelow(at('in'));
  await mkdir(at('out'));
  await symlink(at('in', 'sub'), at('out', 'sub'));
  const { failed, done } = await redact(at('in'), at('out'));
  assert.deepEqual(
    failed.map(({ file, code }) => [file, code]),
    [
      ['quarantine/x.dcm', 'reserved-name'],
      ['sub/y.dcm', 'output-link'],
    ],
  );
  assert.equal(done, 1);
  assert.deepEqual(await hashesBelow(at('in')), before);
});

test('a link in the output that leads nowhere, and one that is the output: refused by name, the rest is done', async () => {
  for (const [name, target] of [
    ['nowhere', at('not there')],
    ['within', 'not there'],
    ['circle', 'sub'],
  ]) {
    await mkdir(at(name));
    await symlink(target, at(name, 'sub'));
    const { failed, done } = await redact(at('in'), at(name));
    assert.deepEqual(
      failed.filter(({ file }) => file.startsWith('sub')).map(({ code }) => code),
      ['broken-link'],
    );
    assert.equal(done, 1);
    await symlink(at(name, 'sub'), at(`${name}-out`));
    await assert.rejects(redact(at('in'), at(`${name}-out`)), { code: 'broken-link' });
  }
});

test('an output that is a link or a hard link to an input takes its name, not its bytes', async () => {
  await mkdir(at('two'));
  await writeFile(at('two', 'a.dcm'), blankDicom(7));
  await writeFile(at('two', 'b.dcm'), blankDicom(8));
  const before = await hashesBelow(at('two'));
  await mkdir(at('two-out'));
  await symlink(at('two', 'a.dcm'), at('two-out', 'a.dcm'));
  await link(at('two', 'b.dcm'), at('two-out', 'b.dcm'));
  assert.equal((await redact(at('two'), at('two-out'))).done, 2);
  assert.deepEqual(await hashesBelow(at('two')), before);
  // The ledger is appended to: it must be a file of its own.
  await mkdir(at('linked'));
  await symlink(at('two', 'a.dcm'), at('linked', 'ledger.jsonl'));
  await assert.rejects(redact(at('two'), at('linked')), { code: 'output-link' });
  assert.deepEqual(await hashesBelow(at('two')), before);
});

test('names of an archive: too long for a file, and a file where another needs a folder', async () => {
  const long = `${'n'.repeat(300)}.dcm`;
  const zip = new ZipFile();
  for (const [seed, name] of ['a.dcm', 'a.dcm/b.dcm', long, 'ok.dcm'].entries())
    zip.addBuffer(Buffer.from(blankDicom(seed)), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(at('names.zip')));
  const { failed, done } = await redact(at('names.zip'), at('names'));
  assert.equal(done, 2);
  assert.deepEqual(
    failed.map(({ file, code }) => [file, code]),
    [
      ['a.dcm/b.dcm', 'output-conflict'],
      [long, 'name-too-long'],
    ],
  );
});

test('what lies in the output from elsewhere is told, and left alone', async () => {
  await mkdir(at('used', 'old'), { recursive: true });
  await writeFile(at('used', 'old', 'z.dcm'), 'older');
  const { stale } = await redact(at('in', 'sub'), at('used'));
  assert.deepEqual(stale, ['old/z.dcm']);
  assert.equal(await readFile(at('used', 'old', 'z.dcm'), 'utf8'), 'older');
  const audit = JSON.parse(await readFile(at('used', 'audit.json'), 'utf8'));
  assert.deepEqual(audit.stale, ['old/z.dcm']);
});
