// The generated families of `npm run study`: prepared, evaluated in parts that run side by side (finished parts are not run again).
import { spawn } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, readJson, Stop } from './common.mjs';
import { studyPage, studyRow } from './study-page.mjs';

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

/** The profile's files, and folders of links to parts of them. */
async function prepared(profile, { seed, count }) {
  const data = inRoot('data', 'local', 'study', `${profile}-${seed}-${count}`);
  if (!existsSync(join(data, 'dataset.json'))) {
    const code = await run(['prepare', '--profile', profile, '--seed', seed, '--count', String(count), '--out', data]);
    if (code !== 0) throw new Stop(`The profile ${profile} could not be prepared.`);
  }
  const images = join(data, 'dicom_files');
  const names = readdirSync(images)
    .filter((name) => name.endsWith('.dcm'))
    .sort();
  const parts = [];
  for (let from = 0; from < names.length; from += PART) {
    const part = join(data, 'parts', String(from).padStart(4, '0'));
    parts.push(part);
    if (existsSync(part)) continue;
    mkdirSync(join(part, 'dicom_files'), { recursive: true });
    for (const name of names.slice(from, from + PART))
      for (const file of [name, name.replace(/\.dcm$/, '.json')])
        linkSync(join(images, file), join(part, 'dicom_files', file));
  }
  return parts;
}

/** The metrics are written last. */
const isDone = (out) => existsSync(join(out, 'metrics.json'));

/** What the parts say of where they ran; two states or machines are both named, with a comma between. */
function oneEnvironment(environments) {
  const all = (key) => [...new Set(environments.map((environment) => environment[key]))].join(', ');
  return { cpu: all('cpu'), cores: all('cores'), node: all('node'), git: all('git') };
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

/** Evaluates the sets that `values` names and prints a row for each. */
export async function studySets(load, values) {
  const root = inRoot('results', 'study', `${values.pipeline}-${values.seed}`);
  if (values.fresh) rmSync(root, { recursive: true, force: true });
  const sets = values.sets.split(',').map((set) => set.split(':'));
  const tasks = [];
  for (const [profile, header] of sets) {
    const parts = await prepared(profile, values);
    tasks.push(
      ...parts.map((part, index) => ({
        profile,
        header,
        part,
        index,
        out: join(root, `${profile}-${header}`, String(index).padStart(2, '0')),
      })),
    );
  }
  // Part by part over all sets, so that a run that was cut short says something about each.
  tasks.sort((a, b) => a.index - b.index);
  if (!values['only-table']) await evaluateParts(tasks, values);
  const rows = sets.map(([profile, header]) => {
    const done = tasks.filter((task) => task.profile === profile && task.header === header && isDone(task.out));
    const files = done.flatMap(({ out }) => readJson(join(out, 'detected_phi', `${values.pipeline}.json`)));
    const environments = done.map(({ out }) => readJson(join(out, 'metrics.json')).environment);
    return { profile, header, ...studyRow(load, files), environment: oneEnvironment(environments) };
  });
  console.table(rows.map(({ leakedFiles: _, environment: { git }, ...row }) => ({ ...row, git })));
  if (!values.docs) return;
  const empty = rows.filter(({ files }) => files === 0);
  if (empty.length > 0)
    throw new Stop(`No part of ${empty.map(({ profile, header }) => `${profile}:${header}`).join(', ')} is done.`);
  const mixed = rows.filter(({ environment: { git } }) => git.includes(','));
  if (mixed.length > 0)
    throw new Stop(`Parts of ${mixed[0].profile}:${mixed[0].header} are of ${mixed[0].environment.git}.`);
  writeStudy({ pipeline: values.pipeline, seed: Number(values.seed) }, rows);
}

/** Rows of sets that were not asked for stay as they are: each says in what state it was measured. */
function writeStudy(study, rows) {
  const path = inRoot('results', 'reference', 'study.json');
  const before = existsSync(path) ? readJson(path) : undefined;
  const isSame = before?.pipeline === study.pipeline && before.seed === study.seed;
  const kept = isSame ? before.rows : [];
  const key = ({ profile, header }) => `${profile}:${header}`;
  const merged = new Map([...kept, ...rows].map((row) => [key(row), row]));
  const all = { ...study, rows: [...merged.values()] };
  mkdirSync(inRoot('results', 'reference'), { recursive: true });
  writeFileSync(path, `${JSON.stringify(all, null, 1)}\n`);
  writeFileSync(inRoot('docs', 'proof.md'), studyPage(all));
}
