// Every example compiles and does what its first line says.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inRoot } from './lib/common.mjs';
import { executeNotebook } from './lib/notebooks.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'deid-examples-'));
after(() => rmSync(scratch, { recursive: true, force: true }));
const data = join(scratch, 'data');
let image;

before(() => {
  const args = [inRoot('dist', 'cli.js'), 'prepare', '--out', data, '--count', '4'];
  assert.equal(spawnSync(process.execPath, args).status, 0);
  const folder = join(data, 'dicom_files');
  image = join(folder, readdirSync(folder).find((name) => name.endsWith('.dcm') && name.includes('CT')) ?? '');
  if (!existsSync(image) || !image.endsWith('.dcm')) image = join(folder, readdirSync(folder)[0]);
});

function example(name, ...args) {
  const done = spawnSync(process.execPath, [inRoot('scripts', 'example.mjs'), name, ...args], { encoding: 'utf8' });
  assert.equal(done.status, 0, `${done.stdout}\n${done.stderr}`);
  return done.stdout;
}

test('read-text prints lines with scores and boxes', () => {
  assert.match(example('read-text', image), /^.+\t[01]\.\d\d\t\d+,\d+ to \d+,\d+$/m);
});

test('own-engine reads with an engine of its own', () => {
  assert.match(example('own-engine', image), /^sure-tesseract: \d+ lines$/m);
});

test("own-finder prints what is found, its own finds among the library's", () => {
  assert.match(example('own-finder', image), /^[a-z-]+\t[a-z-]+\t.+$/m);
});

test('redact-and-verify writes a file only when nothing legible is left', () => {
  const output = join(scratch, 'out.dcm');
  const said = example('redact-and-verify', image, output);
  const [, status, left] = /^(\w+), (\d+) places still legible$/m.exec(said);
  assert.equal(existsSync(output), status !== 'quarantined' && Number(left) === 0, said);
});

test('two-pipelines draws a figure, results-frame prints a frame of its results', () => {
  const out = join(scratch, 'results');
  assert.match(example('two-pipelines', data, out), /detector-base: \d+ of \d+ leaked/);
  assert.match(readFileSync(join(out, 'comparison.html'), 'utf8'), /data-deid-figure="quality"/);
  assert.match(example('results-frame', out), /modality/);
});

test('the example notebook runs', async () => {
  const env = { DEID_DATA: data, DEID_OUT: join(scratch, 'first') };
  await executeNotebook(inRoot('examples', 'first-figure.ipynb'), join(scratch, 'executed'), env);
});
