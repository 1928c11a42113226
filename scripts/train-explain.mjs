// node scripts/train-explain.mjs: trains the network by which a word stays or goes (src/phi/explain/word-network.ts) on development seeds of
// `prepare`, as the product reads them, and on written screens (data/labelled), and writes data/models/words.onnx; its bytes and hash go into
// src/models/manifest.ts. Prepares and reads 340 files on the first go (30 minutes of one core), kept in .cache/explain; then about an
// hour of two cores. PyTorch trains, in an environment of its own.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, main, quietly, readJson, Stop } from './lib/common.mjs';
import { pagesToLearn, randomOf, readFiles } from './lib/explain-words.mjs';
import { assertTunable } from './lib/families.mjs';
import { otherPeople } from './lib/other-people.mjs';
import { ensureVenv } from './lib/venv.mjs';
import { asRead, writtenScreens } from './lib/written-screens.mjs';

const SETS = [
  { profile: 'screens', seed: 21, count: 120 },
  { profile: 'screens', seed: 31, count: 100 },
  { profile: 'screens', seed: 51, count: 120 },
];
const OUT = inRoot('data', 'models', 'words.onnx');
const REPORT = inRoot('results', 'reference', 'words.json');

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

/** Side by side: what they need most is a processor. */
const PARTS = 2;
const rowsOf = (part) => inRoot('.cache', 'explain', `rows-${part}`);

/** What `scripts/train-explain/learn.py` reads: a page a line, and the numbers of all their words in a file of their own. */
async function writeRows(part) {
  const { WORD_NUMBERS } = load('phi/explain/encode');
  const [pages, numbers] = [`${rowsOf(part)}.jsonl`, `${rowsOf(part)}.f32`];
  writeFileSync(pages, `${JSON.stringify({ numbers: WORD_NUMBERS })}\n`);
  writeFileSync(numbers, '');
  await pagesToLearn(load, await allFiles(), part, PARTS, ({ words, ...page }) => {
    appendFileSync(pages, `${JSON.stringify({ ...page, words: words.length })}\n`);
    appendFileSync(numbers, Buffer.from(Float32Array.from(words.flat()).buffer));
  });
}

const finished = (child, what) =>
  new Promise((done, fail) => {
    child.on('close', (status) => (status === 0 ? done() : fail(new Stop(`${what} failed.`))));
  });

const rowsBeside = (part) =>
  finished(
    spawn(process.execPath, [...process.execArgv, process.argv[1], '--part', String(part)], { stdio: 'inherit' }),
    `Part ${part} of the rows`,
  );

/** The network, and beside it the same training without an eighth of the sources, which says how words of those are judged. */
async function fit() {
  const packages = readFileSync(inRoot('scripts', 'train-explain', 'requirements.txt'), 'utf8')
    .trim()
    .split('\n');
  const python = ensureVenv('explain/venv', packages);
  const rows = Array.from({ length: PARTS }, (_, part) => rowsOf(part));
  const run = (...args) =>
    finished(
      spawn(python, [inRoot('scripts', 'train-explain', 'learn.py'), ...rows, ...args], { stdio: 'inherit' }),
      'The training',
    );
  await Promise.all([run('--out', OUT), run('--check', REPORT)]);
  const { WORD_TRAITS: sees } = load('phi/explain/encode');
  writeFileSync(REPORT, `${JSON.stringify({ ...readJson(REPORT), sees }, null, 1)}\n`);
}

async function allFiles() {
  const files = [];
  for (const set of SETS) files.push(...(await filesOf(set)));
  const { bare } = load('phi/explain/forms');
  const random = randomOf(7);
  const screens = writtenScreens();
  const change = otherPeople(screens);
  // The vocabulary counts the screens of each word: these are among them.
  for (const screen of screens) {
    const otherwise = (draw) => asRead(change(screen, draw), bare, draw);
    files.push({ ...asRead(screen, bare, random), isCounted: true, otherwise });
  }
  return files;
}

const { part } = parseArgs({ options: { part: { type: 'string' } } }).values;
await main(() => (part === undefined ? train() : writeRows(Number(part))));

async function train() {
  mkdirSync(inRoot('.cache', 'explain'), { recursive: true });
  for (const set of SETS) await filesOf(set);
  await Promise.all(Array.from({ length: PARTS }, (_, index) => rowsBeside(index)));
  await fit();
}
