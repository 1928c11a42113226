import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { sharedFolder } from '../base/paths';
import { openDicom } from '../dicom/open';
import { openDataset } from './dataset';
import { groundTruthTables } from './gt';
import { inventStudy } from './person';
import { publishedBlock } from './published-layout';
import { Rng } from './random';
import { renderText } from './text';

const bench = sharedFolder('bench');
const published = sharedFolder('reference/published/result_v2_base.json');
const skip = bench === undefined || published === undefined ? 'no reference material beside the checkout' : false;

test('the ground-truth strings of the benchmark are the published ones', { skip }, async () => {
  const { items } = await openDataset(bench!);
  assert.equal(items.length, 4);
  const truths = await Promise.all(items.map(async (item) => (await item.truth())!));
  const ocr = JSON.parse(groundTruthTables(truths).ocr) as Record<string, string[]>;
  const results = JSON.parse(await readFile(published!, 'utf8')) as { Filename: string; 'Ground Truth': string[] }[];
  for (const item of items) {
    const reference = results.find(({ Filename }) => Filename === item.name)!;
    assert.deepEqual(ocr[item.name], reference['Ground Truth']);
  }
});

test('text has the published sizes: font size a fiftieth of the longest side', { skip }, async () => {
  const { items } = await openDataset(join(bench!, 'dicom_files'));
  for (const item of items) {
    const { rows, columns } = openDicom(await item.bytes()).image!;
    const size = Math.floor(Math.max(rows, columns) / 50);
    for (const { drawn, value } of (await item.truth())!.annotation) {
      const mask = await renderText(drawn, 'dejavu-bold', size);
      assert.equal(mask.height, value.bbox[3]);
      assert.ok(Math.abs(mask.width - value.bbox[2]) <= 4);
    }
  }
});

test('the tables are written as Python writes them', () => {
  const truth = {
    filename: 'a.dcm',
    annotation: [{ value: { text: 'MÜLLER^JO', bbox: [1, 2, 3, 4] as const }, field: 'name', drawn: '' }],
  };
  const { main, ocr } = groundTruthTables([truth]);
  assert.equal(ocr, '{\n    "a.dcm": [\n        "m\\u00fcller jo"\n    ]\n}');
  assert.deepEqual(JSON.parse(main), { 'a.dcm': [{ label: 'müller jo', left: 1, top: 2, width: 3, height: 4 }] });
});

test('a long institution name goes on under its value, as one text; lines stand a pitch apart', async () => {
  const study = {
    ...(await inventStudy(new Rng('a'))),
    institution: 'Ball, Hendrix and Johnson Community Clinic of the North',
  };
  const { placed } = await publishedBlock(new Rng('b'), study, 1, 512);
  const parts = placed.filter(({ piece }) => piece.field === 'inst');
  assert.ok(parts.length > 1);
  assert.deepEqual(new Set(parts.map(({ x }) => x)).size, 1);
  assert.equal(parts.map(({ piece }) => piece.text).join(' '), study.institution);
  const [label, date] = ['Institution Name:', 'Study Date:'].map(
    (text) => placed.find(({ piece }) => piece.text === text)!,
  );
  // Both start with a letter of full height.
  const pitch = (date.y + date.mask.height - (label.y + label.mask.height)) / parts.length;
  assert.ok(Math.abs(pitch - 14) <= 1);
});
