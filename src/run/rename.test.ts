import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { openDicom } from '../dicom/open';
import { buildDicom } from '../dicom/testing';
import { asciiValue } from '../dicom/values';
import { redactFiles } from './redact';
import { hashesBelow } from './testing';

/** Names of files that say who the patient is. */

let root = '';
const at = (...parts: string[]) => path.join(root, ...parts);
const PRESENTATION_STATE = '1.2.840.10008.5.1.4.1.1.11.1';
/** Without pixels, so that no model runs. */
const stateOf = (instance: string, id = 'QZX7719353') =>
  buildDicom({
    pixels: null,
    elements: [
      { tag: 0x00080016, vr: 'UI', value: PRESENTATION_STATE },
      { tag: 0x00080018, vr: 'UI', value: instance },
      { tag: 0x00100010, vr: 'PN', value: 'Quixworthy^Zebedia' },
      { tag: 0x00100020, vr: 'LO', value: id },
    ],
  });
const METHOD = { pipeline: 'tesseract', header: 'off', uidSecret: 'ab'.repeat(32) } as const;
const TELLING = /quixworthy|zebedia|7719353|1\.2\.3\.4/i;

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
  await mkdir(at('in', 'Quixworthy, Zebedia'), { recursive: true });
  await writeFile(at('in', 'Quixworthy, Zebedia', 'one.dcm'), stateOf('1.2.3.4.1'));
  await writeFile(at('in', 'Quixworthy, Zebedia', 'copy of one.dcm'), stateOf('1.2.3.4.1'));
  await writeFile(at('in', 'qzx-7719353.dcm'), stateOf('1.2.3.4.2'));
  await writeFile(at('in', 'SE0003.dcm'), stateOf('1.2.3.4.3'));
  await writeFile(at('in', 'broken Zebedia.dcm'), 'no image');
  await writeFile(at('in', 'letter to Quixworthy.txt'), 'no image');
});

after(() => rm(root, { recursive: true, force: true }));

test('with a map, nothing in the output says what the inputs were called', async () => {
  const summary = await redactFiles({ in: at('in'), out: at('out'), rename: at('map.json'), ...METHOD });
  assert.equal(summary.done, 4);
  for (const name of Object.keys(await hashesBelow(at('out')))) {
    assert.doesNotMatch(name, TELLING);
    assert.doesNotMatch((await readFile(at('out', name))).toString('latin1'), TELLING, name);
  }
  assert.doesNotMatch(JSON.stringify(summary), TELLING);
  const map = JSON.parse(await readFile(at('map.json'), 'utf8')) as Record<string, string>;
  assert.deepEqual(
    Object.values(map).sort(),
    (await readdir(at('in'), { recursive: true })).filter((name) => name.includes('.')).sort(),
  );
  assert.equal((await stat(at('map.json'))).mode & 0o077, 0);
  const [name] = Object.entries(map).find(([, source]) => source === 'SE0003.dcm')!;
  const output = openDicom(await readFile(at('out', name)));
  const patient = asciiValue(output.data, output.dataSet, 0x00100020);
  assert.equal(name, `${patient}/${output.sopInstanceUID}.dcm`);
});

test('the same command goes on with the same names, and a later batch adds to the map', async () => {
  const before = await hashesBelow(at('out'));
  const again = await redactFiles({ in: at('in'), out: at('out'), rename: at('map.json'), ...METHOD });
  assert.equal(again.resumed, 4);
  assert.deepEqual(Object.keys(await hashesBelow(at('out'))), Object.keys(before));
  await writeFile(at('next.dcm'), stateOf('1.2.3.4.9'));
  await redactFiles({ in: at('next.dcm'), out: at('out2'), rename: at('map.json'), ...METHOD });
  const map = JSON.parse(await readFile(at('map.json'), 'utf8')) as Record<string, string>;
  assert.equal(Object.keys(map).length, 7);
});

test('the map lies outside the output, and nothing else is written over', async () => {
  const run = (rename: string) => redactFiles({ in: at('in'), out: at('out3'), rename, ...METHOD });
  await assert.rejects(run(at('out3', 'map.json')), { code: 'rename-map-inside-output' });
  await writeFile(at('notes'), 'mine');
  await assert.rejects(run(at('notes')), { code: 'rename-map-invalid' });
  assert.equal(await readFile(at('notes'), 'utf8'), 'mine');
});

test('without a map, names that repeat the header are named in the review list', async () => {
  const { review } = await redactFiles({ in: at('in'), out: at('out4'), ...METHOD });
  const telling = review.filter(({ reasons }) => reasons.includes('file-name')).map(({ file }) => file);
  assert.deepEqual(telling.sort(), [
    'Quixworthy, Zebedia/copy of one.dcm',
    'Quixworthy, Zebedia/one.dcm',
    'qzx-7719353.dcm',
  ]);
});
