import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { isDeidError } from '../base/errors';
import { headerValues } from '../dicom/header';
import { openDicom } from '../dicom/open';
import { buildDicom, bytesOf } from '../dicom/testing';
import { openPipeline } from '../pipeline/open';
import { processFile } from '../pipeline/process';
import { prepareDataset } from '../prepare/prepare';
import type { Audit } from './audit';
import { sha256 } from './audit';
import { redactFiles } from './redact';
import { verifyFiles } from './verify';

let root = '';
const at = (...parts: string[]) => path.join(root, ...parts);
const filesIn = async (folder: string) => (await readdir(folder)).filter((name) => name.endsWith('.dcm')).sort();
let burnt: string[] = [];

/** An image without any text: a soft slope, 64 x 64. */
const blank = () =>
  buildDicom({
    rows: 64,
    columns: 64,
    pixels: bytesOf(
      Array.from({ length: 64 * 64 }, (_, i) => (i >> 7) + 40),
      1,
    ),
  });

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
  await prepareDataset({ out: at('made'), count: 4, seed: 7 });
  await mkdir(at('in'));
  burnt = await filesIn(at('made', 'dicom_files'));
  await copyFile(at('made', 'dicom_files', burnt[0]), at('in', 'burnt.dcm'));
  await writeFile(at('in', 'blank.dcm'), blank());
  await writeFile(at('in', 'corrupt.dcm'), (await readFile(at('made', 'dicom_files', burnt[1]))).subarray(0, 9000));
  await writeFile(at('in', 'report.dcm'), buildDicom({ pixels: null }));
  await writeFile(at('in', 'text.dcm'), 'This is not DICOM.\n');
});

after(() => rm(root, { recursive: true, force: true }));

test('what cannot be processed is listed with its code, the rest is done, nothing of the input changes', async () => {
  const names = await readdir(at('in'));
  const before = await Promise.all(names.map((name) => readFile(at('in', name))));
  const options = { pipeline: 'detector-base', headerProfile: 'keep' } as const;
  const summary = await redactFiles({ in: at('in'), out: at('out'), ...options });

  assert.deepEqual(summary.failed, [
    { file: 'corrupt.dcm', stage: 'open', code: 'TRUNCATED' },
    { file: 'report.dcm', stage: 'open', code: 'NO_PIXEL_DATA' },
    { file: 'text.dcm', stage: 'open', code: 'NOT_DICOM' },
  ]);
  assert.deepEqual([summary.done, summary.clean], [1, 1]);
  assert.deepEqual(await filesIn(at('out')), ['blank.dcm', 'burnt.dcm']);
  assert.deepEqual(await readFile(at('out', 'blank.dcm')), Buffer.from(blank()));
  assert.deepEqual(await Promise.all(names.map((name) => readFile(at('in', name)))), before);

  const text = await readFile(at('out', 'audit.json'), 'utf8');
  const audit = JSON.parse(text) as Audit;
  const record = audit.files.find(({ file }) => file === 'burnt.dcm');
  assert.equal(record?.inputSha256, sha256(await readFile(at('in', 'burnt.dcm'))));
  assert.equal(record?.outputSha256, sha256(await readFile(at('out', 'burnt.dcm'))));
  const truth = JSON.parse(await readFile(at('made', 'dicom_files', burnt[0].replace('.dcm', '.json')), 'utf8'));
  for (const { drawn } of truth.annotation.filter((item: { drawn: string }) => item.drawn.length > 4)) {
    assert.equal(text.includes(drawn), false, 'the audit must not hold a burnt-in text');
  }
  assert.equal(summary.review[0].file, 'corrupt.dcm');
});

test('proof: what is released was looked at again, and every painted box says why', async () => {
  const summary = await redactFiles({ in: at('in', 'burnt.dcm'), out: at('proof') });
  assert.deepEqual([summary.done, summary.quarantined, summary.failed], [1, [], []]);
  const audit = JSON.parse(await readFile(at('proof', 'audit.json'), 'utf8')) as Audit;
  assert.equal(audit.pipeline, 'proof');
  assert.equal(audit.files[0].verification?.engine, 'detector-v6, ink');
  assert.ok(audit.files[0].painted.length > 2);
  for (const { because } of audit.files[0].painted) assert.ok(because.length > 0);
  const header = headerValues(openDicom(await readFile(at('proof', 'burnt.dcm'))));
  const inHeader = (wanted: string) => header.find(({ keyword }) => keyword === wanted)?.value;
  assert.equal(inHeader('BurnedInAnnotation'), 'NO');
  assert.equal(inHeader('PatientIdentityRemoved'), 'YES');
  assert.equal((await verifyFiles({ in: at('proof', 'burnt.dcm') })).files[0].status, 'passed');
});

test('the header is cleaned unless it is to be kept, and a kept one is said', async () => {
  const blankFile = { in: at('in', 'blank.dcm'), pipeline: 'tesseract' } as const;
  const cleaned = await redactFiles({ ...blankFile, out: at('cleaned') });
  const kept = await redactFiles({ ...blankFile, out: at('kept'), headerProfile: 'keep' });
  assert.deepEqual([cleaned.headerProfile, kept.headerProfile], ['basic', 'keep']);
  const reasons = ({ review }: typeof kept) => review.flatMap((item) => item.reasons);
  assert.equal(reasons(cleaned).includes('header-kept'), false);
  assert.equal(reasons(kept).includes('header-kept'), true);
  const [checked, holds] = await Promise.all(
    ['cleaned', 'kept'].map(async (folder) => (await verifyFiles({ in: at(folder, 'blank.dcm') })).files[0]),
  );
  assert.deepEqual([checked.status, checked.header, checked.saysRemoved], ['passed', [], true]);
  assert.deepEqual([holds.status, holds.saysRemoved], ['residual', false]);
  assert.deepEqual(holds.header, ['PatientName', 'PatientID']);
  assert.equal((await verifyFiles({ in: at('kept', 'blank.dcm'), pixelsOnly: true })).files[0].status, 'passed');
});

test('an output of an earlier run does not outlive a failure', async () => {
  await mkdir(at('again'));
  await writeFile(at('again', 'text.dcm'), 'older output');
  await redactFiles({ in: at('in', 'text.dcm'), out: at('again'), pipeline: 'detector-base' });
  assert.deepEqual(await filesIn(at('again')), []);
});

test('output inside the input is refused', async () => {
  for (const [input, output] of [
    [at('in'), at('in', 'out')],
    [at('in'), at('in')],
    [at('in', 'burnt.dcm'), at('in')],
  ]) {
    await assert.rejects(
      redactFiles({ in: input, out: output, pipeline: 'detector-base' }),
      (error) => isDeidError(error) && error.code === 'output-inside-input',
    );
  }
});

test('workers give the same outputs as one process', async () => {
  const options = { pipeline: 'detector-base', headerProfile: 'keep', workers: 2 } as const;
  await redactFiles({ in: at('in'), out: at('two'), ...options });
  assert.deepEqual(await filesIn(at('two')), await filesIn(at('out')));
  const audit = JSON.parse(await readFile(at('two', 'audit.json'), 'utf8')) as Audit;
  const single = JSON.parse(await readFile(at('out', 'audit.json'), 'utf8')) as Audit;
  const comparable = ({ files }: Audit) => files.map(({ file, status, regions }) => ({ file, status, regions }));
  assert.deepEqual(comparable(audit), comparable(single));
});

test('two patients alternating: nothing of one is looked for in the other', async () => {
  const inputs = await Promise.all([burnt[0], burnt[3]].map((name) => readFile(at('made', 'dicom_files', name))));
  const alone: unknown[] = [];
  for (const bytes of inputs) {
    const pipeline = await openPipeline({ pipeline: 'detector-base' });
    alone.push((await processFile(pipeline, bytes)).hits);
    await pipeline.close();
  }
  const pipeline = await openPipeline({ pipeline: 'detector-base' });
  for (const turn of [0, 1, 0, 1]) assert.deepEqual((await processFile(pipeline, inputs[turn])).hits, alone[turn]);
  await pipeline.close();
});

test('verify tells a burnt-in file from a blank one, without repeating its text', async () => {
  await mkdir(at('check'));
  for (const name of ['burnt.dcm', 'blank.dcm', 'text.dcm']) await copyFile(at('in', name), at('check', name));
  const summary = await verifyFiles({ in: at('check'), pixelsOnly: true });
  assert.deepEqual(
    summary.files.map(({ file, status }) => [file, status]),
    [
      ['blank.dcm', 'passed'],
      ['burnt.dcm', 'residual'],
      ['text.dcm', 'failed'],
    ],
  );
  assert.deepEqual(summary.failed, [{ file: 'text.dcm', stage: 'open', code: 'NOT_DICOM' }]);
  assert.ok(summary.files[1].places.length > 2);
});

test('a file that says it has burnt-in text, in which nothing is found, is held back', async () => {
  await mkdir(at('says'));
  const bytes = buildDicom({
    rows: 64,
    columns: 96,
    pixels: new Uint8Array(64 * 96),
    elements: [{ tag: 0x00280301, vr: 'CS', value: 'YES' }],
  });
  await writeFile(at('says', 'empty.dcm'), bytes);
  const summary = await redactFiles({ in: at('says'), out: at('says-out') });
  assert.equal(summary.quarantined.length, 1);
});
