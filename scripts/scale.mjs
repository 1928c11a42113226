// npm run scale: measures how runs grow, into results/reference/scale.json, from which `npm run docs` writes the tables of docs/scale.md.
//   npm run scale -- [--files 10000] [--shards 4] [--steps 100,1000] [--parts shards,growth,spark,sparkTime,rates]
// The set is hard links to 100 small originals (5 with generated text), through the cheapest pipeline (tesseract). A part that is not
// asked for keeps its earlier figures. Linux alone; Spark where Java 17 and .cache/spark are there.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, main, readJson, Stop } from './lib/common.mjs';
import { watchSession } from './lib/processes.mjs';
import { linkSet, originalOf, WITH_TEXT, writeOriginals } from './lib/scale-set.mjs';
import { sparkEnd, sparkMissing, startSpark } from './lib/spark.mjs';

const require = createRequire(import.meta.url);
const results = inRoot('results', 'reference', 'scale.json');
const METHOD = ['--pipeline', 'tesseract', '--header-profile', 'basic', '--log-level', 'error'];
const rounded = (value, digits = 2) => Number(value.toFixed(digits));

/** Runs the command line in a session of its own; what it took, what it printed, and the largest memory of each of its processes. */
async function measured(args, onSample) {
  const start = performance.now();
  const child = spawn(process.execPath, [inRoot('dist', 'cli.js'), ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const watch = watchSession(child.pid, { onSample });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  const { cpuSeconds, residentMiB } = watch.stop();
  const wallSeconds = (performance.now() - start) / 1000;
  return {
    status,
    out,
    cpuSeconds: rounded(cpuSeconds),
    residentMiB: Math.round(residentMiB),
    wallSeconds: rounded(wallSeconds),
  };
}

const redactArgs = (root, input, out, more = []) => [
  'redact',
  ...['--in', input, '--out', out, '--secret-file', join(root, 'secret'), ...METHOD, ...more],
];

/** Records of an audit by file, without times. */
const recordsOf = (out) =>
  new Map(readJson(join(out, 'audit.json')).files.map(({ timeMs: _, ...record }) => [record.file, record]));

/** Lines of finished files in a ledger, read on from where the last call stopped. */
function lineCounter(file) {
  let offset = 0;
  let lines = 0;
  return () => {
    if (!existsSync(file)) return lines;
    const text = readFileSync(file).subarray(offset);
    const end = text.lastIndexOf(10) + 1;
    offset += end;
    lines += text
      .toString('latin1', 0, end)
      .split('\n')
      .filter((line) => line.startsWith('{"kind":"file"')).length;
    return lines;
  };
}

/** Largest memory of a shard's two processes in each tenth of its work. */
function tenths(out, index, count, files) {
  const lines = lineCounter(join(out, `ledger-${index}-of-${count}.jsonl`));
  const rows = Array.from({ length: 10 }, () => ({ runMiB: 0, workerMiB: 0 }));
  let at = 0;
  return {
    rows,
    onSample(processes) {
      at += 1;
      if (at % 4 !== 1) return;
      const row = rows[Math.min(9, Math.floor((10 * lines()) / (files / count)))];
      for (const { parent, residentMiB } of processes) {
        const isRun = !processes.some((other) => other.pid === parent);
        const key = isRun ? 'runMiB' : 'workerMiB';
        row[key] = Math.max(row[key], Math.round(residentMiB));
      }
    },
  };
}

async function shardPart(root, originals) {
  const files = Number(asked.files);
  const count = Number(asked.shards);
  const input = join(root, 'many');
  const out = join(root, 'many-out');
  linkSet(originals, input, files);
  const expected = join(root, 'originals-out');
  await measured(redactArgs(root, originals, expected));
  const shards = await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const memory = tenths(out, at + 1, count, files);
      const more = ['--shard', `${at + 1}/${count}`, '--exit-zero'];
      const { status, cpuSeconds, wallSeconds } = await measured(redactArgs(root, input, out, more), memory.onSample);
      return { status, cpuSeconds, wallSeconds, tenths: memory.rows };
    }),
  );
  const ledgers = readdirSync(out).filter((name) => name.startsWith('ledger'));
  const names = ledgers.flatMap((name) =>
    readFileSync(join(out, name), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{"kind":"file"'))
      .map((line) => JSON.parse(line).file),
  );
  const merge = await measured(['merge', out, '--json']);
  const right = recordsOf(expected);
  const merged = recordsOf(out);
  let wrong = 0;
  const { sha256 } = require('../dist/run/audit.js');
  for (const [file, record] of merged) {
    const { file: _, output: __, ...wanted } = right.get(originalOf(file));
    const { file: ___, output, ...found } = record;
    const stored = sha256(readFileSync(join(out, output)));
    if (JSON.stringify(found) !== JSON.stringify(wanted) || stored !== found.outputSha256) wrong += 1;
  }
  const bytes = (name) => statSync(join(out, name)).size;
  const auditBytesPerFile = Math.round(bytes('audit.json') / files);
  const again = await measured(redactArgs(root, input, out, ['--shard', `1/${count}`, '--exit-zero', '--json']));
  const { resumed } = JSON.parse(again.out);
  return {
    files,
    shards,
    ledgerLines: names.length,
    ledgerInputs: new Set(names).size,
    ledgerBytesPerFile: Math.round(ledgers.reduce((sum, name) => sum + bytes(name), 0) / files),
    auditBytesPerFile,
    merge: { cpuSeconds: merge.cpuSeconds, residentMiB: merge.residentMiB, status: merge.status },
    mergedFiles: merged.size,
    wrong,
    again: { resumed, cpuSeconds: again.cpuSeconds, residentMiB: again.residentMiB },
  };
}

async function growthPart(root, originals) {
  const rows = [];
  for (const files of asked.steps.split(',').map(Number)) {
    const input = join(root, `in-${files}`);
    if (!existsSync(input)) linkSet(originals, input, files);
    for (const workers of [1, 2]) {
      const out = join(root, `local-${files}-${workers}`);
      const { cpuSeconds, residentMiB, wallSeconds } = await measured(
        redactArgs(root, input, out, ['--workers', String(workers)]),
      );
      rows.push({ files, workers, cpuSeconds, residentMiB, wallSeconds });
      console.log(JSON.stringify(rows.at(-1)));
    }
  }
  return rows;
}

/** One run of spark/deid.py on local-cluster, and what its processes took. */
async function onSpark(root, input, out, executors, more = []) {
  const places = ['--in', input, '--out', out, '--secret-file', join(root, 'secret')];
  const start = performance.now();
  const child = startSpark([...places, ...METHOD, ...more], { executors, detached: true });
  const watch = watchSession(child.pid);
  const { summary, err } = await sparkEnd(child);
  if (summary === undefined) throw new Stop(`Spark did not come to its end:\n${err.slice(-2000)}`);
  const { cpuSeconds, nodeSeconds, residentMiB } = watch.stop();
  const wallSeconds = rounded((performance.now() - start) / 1000);
  const took = { cpuSeconds: rounded(cpuSeconds), nodeSeconds: rounded(nodeSeconds) };
  return { ...took, residentMiB: Math.round(residentMiB), wallSeconds, done: summary.done };
}

function needSpark() {
  const missing = sparkMissing();
  if (missing !== undefined) throw new Stop(`Spark cannot be measured: ${missing}.`);
}

async function sparkPart(root, originals) {
  needSpark();
  const rows = [];
  for (const files of asked.steps.split(',').map(Number)) {
    const input = join(root, `in-${files}`);
    if (!existsSync(input)) linkSet(originals, input, files);
    for (const executors of [1, 2]) {
      rows.push({
        files,
        executors,
        ...(await onSpark(root, input, join(root, `spark-${files}-${executors}`), executors)),
      });
      console.log(JSON.stringify(rows.at(-1)));
    }
  }
  return rows;
}

/** The notebooks' rows of Spark: 24 generated files, as the notebooks generate them. */
async function sparkTimePart(root) {
  needSpark();
  const { prepareDataset } = require('../dist/prepare/prepare.js');
  const folder = join(root, 'notebook');
  const files = 24;
  await prepareDataset({ out: folder, count: files, seed: 1, profile: 'mixed' });
  const rows = [];
  for (const executors of [1, 2]) {
    const input = join(folder, 'dicom_files');
    const { cpuSeconds, nodeSeconds } = await onSpark(root, input, join(root, `time-${executors}`), executors);
    const meanMs = Math.round((1000 * nodeSeconds) / files / executors);
    const sparkMs = Math.round(1000 * (cpuSeconds - nodeSeconds));
    rows.push({ pipeline: 'tesseract', executors, cluster: 'local-cluster', files, meanMs, sparkMs });
    console.log(JSON.stringify(rows.at(-1)));
  }
  return rows;
}

/** CPU seconds for each file of a generated set, models loaded, by pipeline. */
async function ratePart(root) {
  const { prepareDataset } = require('../dist/prepare/prepare.js');
  const { PIPELINE_IDS } = require('../dist/pipeline/pipelines.js');
  const { openPipeline } = require('../dist/pipeline/open.js');
  const { processFile } = require('../dist/pipeline/process.js');
  const folder = join(root, 'rates');
  await prepareDataset({ out: folder, count: 8, seed: 21, profile: 'mixed' });
  const names = readdirSync(join(folder, 'dicom_files')).filter((name) => name.endsWith('.dcm'));
  const inputs = names.map((name) => readFileSync(join(folder, 'dicom_files', name)));
  const rows = [];
  for (const id of PIPELINE_IDS) {
    const pipeline = await openPipeline({ pipeline: id, device: 'cpu', uidSecret: 'ab'.repeat(32) });
    await processFile(pipeline, inputs[0]);
    const before = process.cpuUsage();
    for (const bytes of inputs) await processFile(pipeline, bytes);
    const { user, system } = process.cpuUsage(before);
    await pipeline.close();
    rows.push({
      pipeline: id,
      device: 'cpu',
      files: inputs.length,
      cpuSecondsPerFile: rounded((user + system) / 1e6 / inputs.length),
    });
    console.log(JSON.stringify(rows.at(-1)));
  }
  const bytesPerFile = Math.round(inputs.reduce((sum, { length }) => sum + length, 0) / inputs.length);
  return { bytesPerFile, rows };
}

const PARTS = { shards: shardPart, growth: growthPart, spark: sparkPart, sparkTime: sparkTimePart, rates: ratePart };
const { values: asked } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    shards: { type: 'string', default: '4' },
    steps: { type: 'string', default: '100,1000' },
    parts: { type: 'string', default: Object.keys(PARTS).join(',') },
    out: { type: 'string', default: results },
  },
});

await main(async () => {
  const { environmentInfo } = require('../dist/run/environment.js');
  const { packages: _, ...machine } = await environmentInfo();
  const root = mkdtempSync(join(tmpdir(), 'scale-'));
  try {
    writeFileSync(join(root, 'secret'), 'ab'.repeat(32));
    const originals = join(root, 'originals');
    await writeOriginals(originals);
    for (const name of asked.parts.split(',')) {
      if (!(name in PARTS))
        throw new Stop(`There is no part ${name}; must be one of ${Object.keys(PARTS).join(', ')}.`);
      const figures = await PARTS[name](root, originals);
      const earlier = existsSync(asked.out) ? readJson(asked.out) : {};
      const document = { ...earlier, withText: WITH_TEXT, [name]: figures, machine };
      writeFileSync(asked.out, `${JSON.stringify(document, null, 1)}\n`);
      console.log(`${name}: written`);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
