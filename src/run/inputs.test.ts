import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { ZipFile } from 'yazl';
import { buildDicom } from '../dicom/testing';
import { type InputEntry, openInputs } from './inputs';

let root = '';
const at = (...parts: string[]) => path.join(root, ...parts);
const DICOM = buildDicom();
const LIMIT = { maxBytes: 2 ** 31 - 1 };

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
});
after(() => rm(root, { recursive: true, force: true }));

async function folderOf(name: string, content: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  for (const [file, bytes] of Object.entries(content)) {
    await mkdir(path.dirname(at(name, file)), { recursive: true });
    await writeFile(at(name, file), bytes);
  }
  return at(name);
}

/** `name`, `name (reason)` for what was passed over, `name! CODE` for what cannot be taken. */
const said = (entry: InputEntry): string =>
  entry.kind === 'file'
    ? entry.name
    : entry.kind === 'skipped'
      ? `${entry.name} (${entry.reason})`
      : `${entry.name}! ${entry.code}`;

async function listOf(input: string, out?: string): Promise<readonly string[]> {
  const inputs = await openInputs(input, { ...LIMIT, out });
  const listed = await inputs.list();
  await inputs.close();
  return listed.map(said);
}

const MIXED = {
  'a.dcm': DICOM,
  'b.IMA': DICOM,
  'c.img': DICOM,
  'd.MR': DICOM,
  'e.acr': buildDicom({ preamble: false, meta: false, transferSyntax: '' }),
  'f.dic': buildDicom({ preamble: false }),
  '1.2.840.113619.2': DICOM,
  IM0001: DICOM,
  '.hidden': DICOM,
  'dicom_files/z.dcm': DICOM,
  'clean_files/z': DICOM,
  'broken.dcm': 'no image',
  'notes.txt': 'text',
  'z.json': '{}',
  'x.zip': 'PK\x03\x04',
  DICOMDIR: DICOM,
  '._a.dcm': 'resource fork',
};
const MIXED_LIST = [
  '._a.dcm (not-dicom)',
  '.hidden',
  '1.2.840.113619.2',
  'DICOMDIR (dicomdir)',
  'IM0001',
  'a.dcm',
  'b.IMA',
  'broken.dcm',
  'c.img',
  'clean_files/z',
  'd.MR',
  'dicom_files/z.dcm',
  'e.acr',
  'f.dic',
  'notes.txt (not-dicom)',
  'x.zip (archive)',
  'z.json (not-dicom)',
];

test('whatever has DICOM content is taken, by any name and in any folder; the rest is listed with its reason', async () => {
  assert.deepEqual(await listOf(await folderOf('mixed', MIXED)), MIXED_LIST);
});

test('a zip is read the same way', async () => {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(MIXED)) zip.addBuffer(Buffer.from(bytes), name);
  zip.addBuffer(Buffer.from(DICOM), 'a.dcm/b.dcm');
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(at('mixed.zip')));
  const wanted = [...MIXED_LIST];
  wanted.splice(wanted.indexOf('a.dcm') + 1, 0, 'a.dcm/b.dcm! output-conflict');
  assert.deepEqual(await listOf(at('mixed.zip')), wanted);
});

test('links are followed, but not in circles, not into the output, and a broken one is listed', async () => {
  const folder = await folderOf('linked', { 'sub/a.dcm': DICOM });
  await folderOf('elsewhere', { 'b.dcm': DICOM });
  await folderOf('linked-out', { 'c.dcm': DICOM });
  await symlink(at('elsewhere', 'b.dcm'), at('linked', 'b'));
  await symlink(at('elsewhere'), at('linked', 'c'));
  await symlink(at('linked'), at('linked', 'sub', 'loop'));
  await symlink(at('nowhere'), at('linked', 'd'));
  await symlink(at('linked-out', 'c.dcm'), at('linked', 'e'));
  assert.deepEqual([...(await listOf(folder, at('linked-out')))].sort(), [
    'b',
    'c/b.dcm',
    'd (broken-link)',
    'e! input-inside-output',
    'sub/a.dcm',
    'sub/loop (link-loop)',
  ]);
});

test('a FIFO is listed and never opened; as the input itself it is refused', {
  skip: process.platform === 'win32',
}, async () => {
  const folder = await folderOf('pipes', { 'a.dcm': DICOM });
  execFileSync('mkfifo', [at('pipes', 'b.dcm')]);
  assert.deepEqual([...(await listOf(folder))].sort(), ['a.dcm', 'b.dcm (not-a-file)']);
  await assert.rejects(openInputs(at('pipes', 'b.dcm'), LIMIT), { code: 'input-not-a-file' });
});

test('a folder and a file that may not be read are named, and the rest is listed', {
  skip: process.platform === 'win32',
}, async () => {
  const folder = await folderOf('closed', { 'a.dcm': DICOM, 'closed/b.dcm': DICOM, 'c.dcm': DICOM });
  await chmod(root, 0o755);
  await chmod(at('closed', 'closed'), 0);
  await chmod(at('closed', 'c.dcm'), 0);
  const isRoot = process.getuid?.() === 0;
  // Root may read everything: the test is run as nobody.
  if (isRoot) process.seteuid?.(65534);
  try {
    const listed = await listOf(folder);
    assert.deepEqual(listed, ['a.dcm', 'c.dcm! input-unreadable', 'closed/! input-unreadable']);
  } finally {
    if (isRoot) process.seteuid?.(0);
    await chmod(at('closed', 'closed'), 0o755);
  }
});

test('a file that is gone when its turn comes, and one that is too large', async () => {
  const inputs = await openInputs(await folderOf('going', { 'a.dcm': DICOM, 'b.dcm': DICOM }), { maxBytes: 100 });
  await inputs.list();
  await rm(at('going', 'a.dcm'));
  await assert.rejects(inputs.read('a.dcm'), { code: 'input-vanished' });
  await assert.rejects(inputs.read('b.dcm'), { code: 'LIMIT_EXCEEDED' });
});
