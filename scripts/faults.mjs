// npm run faults: tries what goes wrong in practice: kinds of fault, how often they were tried, what happened.
//   npm run faults -- [--only NAME,NAME] [--files 300] [--mutations 20000] [--kills 150] [--docs]
// `--docs` keeps the figures (results/reference/faults.json; rows that were not tried keep theirs) and writes docs/reliability.md.
// Full and read-only disks need root, kills of Spark need Java 17 and .cache/spark: without them a row says that it was left out.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, main, readJson, Stop } from './lib/common.mjs';
import { diskFull, readOnly, twoAtOnce } from './lib/fault-disks.mjs';
import { killEvaluations, killRuns, killShards, killSpark, killWorkers, sparkRecords } from './lib/fault-kills.mjs';
import { differences, outputsIn, Trial, writeInput } from './lib/fault-set.mjs';
import { faultsPage } from './lib/faults-page.mjs';
import { writeTexts } from './lib/scale-set.mjs';
import { sparkMissing } from './lib/spark.mjs';

const require = createRequire(import.meta.url);
const results = inRoot('results', 'reference', 'faults.json');

async function mutations() {
  const { countMutations } = require('../dist/run/mutations.js');
  const { tried, codes, unnamed, slow } = await countMutations(Number(asked.mutations), 1);
  const residentMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  const { written = 0 } = codes;
  const wrong = unnamed.length + slow.length + (residentMiB > 2048 ? 1 : 0);
  for (const each of unnamed.slice(0, 20)) console.error(each);
  const kinds = Object.keys(codes).length - 1;
  const happened = `${written} written, ${tried - written} refused by one of ${kinds} names; ${unnamed.length} unnamed errors, ${slow.length} over 10 s; largest memory ${residentMiB} MiB`;
  return { fault: 'damaged inputs (bits, lengths, cuts, doubled and lost pieces)', tried, happened, wrong };
}

const verdict = (wrong) =>
  wrong.length === 0 ? 'as undisturbed' : `NOT as undisturbed: ${wrong.slice(0, 5).join(', ')}`;
const row = (fault, tried, wrong, before = '') => ({
  fault,
  tried,
  kills: true,
  happened: `${before}${verdict(wrong)}`,
  wrong: wrong.length,
});

/** On few files, so that each start goes on with work soon. */
async function runs(root) {
  await writeInput(join(root, 'sixty'), 60);
  const { killed, wrong } = await killRuns(new Trial(root, 'sixty'), join(root, 'runs'), Number(asked.kills), 17);
  const fault = 'a whole run of 60 files killed, the same command given and killed again and again';
  return row(fault, killed, wrong, 'nothing half written; ');
}

async function workers(root, trial) {
  const { killed, wrong } = await killWorkers(trial, join(root, 'workers'), 14, 11);
  return row('a worker process of a run with two killed; the same command again', killed, wrong, 'the run went on; ');
}

async function shards(root, trial) {
  const { killed, wrong } = await killShards(trial, join(root, 'shards'), 18, 12);
  return row('one of four shards killed, its command given again; merge', killed, wrong);
}

/** The pipeline that proves its outputs, on a few files with text. */
async function proof(root) {
  await writeTexts(join(root, 'few'), 8);
  const trial = new Trial(root, join('few', 'dicom_files'), 'proof');
  const byWorker = await killWorkers(trial, join(root, 'proof-workers'), 3, 13);
  const byShard = await killShards(trial, join(root, 'proof-shards'), 3, 14, 2);
  const wrong = [...byWorker.wrong, ...byShard.wrong];
  return row('proof, 8 files with text: workers and shards killed', byWorker.killed + byShard.killed, wrong);
}

/** Scores of shards, killed and started again, against those of an evaluation that nobody disturbed. */
async function evaluations(root) {
  const data = join(root, 'scored');
  const whole = join(root, 'scored-whole');
  await writeTexts(data, 16);
  const args = ['evaluate', '--data', data, '--out', whole, '--pipeline', 'tesseract'];
  spawnSync(process.execPath, [inRoot('dist', 'cli.js'), ...args]);
  const { killed, wrong } = await killEvaluations({ data, root, pipeline: 'tesseract' }, whole, 4, 15);
  return row('evaluation of 16 files in four shards, all killed, given again; merge (metrics.json)', killed, wrong);
}

async function spark(root, trial) {
  const fault = 'Spark (local-cluster, two executors): executors and the driver killed; the same command again';
  const missing = sparkMissing();
  if (missing !== undefined) return { fault, tried: 0, happened: `left out: ${missing}`, wrong: 0 };
  const out = join(root, 'spark');
  const args = ['--in', trial.input, '--out', out, '--batch', '100', ...trial.method];
  const wanted = trial.undisturbed();
  const files = Object.keys(wanted.outputs).length;
  const { killed, summary, said } = await killSpark(args, { out, files, executors: 6, drivers: 2, seed: 16 });
  if (summary === undefined) throw new Stop(`Spark did not come to its end:\n${said}`);
  const records = wanted.audit.files.map(({ output: _, ...record }) => record);
  const count = ({ done, clean, quarantined, failed, skipped }) => ({ done, clean, quarantined, failed, skipped });
  const sizes = { quarantined: wanted.summary.quarantined.length, skipped: wanted.summary.skipped.length };
  const failed = wanted.summary.failed.length;
  const counts = (each) => Object.fromEntries(Object.entries(each).map(([name, value]) => [name, value ?? 0]));
  const wrong = differences(
    { outputs: outputsIn(out), records: sparkRecords(out), summary: counts(count(summary)) },
    { outputs: wanted.outputs, records, summary: counts(count({ ...wanted.summary, ...sizes, failed })) },
  );
  return row(fault, killed.executor + killed.driver, wrong, `${killed.executor} executors, ${killed.driver} drivers; `);
}

const KINDS = { mutations, runs, workers, shards, proof, evaluations, spark, diskFull, readOnly, twoAtOnce };
const { values: asked } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(KINDS).join(',') },
    mutations: { type: 'string', default: '20000' },
    files: { type: 'string', default: '300' },
    kills: { type: 'string', default: '150' },
    docs: { type: 'boolean', default: false },
  },
});

/** Rows in the order of the table; what was not tried now keeps its figures. */
function keep(rows) {
  const earlier = existsSync(results) ? readJson(results).rows : [];
  const all = Object.keys(KINDS).flatMap((kind) => [...rows, ...earlier].find((each) => each.kind === kind) ?? []);
  const document = { files: Number(asked.files), rows: all };
  writeFileSync(results, `${JSON.stringify(document, null, 1)}\n`);
  writeFileSync(inRoot('docs', 'reliability.md'), faultsPage(document));
}

await main(async () => {
  const root = mkdtempSync(join(tmpdir(), 'faults-'));
  try {
    await writeInput(join(root, 'in'), Number(asked.files));
    const trial = new Trial(root, 'in');
    let wrong = 0;
    for (const kind of asked.only.split(',')) {
      if (!(kind in KINDS))
        throw new Stop(`There is no fault ${kind}; must be one of ${Object.keys(KINDS).join(', ')}.`);
      const done = await KINDS[kind](root, trial);
      console.log(`${done.fault}: ${done.tried} tried; ${done.happened}`);
      wrong += done.wrong;
      if (asked.docs) keep([{ kind, ...done }]);
    }
    if (wrong > 0) throw new Stop('Some faults did not end as they should; see above.');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
