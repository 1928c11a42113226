// node scripts/train-explain.mjs [--only-fit]: learns the weights by which a word stays or goes (src/phi/explain/score.ts) from development
// seeds of `prepare`, as the product reads them, and writes data/explain-model.json. Prepares and reads about 300 files on the first go
// (20 minutes of one core), kept in .cache/explain; deterministic from there on. Says how the words of makers that were left out are judged.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inRoot, main, quietly, Stop } from './lib/common.mjs';
import { readFiles, wordRows } from './lib/explain-words.mjs';
import { assertTunable } from './lib/families.mjs';
import { chanceOf, fitLogistic } from './lib/logistic.mjs';

const SETS = [
  { profile: 'screens', seed: 21, count: 120 },
  { profile: 'screens', seed: 31, count: 100 },
  { profile: 'screens-clean', seed: 22, count: 80 },
];
const RIDGE = 1;
const FOLDS = 6;
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

/** Chances of words of makers that had no part in the fit. */
function leftOutChances(rows) {
  const groups = [...new Set(rows.map(({ group }) => group))].sort();
  const foldOf = ({ group }) => groups.indexOf(group) % FOLDS;
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const tested = rows.filter((row) => foldOf(row) === fold && !row.isVariant);
    const others = rows.filter((row) => foldOf(row) !== fold);
    if (tested.length === 0 || others.length === 0) return [];
    const model = fitLogistic(others, RIDGE);
    return tested.map(({ x, y }) => ({ y, chance: chanceOf(model, x) }));
  });
}

function leftOut(rows) {
  const chances = leftOutChances(rows);
  const keep = chances.filter(({ y }) => y === 0);
  const go = chances.filter(({ y }) => y === 1);
  const stays = (list, cost) => list.filter(({ chance }) => chance <= 1 / (1 + cost)).length;
  return {
    annotations: keep.length,
    patientData: go.length,
    byCost: COSTS.map((cost) => ({ cost, kept: stays(keep, cost), leaked: stays(go, cost) })),
  };
}

const rounded = (value) => Math.round(value * 1000) / 1000;

await main(async () => {
  mkdirSync(inRoot('.cache', 'explain'), { recursive: true });
  const { FEATURE_NAMES, KINDS } = load('phi/explain/features');
  const { LEAK_COST } = load('phi/explain/score');
  const files = [];
  for (const set of SETS) files.push(...(await filesOf(set)));
  const rows = await wordRows(load, files);
  const kinds = {};
  const checked = {};
  for (const kind of KINDS) {
    const own = rows.filter((row) => row.kind === kind);
    const { bias, weights } = fitLogistic(own, RIDGE);
    kinds[kind] = { bias: rounded(bias), weights: weights.map(rounded) };
    checked[kind] = leftOut(own);
    const { annotations, patientData, byCost } = checked[kind];
    const at = byCost.map(({ cost, kept, leaked }) => `cost ${cost}: ${kept} kept, ${leaked} leaked`).join('; ');
    console.log(`${kind}: ${annotations} annotations, ${patientData} patient data; makers left out: ${at}`);
  }
  const about =
    'Weights of src/phi/explain/score.ts, by kind of word, in the order of `features`: the logarithm of the odds that a word is patient data. Made by scripts/train-explain.mjs; `leftOut`: words of makers that had no part in the fit.';
  const model = {
    about,
    sets: SETS,
    ridge: RIDGE,
    leakCost: LEAK_COST,
    leftOut: checked,
    features: FEATURE_NAMES,
    kinds,
  };
  writeFileSync(OUT, `${JSON.stringify(model, null, 1)}\n`);
});
