// The recipes of docs/scale.md, as they stand there, on a small folder: places, the number of shards and the cheapest pipeline are put in.
// Slurm's and Kubernetes' scripts run by a shell with the variables that the scheduler sets.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { filesBelow, inRoot, readJson } from './lib/common.mjs';

const require = createRequire(import.meta.url);
const page = readFileSync(inRoot('docs', 'scale.md'), 'utf8');
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const gnuParallel = has('parallel') && /GNU/.test(spawnSync('parallel', ['--version'], { encoding: 'utf8' }).stdout);
const noShell = has('sh') ? false : 'no sh';

let root = '';
before(() => {
  root = mkdtempSync(join(tmpdir(), 'recipes-'));
  mkdirSync(join(root, 'in'));
  const { blankDicom } = require('../dist/run/testing.js');
  for (let seed = 0; seed < 4; seed += 1) writeFileSync(join(root, 'in', `${seed}.dcm`), blankDicom(seed));
  writeFileSync(join(root, 'in', 'bad.dcm'), 'no image');
});
after(() => rmSync(root, { recursive: true, force: true }));

/** The code block that holds a word, ready to run here: two shards in place of the page's many. */
function recipe(word, out) {
  const [, block] = [...page.matchAll(/```\w*\n([\s\S]*?)```/g)].find(([, text]) => text.includes(word)) ?? [];
  assert.ok(block !== undefined, word);
  return block
    .replaceAll('npx dicom-deid redact', `${process.execPath} ${inRoot('dist', 'cli.js')} redact --pipeline tesseract`)
    .replaceAll('npx dicom-deid', `${process.execPath} ${inRoot('dist', 'cli.js')}`)
    .replaceAll('/data/in', join(root, 'in'))
    .replaceAll('/data/out', join(root, out))
    .replaceAll(/\/(data\/secret|secret\/batch)/g, join(root, 'secret'))
    .replaceAll('/opt/dicom-deid', inRoot())
    .replaceAll('/tmp/deid.lock', join(root, 'deid.lock'))
    .replaceAll(/(\)|ID|\{\})\/(64|8)\b/g, '$1/2')
    .replaceAll(/\bseq 8\b/g, 'seq 2')
    .replaceAll('--workers 4', '--workers 2');
}

const shell = (text, env = {}) => spawnSync('sh', ['-c', text], { encoding: 'utf8', env: { ...process.env, ...env } });

/** Every input has its output, but for the damaged one, which the documents name. */
function assertWhole(out) {
  const names = filesBelow(join(root, out)).filter((name) => name.endsWith('.dcm'));
  assert.deepEqual(names, ['0.dcm', '1.dcm', '2.dcm', '3.dcm']);
  const { files, complete } = readJson(join(root, out, 'audit.json'));
  assert.deepEqual(
    [complete, files.length, files.find(({ file }) => file === 'bad.dcm').error.code],
    [true, 5, 'NOT_DICOM'],
  );
}

const merged = (out) => shell(`${process.execPath} ${inRoot('dist', 'cli.js')} merge ${join(root, out)}`).status;

test('Slurm: each task of the array ends with 0, and the shards merge', { skip: noShell }, () => {
  const script = recipe('#SBATCH', 'slurm');
  for (const id of ['1', '2']) {
    const { status, stderr } = shell(script, { SLURM_ARRAY_TASK_ID: id });
    assert.equal(status, 0, stderr);
  }
  assert.equal(merged('slurm'), 1);
  assertWhole('slurm');
});

test('Kubernetes: each index ends with 0, and the shards merge', { skip: noShell }, () => {
  const [, command] = /command: \[sh, -c, '([^']+)'\]/.exec(recipe('completionMode: Indexed', 'kubernetes')) ?? [];
  for (const index of ['0', '1']) {
    const { status, stderr } = shell(command, { JOB_COMPLETION_INDEX: index });
    assert.equal(status, 0, stderr);
  }
  assert.equal(merged('kubernetes'), 1);
  assertWhole('kubernetes');
});

test('GNU parallel: shards side by side, and the merge', { skip: gnuParallel ? false : 'no GNU parallel' }, () => {
  const { status, stderr } = shell(recipe('parallel -j', 'parallel'));
  assert.equal(status, 1, stderr);
  assert.match(stderr, /bad\.dcm open NOT_DICOM/);
  assertWhole('parallel');
});

test('cron: the command of the line', { skip: has('flock') ? noShell : 'no flock' }, () => {
  const line = recipe('flock', 'cron').trim();
  assert.match(line, /^30 1 \* \* \* /);
  assert.equal(shell(line.split(' ').slice(5).join(' ')).status, 1);
  assertWhole('cron');
});
