// The Spark script on a small cluster of processes of their own (local-cluster), where Java 17 and PySpark are at hand: outputs, records
// and scores are those of the command line. Skips with a word elsewhere; .ci/run installs both.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { filesBelow, inRoot } from './lib/common.mjs';

const require = createRequire(import.meta.url);
const python = inRoot('.cache', 'spark', 'bin', 'python');

function missing() {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (Number(/version "(\d+)/.exec(java.stderr ?? '')?.[1] ?? 0) < 17) return 'no Java 17';
  const spark = existsSync(python) && spawnSync(python, ['-c', 'import pyspark, pandas, pyarrow']).status === 0;
  return spark ? false : 'no PySpark in .cache/spark (see docs/scale.md)';
}

const skip = missing();
let root = '';
const at = (...parts) => join(root, ...parts);

before(async () => {
  if (skip) return;
  root = mkdtempSync(join(tmpdir(), 'spark-'));
  const { blankDicom } = require('../dist/run/testing.js');
  mkdirSync(at('in', 'sub dir'), { recursive: true });
  for (let seed = 0; seed < 4; seed += 1)
    writeFileSync(at('in', seed % 2 ? `sub dir/${seed}` : `${seed}.dcm`), blankDicom(seed));
  writeFileSync(at('in', 'bad.dcm'), 'no image');
  writeFileSync(at('in', 'notes.txt'), 'text');
});
after(() => root && rmSync(root, { recursive: true, force: true }));

const METHOD = ['--pipeline', 'tesseract', '--header', 'off'];

function spark(...args) {
  // Short runs: the second compiler of the JVM and compiled queries would cost more than they save.
  const plain = '-XX:TieredStopAtLevel=1';
  const conf = [
    'spark.ui.enabled=false',
    'spark.ui.showConsoleProgress=false',
    'spark.sql.shuffle.partitions=1',
    'spark.sql.codegen.wholeStage=false',
    'spark.executor.memory=512m',
    `spark.executor.extraJavaOptions=${plain}`,
  ];
  const submit = ['--master', 'local-cluster[2,1,512]', '--driver-java-options', plain];
  submit.push(...conf.flatMap((each) => ['--conf', each]), 'pyspark-shell');
  const done = spawnSync(python, [inRoot('spark', 'deid.py'), ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      PYSPARK_PYTHON: python,
      PYSPARK_SUBMIT_ARGS: submit.join(' '),
      SPARK_LOCAL_IP: '127.0.0.1',
      SPARK_LOCAL_HOSTNAME: 'localhost',
    },
  });
  const line = done.stdout.trim().split('\n').at(-1);
  assert.ok(line?.startsWith('{'), done.stderr.slice(-3000));
  return { status: done.status, ...JSON.parse(line) };
}

const hashesOf = (folder) => {
  const { sha256 } = require('../dist/run/audit.js');
  const names = filesBelow(folder).filter((name) => /(\.dcm|\/\d)$/.test(name));
  return Object.fromEntries(names.map((name) => [name, sha256(readFileSync(join(folder, name)))]));
};

test('Spark: outputs are those of the command line, and the same command again does only what failed', { skip }, () => {
  const basic = [...METHOD, '--header-profile', 'basic', '--secret-file', at('secret')];
  const first = spark('--in', at('in'), '--out', at('out'), ...basic);
  assert.deepEqual([first.files, first.done, first.failed, first.skipped, first.processed], [6, 4, 1, 1, 6]);
  const local = spawnSync(process.execPath, [
    inRoot('dist', 'cli.js'),
    'redact',
    '--in',
    at('in'),
    '--out',
    at('local'),
    ...basic,
  ]);
  assert.equal(local.status, 1);
  assert.deepEqual(hashesOf(at('out')), hashesOf(at('local')));
  rmSync(at('in', 'bad.dcm'));
  writeFileSync(at('in', 'sub dir', '9'), readFileSync(at('in', '0.dcm')));
  const again = spark('--in', at('in'), '--out', at('out'), ...basic);
  assert.equal(again.processed, 1);
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
  const { metrics: row } = spark(
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
