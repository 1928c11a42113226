import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { ZipFile } from 'yazl';
import { isDeidError } from '../base/errors';
import { openDataset } from './dataset';

let root = '';
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'dataset-'));
});
after(async () => rm(root, { recursive: true, force: true }));

type Content = Readonly<Record<string, string | Buffer>>;

async function zipOf(name: string, content: Content, mode = 0o100644): Promise<string> {
  const zip = new ZipFile();
  for (const [path, data] of Object.entries(content)) zip.addBuffer(Buffer.from(data), path, { mode });
  zip.end();
  const file = join(root, `${name}.zip`);
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

async function folderOf(name: string, content: Content): Promise<string> {
  for (const [path, data] of Object.entries(content)) {
    await mkdir(join(root, name, path, '..'), { recursive: true });
    await writeFile(join(root, name, path), data);
  }
  return join(root, name);
}

const TRUTH = JSON.stringify({
  filename: 'a.dcm',
  annotation: [{ value: { text: 'DOE^JO', bbox: [1, 2, 3, 4] }, field: 'name' }],
});
const PAIR: Content = { 'dicom_files/a.dcm': 'A', 'dicom_files/a.json': TRUTH };

const names = async (path: string): Promise<string[]> => (await openDataset(path)).items.map(({ name }) => name);

test('the published layout: __MACOSX, hidden files and nested folders are ignored', async () => {
  const content: Content = {
    ...PAIR,
    '__MACOSX/dicom_files/._a.dcm': 'x',
    'dicom_files/.DS_Store': 'x',
    'dicom_files/old/b.dcm': 'x',
    'readme.txt': 'x',
    'clean_files/a.dcm': 'x',
  };
  assert.deepEqual(await names(await zipOf('layout', content)), ['a.dcm']);
  assert.deepEqual(await names(await folderOf('layout', content)), ['a.dcm']);
  assert.deepEqual(
    await names(await zipOf('wrapped', { 'set/dicom_files/a.dcm': 'A', 'set/dicom_files/a.json': TRUTH })),
    ['a.dcm'],
  );
});

test('truth of a published file gets its classes from the fields', async () => {
  const dataset = await openDataset(await zipOf('truth', PAIR));
  const [{ value, phiClass, drawn }] = (await dataset.items[0].truth())!.annotation;
  assert.deepEqual([value.text, phiClass, drawn], ['DOE^JO', 'name', 'DOE JO']);
  assert.equal(Buffer.from(await dataset.items[0].bytes()).toString(), 'A');
  await dataset.close();
});

test('truth of text and box alone is enough, with a byte-order mark too, the box in the value or beside it', async () => {
  const minimal =
    '\ufeff{"annotation":[{"value":{"text":"DOE","bbox":[1,2,3,4]}},{"value":{"text":"JO"},"bbox":[0.5,2,3.2,4]}]}';
  const path = await folderOf('minimal', { 'dicom_files/a.dcm': 'A', 'dicom_files/a.json': minimal });
  const truth = (await (await openDataset(path)).items[0].truth())!;
  assert.equal(truth.filename, 'a.dcm');
  assert.deepEqual(
    truth.annotation.map(({ value, drawn, phiClass, field }) => [value.text, value.bbox, drawn, phiClass, field]),
    [
      ['DOE', [1, 2, 3, 4], 'DOE', 'other', 'other'],
      ['JO', [0, 2, 4, 4], 'JO', 'other', 'other'],
    ],
  );
});

test('one file: its truth is the JSON beside it', async () => {
  const path = await folderOf('single', { 'a.dcm': 'A', 'a.json': TRUTH, 'b.dcm': 'B' });
  const [withTruth, without] = await Promise.all(['a.dcm', 'b.dcm'].map((name) => openDataset(join(path, name))));
  assert.equal(withTruth.items.length, 1);
  assert.equal((await withTruth.items[0].truth())!.annotation.length, 1);
  assert.equal(await without.items[0].truth(), undefined);
});

test('any folder: DICOM by name or by mark, to the depths; JSON that belongs to none is no matter', async () => {
  const marked = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]);
  const path = await folderOf('any', {
    'one/IM0001': marked,
    'two/b.dcm': 'B',
    'notes.json': '{}',
    'two/readme': 'text',
    DICOMDIR: marked,
  });
  assert.deepEqual(await names(path), ['one/IM0001', 'two/b.dcm']);
  assert.deepEqual(await names(join(path, 'two', 'b.dcm')), ['b.dcm']);
});

const refusals: readonly (readonly [what: string, code: string, make: () => Promise<string>])[] = [
  ['a place that is not there', 'input-missing', async () => join(root, 'nowhere')],
  ['a folder without DICOM', 'dataset-empty', () => folderOf('empty', { 'a.txt': 'x' })],
  ['an image without its JSON', 'truth-unpaired', () => zipOf('no-json', { ...PAIR, 'dicom_files/b.dcm': 'B' })],
  ['a JSON without its image', 'truth-unpaired', () => zipOf('no-image', { ...PAIR, 'dicom_files/b.json': TRUTH })],
  ['a text file named zip', 'zip-invalid', async () => join(await folderOf('fake', { 'a.zip': 'not a zip' }), 'a.zip')],
  ['a path upwards', 'zip-unsafe-path', () => renamed('slip', 'dicom_files/a.dcm', '../../up/evil.dcm')],
  ['an absolute path', 'zip-unsafe-path', () => renamed('root', 'dicom_files/a.dcm', '/tmp/x/y/evil.dcm')],
  ['a path with a drive', 'zip-unsafe-path', () => renamed('drive', 'dicom_files/a.dcm', 'C:\\tmp\\xxxx\\a.dcm')],
  ['a link', 'zip-unsafe-path', () => zipOf('link', PAIR, 0o120777)],
  ['one path twice', 'zip-duplicate', () => renamed('twice', 'dicom_files/b.dcm', 'dicom_files/a.dcm')],
];

/** A zip in which a path is replaced by another of the same length, as no honest tool would write it. */
async function renamed(name: string, from: string, to: string): Promise<string> {
  assert.equal(from.length, to.length);
  const file = await zipOf(name, { ...PAIR, 'dicom_files/b.dcm': 'B' });
  const bytes = await readFile(file, 'latin1');
  await writeFile(file, bytes.replaceAll(from, to), 'latin1');
  return file;
}

for (const [what, code, make] of refusals) {
  test(`refused: ${what} (${code})`, async () => {
    const path = await make();
    await assert.rejects(openDataset(path), (error: unknown) => isDeidError(error) && error.code === code);
  });
}

test('limits: files, bytes of one and of all, and how far a zip blows up', async () => {
  const bomb = await zipOf('bomb', { 'a.dcm': Buffer.alloc(80 * 2 ** 20) });
  await assert.rejects(openDataset(bomb), { code: 'zip-limit' });
  const few = await zipOf('few', { 'a.dcm': 'AAAA', 'b.dcm': 'BBBB' });
  for (const limits of [{ files: 1 }, { totalBytes: 7 }, { fileBytes: 3 }]) {
    await assert.rejects(openDataset(few, limits), { code: 'zip-limit' });
  }
  assert.equal((await openDataset(few)).items.length, 2);
});

test('a damaged entry and an encrypted one', async () => {
  const file = await zipOf('damaged', { 'a.dcm': 'the content of the file, the content of the file' });
  const bytes = await readFile(file);
  bytes[30 + 'a.dcm'.length + 2] ^= 0xff;
  await writeFile(file, bytes);
  const dataset = await openDataset(file);
  await assert.rejects(dataset.items[0].bytes(), { code: 'zip-invalid' });
  await dataset.close();
  const central = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bytes[central + 8] |= 1;
  await writeFile(file, bytes);
  await assert.rejects(openDataset(file), { code: 'zip-encrypted' });
});

test('bad truth is named by its image and place, without its content', async () => {
  const bad = ['{', '[]', '{"filename":"a.dcm"}', '{"filename":"a.dcm","annotation":[{"value":{"text":"SECRET"}}]}'];
  for (const [i, text] of bad.entries()) {
    const dataset = await openDataset(await zipOf(`bad${i}`, { ...PAIR, 'dicom_files/a.json': text }));
    await assert.rejects(dataset.items[0].truth(), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'truth-invalid');
      assert.ok(error.message.startsWith('a.dcm') && !error.message.includes('SECRET'));
      return true;
    });
    await dataset.close();
  }
});
