// npm run study: what a pipeline leaves and what it damages, on files whose truth is known.
//
// File by file and text by text to standard output (test data only, their texts are printed), a row of figures last:
//   npm run study -- --dev DIR   [--pipeline proof] [--header off] [--limit N] [--only NAME,NAME]   a folder of `dicom-deid prepare`
//   npm run study -- --real DIR  [...]      real files with truth (`../shared/real`): DIR/files, DIR/truth
//   npm run study -- --cases DIR [...]      small cases (`../shared/cases`): DIR/expected.json
//   npm run study -- --dentdeid [--count 24] [--seed 1]      ours and theirs on files of the PyPI package dentdeid
//
// Generated families in bulk, figures only:
//   npm run study -- [--pipeline proof] [--sets published:on,screens:on:7000,...] [--count 300] [--seed 1] [--workers 2]
//     [--fresh] [--only-table]
// Prepares each set (profile:header[:seed]) and evaluates it in parts that run side by side (finished parts of this state are not run
// again). --only-table runs nothing and says what the parts that are done give.
//   npm run study -- --quick      a few files of every family, and the folders beside the project: a first row of each
//
// Every run writes its tables to results/study/. --docs, with any of them, keeps the rows in results/reference/study.json and writes
// docs/proof.md from it (`npm run docs` then the README's table); --rows FILE[,FILE] takes rows that were kept in another checkout.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { inRoot, main } from './lib/common.mjs';
import { studyDentdeid } from './lib/study-dentdeid.mjs';
import { listing } from './lib/study-listing.mjs';
import { classTable, fileTable, studyTable } from './lib/study-page.mjs';
import { keepRows, rowsOf, studyRow, writeTables } from './lib/study-rows.mjs';
import { parseSets, studySets } from './lib/study-sets.mjs';
import { caseSource, preparedSource, realSource } from './lib/study-truth.mjs';

const text = (value) => ({ type: 'string', ...(value === undefined ? {} : { default: value }) });
const flag = { type: 'boolean', default: false };

const OPTIONS = {
  pipeline: text('proof'),
  header: text('on'),
  dev: text(),
  real: text(),
  cases: text(),
  dentdeid: flag,
  quick: flag,
  limit: text('0'),
  only: text(),
  rows: text(),
  sets: text('published,published:off,clinical,hard,clean,screens,screens:on:7000,screens-clean:on:7000'),
  count: text(),
  seed: text('1'),
  workers: text('2'),
  fresh: flag,
  docs: flag,
  'only-table': flag,
};

const SOURCES = { dev: preparedSource, real: realSource, cases: caseSource };

/** Lists the files of one source and returns their row; `--limit` and `--only` choose among them. */
async function listSource(load, values, kind, say) {
  const { family, seed, files: all } = await SOURCES[kind](load, resolve(values[kind]));
  const names = values.only?.split(',');
  const named = names === undefined ? all : all.filter(({ name }) => names.some((part) => name.includes(part)));
  const files = Number(values.limit) > 0 ? named.slice(0, Number(values.limit)) : named;
  const { pipeline, header } = values;
  const judged = await listing(load, { pipeline, header }, files, say);
  const row = await studyRow(load, { family, seed, header, system: pipeline }, judged);
  writeTables(`${family}-${pipeline}`, fileTable(judged), classTable([row]));
  return row;
}

/** So few files of each family that a first row of all is there within a quarter of an hour on two idle cores. */
const QUICK = { count: 6, part: 3 };
const QUICK_SETS = 'published,clinical,hard,clean,screens,screens:on:7000,screens-clean';

async function quickRows(load, values) {
  const sets = parseSets(QUICK_SETS, values.seed);
  const options = { ...QUICK, pipeline: values.pipeline, workers: Number(values.workers), fresh: values.fresh };
  const rows = await studySets(load, sets, options);
  for (const kind of ['real', 'cases']) {
    const folder = inRoot('..', 'shared', kind);
    if (!existsSync(folder)) console.log(`There is no ../shared/${kind} beside the project: left out.`);
    else rows.push(await listSource(load, { ...values, [kind]: folder }, kind, () => {}));
  }
  return rows;
}

async function measured(load, values) {
  if (values.rows) return values.rows.split(',').flatMap(rowsOf);
  const kind = Object.keys(SOURCES).find((name) => values[name] !== undefined);
  if (kind !== undefined) return [await listSource(load, values, kind, console.log)];
  if (values.dentdeid) return studyDentdeid(load, { ...values, count: Number(values.count ?? 24) });
  if (values.quick) return quickRows(load, values);
  return studySets(load, parseSets(values.sets, values.seed), {
    pipeline: values.pipeline,
    count: Number(values.count ?? 300),
    workers: Number(values.workers),
    fresh: values.fresh,
    onlyTable: values['only-table'],
  });
}

await main(async () => {
  const { values } = parseArgs({ options: OPTIONS });
  build();
  const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));
  const rows = await measured(load, values);
  writeTables('rows', studyTable(rows), classTable(rows));
  if (values.docs) keepRows(rows);
});
