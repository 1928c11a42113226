import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { headerValues } from '../dicom/header';
import { openDicom } from '../dicom/open';
import { openDataset } from './dataset';
import { prepareDataset } from './prepare';
import { makeFile } from './profiles';
import { Rng } from './random';
import { drawTraits } from './traits';

let root = '';
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'prepare-'));
  await prepareDataset({ out: join(root, 'a'), count: 6, seed: 3, zip: true, processes: 2 });
});
after(async () => rm(root, { recursive: true, force: true }));

async function digest(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const names = await readdir(folder, { recursive: true });
  for (const name of names.sort()) {
    const bytes = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
    hash.update(`${name}\n`).update(bytes);
  }
  return hash.digest('hex');
}

test('same seed, same bytes, whatever the number of processes; another seed, others', async () => {
  await prepareDataset({ out: join(root, 'b'), count: 6, seed: 3, zip: true, processes: 1 });
  assert.equal(await digest(join(root, 'b')), await digest(join(root, 'a')));
  const first = await prepareDataset({ out: join(root, 'b'), count: 2, seed: 4, processes: 1 });
  const again = await prepareDataset({ out: join(root, 'b'), count: 2, seed: 3, processes: 1 });
  assert.notEqual(first.sha256, again.sha256);
});

test('a file does not depend on the size of its dataset', async () => {
  const small = await openDataset(join(root, 'a'));
  await prepareDataset({ out: join(root, 'c'), count: 3, seed: 3, processes: 1 });
  const three = await openDataset(join(root, 'c'));
  for (const item of three.items) {
    const same = small.items.find(({ name }) => name === item.name);
    assert.equal(Buffer.compare(await item.bytes(), await same!.bytes()), 0);
  }
});

test('the default set: single frames of 512 x 512 of both annotation types, headers that agree with the text', async () => {
  const { items } = await openDataset(join(root, 'a'));
  assert.equal(items.length, 6);
  const types = new Set<string>();
  for (const item of items) {
    const file = openDicom(await item.bytes());
    const { rows, columns, numberOfFrames } = file.image!;
    assert.deepEqual([rows, columns, numberOfFrames], [512, 512, 1]);
    const truth = (await item.truth())!;
    const header = new Map(headerValues(file).map(({ keyword, value }) => [keyword, value.toUpperCase()]));
    const text = (field: string) => truth.annotation.find((entry) => entry.field === field)?.value.text;
    assert.equal(text('name'), header.get('PatientName'));
    types.add(truth.annotation.some(({ field }) => field === 'id') ? 'one' : 'two');
  }
  assert.deepEqual([...types].sort(), ['one', 'two']);
});

test('the zip holds what the folder holds, in the published layout', async () => {
  const [folder, zip] = [await openDataset(join(root, 'a')), await openDataset(join(root, 'a', 'dicom_files.zip'))];
  assert.deepEqual(
    zip.items.map(({ name }) => name),
    folder.items.map(({ name }) => name),
  );
  for (let i = 0; i < folder.items.length; i++) {
    assert.equal(Buffer.compare(await zip.items[i].bytes(), await folder.items[i].bytes()), 0);
    assert.deepEqual(await zip.items[i].truth(), await folder.items[i].truth());
  }
  await zip.close();
  await zip.close();
});

test('gt_main.json and gt_ocr.json list the texts of the truth files', async () => {
  const main = JSON.parse(await readFile(join(root, 'a', 'gt_main.json'), 'utf8'));
  const ocr = JSON.parse(await readFile(join(root, 'a', 'gt_ocr.json'), 'utf8'));
  const { items } = await openDataset(join(root, 'a'));
  assert.deepEqual(
    Object.keys(ocr).sort(),
    items.map(({ name }) => name),
  );
  for (const item of items) {
    const truth = (await item.truth())!;
    assert.deepEqual(
      ocr[item.name],
      truth.annotation.map(({ value }) => value.text.replace('^', ' ').toLowerCase()),
    );
    const [left, top, width, height] = truth.annotation[0].value.bbox;
    assert.deepEqual(main[item.name][0], { label: ocr[item.name][0], left, top, width, height });
  }
});

/** The first hard file whose text stands on one frame of several. */
async function multiFrameImage(): Promise<Uint8Array> {
  for (let index = 0; ; index++) {
    const rng = new Rng(`3/hard/file/${index}`);
    if (drawTraits(() => rng.next()).carrier === 'one-frame') return (await makeFile('hard', 3, index)).dicom;
  }
}

test('a source: multi-frame split or whole, the source itself untouched, invented patients', async () => {
  const multi = await multiFrameImage();
  const single = join(root, 'one-source');
  await mkdir(single);
  const path = join(single, 'source.dcm');
  await writeFile(path, multi);
  const earlier = await digest(single);
  const frames = openDicom(multi).image!.numberOfFrames;
  const split = await prepareDataset({ out: join(root, 'split'), source: single, profile: 'published' });
  assert.equal(split.files, frames);
  const whole = await prepareDataset({ out: join(root, 'whole'), source: single, multiFrame: 'whole' });
  assert.equal(whole.files, 1);
  const [made] = (await openDataset(join(root, 'whole'))).items;
  assert.equal(openDicom(await made.bytes()).image!.numberOfFrames, frames);
  assert.equal(await digest(single), earlier);
  const original = headerValues(openDicom(multi)).find(({ keyword }) => keyword === 'PatientID')!.value;
  assert.ok(!headerValues(openDicom(await made.bytes())).some(({ value }) => value === original));
});

test('images of a source that cannot be used are listed and the others made', async () => {
  const source = join(root, 'mixed');
  await mkdir(source);
  const [item] = (await openDataset(join(root, 'a'))).items;
  await writeFile(join(source, 'good.dcm'), await item.bytes());
  await writeFile(join(source, 'text.dcm'), 'this is not DICOM');
  const summary = await prepareDataset({ out: join(root, 'mixed-out'), source, facts: 'header' });
  assert.deepEqual([summary.files, summary.failed], [1, [{ file: 'text.dcm', code: 'NOT_DICOM' }]]);
  await assert.rejects(prepareDataset({ out: join(source, 'inside'), source }), { code: 'out-is-source' });
});

test('wrong options and foreign folders are refused before anything is written', async () => {
  const out = join(root, 'refused');
  await assert.rejects(prepareDataset({ out, count: 0 }), { code: 'option-invalid' });
  await assert.rejects(prepareDataset({ out, seed: 1.5 }), { code: 'option-invalid' });
  assert.ok(!existsSync(out));
  const own = join(root, 'own', 'dicom_files');
  await mkdir(own, { recursive: true });
  await writeFile(join(own, 'mine.dcm'), 'mine');
  await assert.rejects(prepareDataset({ out: join(root, 'own') }), { code: 'out-not-empty' });
  assert.equal(await readFile(join(own, 'mine.dcm'), 'utf8'), 'mine');
});

test('a folder whose preparation was broken off is not taken for a dataset', async () => {
  await prepareDataset({ out: join(root, 'broken'), count: 1 });
  await writeFile(join(root, 'broken', '.incomplete'), '');
  await assert.rejects(openDataset(join(root, 'broken')), { code: 'dataset-incomplete' });
});
