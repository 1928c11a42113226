import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { prepareDataset } from '../prepare/prepare';
import { tableRecords } from '../report/tables';
import { classCountTable, describeDataset } from './dataset';
import { contactSheet } from './pictures';

const folder = mkdtempSync(join(tmpdir(), 'deid-overview-'));
const made = join(folder, 'dicom_files');
let names: string[] = [];

before(async () => {
  await prepareDataset({ out: folder, count: 2 });
  names = readdirSync(made).filter((name) => name.endsWith('.dcm'));
  writeFileSync(join(made, 'zz-broken.dcm'), 'this is not DICOM');
  writeFileSync(join(made, 'zz-broken.json'), JSON.stringify({ filename: 'zz-broken.dcm', annotation: [] }));
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('the overview counts what is burnt in, and lists a file that cannot be read with its code', async () => {
  const overview = await describeDataset({ data: folder, limit: 0 });
  assert.deepEqual(
    overview.images.map(({ name }) => name),
    [...names, 'zz-broken.dcm'],
  );
  const [first, , broken] = overview.images;
  assert.deepEqual([first.rows, first.columns, first.frames], [512, 512, 1]);
  assert.match(broken.code!, /^[A-Z_]+$/);
  const texts = tableRecords(classCountTable(overview)).reduce((sum, row) => sum + Number(row.Texts), 0);
  const listed = overview.images.flatMap((image) => Object.values(image.texts ?? {}));
  assert.equal(
    texts,
    listed.reduce((sum, count) => sum + count, 0),
  );
  assert.ok(texts >= 8);
});

test('the limit cuts the list and changes the hash', async () => {
  const all = await describeDataset({ data: folder, limit: 0 });
  const one = await describeDataset({ data: folder, limit: 1 });
  assert.equal(one.info.files, 1);
  assert.notEqual(one.info.sha256, all.info.sha256);
});

test('the contact sheet has a place for each picture and leaves out what cannot be decoded', async () => {
  const png = await contactSheet({ data: folder }, [...names, 'zz-broken.dcm'], { columns: 2, edge: 64 });
  const { width, height } = await sharp(png).metadata();
  assert.deepEqual([width, height], [132, 64]);
});
