// npm run study: what a pipeline leaves and what it damages, on files whose truth is known.
//
// Listings, text by text, to standard output (test data only, their texts are printed); totals last:
//   npm run study -- --dev DIR   [--pipeline proof] [--limit N] [--header off] [--only NAME,NAME]   a folder of `dicom-deid prepare`
//   npm run study -- --real DIR  [...]      real files with truth (`../shared/real`): DIR/files, DIR/truth
//   npm run study -- --cases DIR [...]      small cases (`../shared/cases`): DIR/expected.json
//
// The generated families in bulk:
//   npm run study -- [--pipeline proof] [--sets published:on,published:off,...] [--count 300] [--seed 1] [--workers 2]
//     [--fresh] [--only-table] [--docs]
// Prepares each profile, evaluates it in parts that run side by side (finished parts are not run again), and prints a table.
// --only-table runs nothing and says what the parts that are done give; --docs puts the sets' rows into
// results/reference/study.json, with the state and machine that the parts themselves name, and writes docs/proof.md from it.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { inRoot, main } from './lib/common.mjs';
import { listing, totals } from './lib/study-listing.mjs';
import { studySets } from './lib/study-sets.mjs';
import { caseFiles, preparedFiles, realFiles } from './lib/study-truth.mjs';

const text = (value) => ({ type: 'string', ...(value === undefined ? {} : { default: value }) });
const flag = { type: 'boolean', default: false };

const OPTIONS = {
  pipeline: text('proof'),
  header: text('on'),
  dev: text(),
  real: text(),
  cases: text(),
  limit: text('0'),
  only: text(),
  sets: text('published:on,published:off,clinical:on,hard:on,clean:on'),
  count: text('300'),
  seed: text('1'),
  workers: text('2'),
  fresh: flag,
  docs: flag,
  'only-table': flag,
};

const SOURCES = {
  dev: preparedFiles,
  real: (_load, folder) => realFiles(folder),
  cases: (_load, folder) => caseFiles(folder),
};

async function listFiles(load, values, source) {
  const all = await SOURCES[source](load, resolve(values[source]));
  const names = values.only?.split(',');
  const named = names === undefined ? all : all.filter(({ name }) => names.some((part) => name.includes(part)));
  const files = Number(values.limit) > 0 ? named.slice(0, Number(values.limit)) : named;
  const rows = await listing(load, { pipeline: values.pipeline, header: values.header }, files);
  console.log(totals(rows));
}

await main(async () => {
  const { values } = parseArgs({ options: OPTIONS });
  build();
  const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));
  const source = Object.keys(SOURCES).find((name) => values[name] !== undefined);
  if (source !== undefined) await listFiles(load, values, source);
  else await studySets(load, { ...values, count: Number(values.count), workers: Number(values.workers) });
});
