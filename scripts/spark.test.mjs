// The Spark script on a small cluster of processes of their own (local-cluster), where Java 17 and PySpark are at hand: outputs, records
// and scores are those of the command line. Skips with a word elsewhere; .ci/run installs both.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { filesBelow, inRoot } from './lib/common.mjs';
import { sparkEnd, sparkMissing, startSpark } from './lib/spark.mjs';

const require = createRequire(import.meta.url);
const skip = sparkMissing() ?? false;
let root = '';
const at = (...parts) => join(root, ...parts);

before(async () => {
  if (skip) return;
  root = mkdtempSync(join(tmpdir(), 'spark-'));
  const { blankDicom } = require('../dist/run/testing.js');
  mkdirSync(at('in', 'sub dir'), { recursive: true });
  for (let seed = 0; seed < 4; seed += 1)
    writeFileSync(at('in', seed % 2 ? `sub dir/${seed} [x]` : `${seed}.dcm`), blankDicom(seed));
  const { buildDicom } = require('../dist/dicom/testing.js');
  // A document that nobody reads is refused.
  const elements = [
    { tag: 0x00080016, vr: 'UI', value: '1.2.840.10008.5.1.4.1.1.104.1' },
    { tag: 0x00420011, vr: 'OB', value: Buffer.from('%PDF-1.4') },
  ];
  writeFileSync(at('in', 'document'), buildDicom({ pixels: null, elements }));
  writeFileSync(at('in', 'bad.dcm'), 'no image');
  writeFileSync(at('in', 'notes.txt'), 'text');
});
after(() => root && rmSync(root, { recursive: true, force: true }));

const METHOD = ['--pipeline', 'tesseract', '--header', 'off'];

async function spark(...args) {
  const { status, summary, err } = await sparkEnd(startSpark(args));
  assert.ok(summary !== undefined, err.slice(-3000));
  return { status, ...summary };
}

/** Outputs by name and hash, refused ones included. */
const hashesOf = (folder) => {
  const { sha256 } = require('../dist/run/audit.js');
  const names = filesBelow(folder).filter((name) => !/^records\/|\.jsonl?$|\.parquet/.test(name));
  return Object.fromEntries(names.map((name) => [name, sha256(readFileSync(join(folder, name)))]));
};

test('Spark: outputs are those of the command line; the same command again does what failed, is new or is gone', {
  skip,
}, async () => {
  const basic = [...METHOD, '--header-profile', 'basic', '--secret-file', at('secret')];
  const first = await spark('--in', at('in'), '--out', at('out'), ...basic);
  const { done, quarantined, failed, skipped, processed } = first;
  assert.deepEqual([done, quarantined, failed, skipped, processed], [4, 1, 1, 1, 7]);
  const places = ['--in', at('in'), '--out', at('local')];
  const local = spawnSync(process.execPath, [inRoot('dist', 'cli.js'), 'redact', ...places, ...basic]);
  assert.equal(local.status, 1);
  assert.deepEqual(hashesOf(at('out')), hashesOf(at('local')));
  assert.ok(!readdirSync(at('out')).includes('.parts'));

  rmSync(at('in', 'bad.dcm'));
  writeFileSync(at('in', 'sub dir', '9'), readFileSync(at('in', '0.dcm')));
  rmSync(at('out', '2.dcm'));
  const again = await spark('--in', at('in'), '--out', at('out'), ...basic);
  assert.deepEqual([again.processed, again.done, again.failed], [2, 5, undefined]);
  const { '2.dcm': lost } = hashesOf(at('out'));
  assert.equal(lost, hashesOf(at('local'))['2.dcm']);
});

test('Spark: an evaluation has the figures of metrics.json', { skip }, async () => {
  const { prepareDataset } = require('../dist/prepare/prepare.js');
  const { evaluateDataset } = require('../dist/run/evaluate.js');
  await prepareDataset({ out: at('data'), count: 2, seed: 3 });
  const { metrics } = await evaluateDataset({
    data: at('data'),
    out: at('scores'),
    pipelines: ['tesseract'],
    header: 'off',
  });
  const { metrics: row } = await spark(
    '--in',
    at('data', 'dicom_files'),
    '--out',
    at('spark-scores'),
    '--evaluate',
    ...METHOD,
  );
  const [{ scores, leak }] = metrics.runs;
  const { precision, recall, f1 } = scores.exact.macro;
  for (const [name, value] of Object.entries({ precision, recall, f1 }))
    assert.ok(Math.abs(row[name] - value) < 1e-12, name);
  assert.deepEqual([row.files, row.leaked], [scores.exact.files, leak.leaked]);
});
