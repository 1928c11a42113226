// The generated families of `npm run study`: prepared, evaluated in parts that run side by side (finished parts are not run again).
import { spawn } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, readJson, Stop } from './common.mjs';
import { judgedResults, STATE, studyRow } from './study-rows.mjs';

const PART = 20;
const cli = inRoot('dist', 'cli.js');

const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args], {
      stdio: 'ignore',
      env: { DEID_THREADS: '1', ...process.env },
    });
    child.on('exit', (code) => resolve(code));
  });

/** `profile:header[:seed],...` as sets. */
export const parseSets = (text, seed) =>
  text.split(',').map((set) => {
    const [profile, header = 'on', own = seed] = set.split(':');
    return { profile, header, seed: Number(own) };
  });

/** The set's files, and folders of links to parts of them. */
async function prepared({ profile, seed }, { count, part: size }) {
  const data = inRoot('data', 'local', 'study', `${profile}-${seed}-${count}`);
  if (!existsSync(join(data, 'dataset.json'))) {
    const args = ['prepare', '--profile', profile, '--seed', String(seed), '--count', String(count), '--out', data];
    if ((await run(args)) !== 0) throw new Stop(`The profile ${profile} could not be prepared.`);
  }
  const images = join(data, 'dicom_files');
  const names = readdirSync(images)
    .filter((name) => name.endsWith('.dcm'))
    .sort();
  const parts = [];
  for (let from = 0; from < names.length; from += size) {
    const part = join(data, `parts-${size}`, String(from).padStart(4, '0'));
    parts.push(part);
    if (existsSync(part)) continue;
    mkdirSync(join(part, 'dicom_files'), { recursive: true });
    for (const name of names.slice(from, from + size))
      for (const file of [name, name.replace(/\.dcm$/, '.json')])
        linkSync(join(images, file), join(part, 'dicom_files', file));
  }
  return parts;
}

/** The metrics are written last. */
const isDone = (out) => existsSync(join(out, 'metrics.json'));

/** What the parts say of where they ran; two machines are both named, with a comma between. */
function oneEnvironment(environments) {
  const all = (key) => [...new Set(environments.map((environment) => environment[key]))].join(', ');
  return { cpu: all('cpu'), cores: all('cores'), node: all('node') };
}

async function evaluateParts(tasks, { pipeline, workers }) {
  const queue = [...tasks];
  const work = async () => {
    for (let task = queue.shift(); task; task = queue.shift()) {
      const { part, header, out } = task;
      if (isDone(out)) continue;
      await run(['evaluate', '--data', part, '--pipeline', pipeline, '--header', header, '--out', out]);
      console.log(
        `${tasks.length - queue.length} of ${tasks.length} parts begun, ${out.slice(inRoot().length + 1)} done`,
      );
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}

/** Results of one state do not count for another. */
function resultsRoot({ pipeline, fresh }) {
  const root = inRoot('results', 'study', STATE, pipeline);
  if (fresh || STATE.endsWith('-dirty')) rmSync(root, { recursive: true, force: true });
  return root;
}

function rowOf(load, { profile, header, seed }, tasks, pipeline) {
  const done = tasks.filter(({ out }) => isDone(out));
  const results = done.flatMap(({ out }) => readJson(join(out, 'detected_phi', `${pipeline}.json`)));
  const environment = oneEnvironment(done.map(({ out }) => readJson(join(out, 'metrics.json')).environment));
  const { macro, files } = load('evaluate/scores').scoreRun(results).scores.exact;
  const f1 = files === 0 ? null : { value: macro.f1, interval95: macro.interval95?.f1 ?? null };
  const what = { family: profile, seed, header, system: pipeline, f1 };
  return studyRow(load, what, judgedResults(load, results), environment);
}

/**
 * Evaluates sets and returns a row for each of which at least one part is done. `values`: `pipeline`, `count`, `workers`, `part` (files a
 * part), `fresh`, `onlyTable`.
 */
export async function studySets(load, sets, { part = PART, ...values }) {
  const root = resultsRoot(values);
  const tasks = [];
  for (const set of sets) {
    const { profile, header, seed } = set;
    const parts = await prepared(set, { ...values, part });
    const folder = join(root, `${profile}-${header}-${seed}-${values.count}`);
    tasks.push(
      ...parts.map((data, index) => ({
        set,
        header,
        part: data,
        index,
        out: join(folder, String(index).padStart(2, '0')),
      })),
    );
  }
  // Part by part over all sets, so that a run that was cut short says something about each.
  tasks.sort((a, b) => a.index - b.index);
  if (!values.onlyTable) await evaluateParts(tasks, values);
  const rows = [];
  for (const set of sets) {
    const own = tasks.filter((task) => task.set === set);
    if (own.some(({ out }) => isDone(out))) rows.push(await rowOf(load, set, own, values.pipeline));
  }
  return rows;
}
