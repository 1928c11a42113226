// node scripts/train-explain.mjs: learns the trees by which a word stays or goes (src/phi/explain/score.ts) from development
// seeds of `prepare`, as the product reads them, and from written screens (data/labelled), and writes data/explain-model.json. Prepares and reads about 540 files on the first go
// (30 minutes of one core), kept in .cache/explain; deterministic from there on. LightGBM fits, in an environment of its own. Says how the
// words of layouts that were left out are judged.
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, main, quietly, Stop } from './lib/common.mjs';
import { randomOf, readFiles, wordRows } from './lib/explain-words.mjs';
import { assertTunable } from './lib/families.mjs';
import { ensureVenv } from './lib/venv.mjs';
import { asRead, writtenScreens } from './lib/written-screens.mjs';

const SETS = [
  { profile: 'screens', seed: 21, count: 120 },
  { profile: 'screens', seed: 31, count: 100 },
  { profile: 'screens', seed: 51, count: 160 },
  { profile: 'screens-clean', seed: 22, count: 80 },
  { profile: 'screens-clean', seed: 52, count: 80 },
];
const COSTS = [4, 6, 8, 12, 20];
const OUT = inRoot('data', 'explain-model.json');

const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));

async function filesOf({ profile, seed, count }) {
  assertTunable(profile, seed);
  const folder = inRoot('.cache', 'explain', `${profile}-${seed}-${count}`);
  const args = ['prepare', '--profile', profile, '--seed', String(seed), '--count', String(count), '--out', folder];
  if (
    !existsSync(join(folder, 'dataset.json')) &&
    quietly(process.execPath, [inRoot('dist', 'cli.js'), ...args]).status !== 0
  )
    throw new Stop(`The profile ${profile} could not be prepared.`);
  const images = join(folder, 'dicom_files');
  const paths = readdirSync(images)
    .filter((name) => name.endsWith('.dcm'))
    .sort()
    .map((name) => join(images, name));
  return readFiles(load, paths, `${folder}.jsonl`, console.log);
}

const rounded = (value) => Math.round(value * 1e4) / 1e4;

/** Side by side: what they need most is a processor. */
const PARTS = 2;
const rowsFile = (part) => inRoot('.cache', 'explain', `rows-${part}.jsonl`);

/** One row a line: a text of all would be longer than a string may be. */
async function writeRows(part) {
  const rows = await wordRows(load, await allFiles(), part, PARTS);
  writeFileSync(rowsFile(part), '');
  for (let from = 0; from < rows.length; from += CHUNK) {
    const lines = rows.slice(from, from + CHUNK).map(({ x, ...row }) => JSON.stringify({ ...row, x: x.map(rounded) }));
    appendFileSync(rowsFile(part), `${lines.join('\n')}\n`);
  }
}

const CHUNK = 10000;

function writtenBeside(part) {
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1], '--part', String(part)], {
    stdio: 'inherit',
  });
  return new Promise((done, fail) => {
    child.on('close', (status) => (status === 0 ? done() : fail(new Stop(`Part ${part} of the rows failed.`))));
  });
}

/** Trees, and for each row that is no variant the chance by trees that saw nothing of its layout. */
function fit() {
  const packages = readFileSync(inRoot('scripts', 'train-explain', 'requirements.txt'), 'utf8')
    .trim()
    .split('\n');
  const python = ensureVenv('explain/venv', packages);
  const files = Array.from({ length: PARTS }, (_, part) => rowsFile(part));
  const answer = execFileSync(python, [inRoot('scripts', 'train-explain', 'trees.py'), ...files], { maxBuffer: 1e9 });
  return JSON.parse(answer);
}

/** How the words of one kind are judged at each cost. */
function leftOut(judged) {
  const keep = judged.filter(({ y }) => y === 0);
  const go = judged.filter(({ y }) => y === 1);
  const stays = (list, cost) => list.filter(({ chance }) => chance <= 1 / (1 + cost)).length;
  return {
    annotations: keep.length,
    patientData: go.length,
    byCost: COSTS.map((cost) => ({ cost, kept: stays(keep, cost), leaked: stays(go, cost) })),
  };
}

async function allFiles() {
  const files = [];
  for (const set of SETS) files.push(...(await filesOf(set)));
  const { bare } = load('phi/explain/forms');
  const random = randomOf(7);
  // The vocabulary counts the screens of each word: these are among them.
  files.push(...writtenScreens().map((screen) => ({ ...asRead(screen, bare, random), isCounted: true })));
  return files;
}

const { part } = parseArgs({ options: { part: { type: 'string' } } }).values;
await main(() => (part === undefined ? train() : writeRows(Number(part))));

async function train() {
  mkdirSync(inRoot('.cache', 'explain'), { recursive: true });
  const { FEATURE_NAMES, KINDS } = load('phi/explain/features');
  const { LEAK_COST } = load('phi/explain/score');
  for (const set of SETS) await filesOf(set);
  await Promise.all(Array.from({ length: PARTS }, (_, index) => writtenBeside(index)));
  const { trees, judged } = fit();
  const checked = Object.fromEntries(KINDS.map((kind) => [kind, leftOut(judged.filter((row) => row.kind === kind))]));
  const { annotations, patientData, byCost } = leftOut(judged);
  console.log(`${annotations} annotations and ${patientData} words of patient data, layouts left out:`);
  for (const { cost, kept, leaked } of byCost) console.log(`cost ${cost}: ${kept} kept, ${leaked} leaked`);
  const about =
    'Boosted trees of src/phi/explain/score.ts: their leaves add up to the logarithm of the odds that a word is patient data. A node is [index into `features`, threshold, left (up to the threshold), right], a leaf [value]. Made by scripts/train-explain.mjs from `sets` of generated pictures and the screens of data/labelled/screens; `leftOut`: words of layouts that had no part in the fit.';
  const model = { about, sets: SETS, leakCost: LEAK_COST, leftOut: checked, features: FEATURE_NAMES };
  // One tree a line: a change can be read.
  const lines = trees.map((tree) => JSON.stringify(tree)).join(',\n');
  writeFileSync(OUT, `${JSON.stringify(model, null, 1).slice(0, -2)},\n "trees": [\n${lines}\n]}\n`);
}
