// node scripts/ink-table.mjs: measures the ink network and writes results/reference/ink.json and the tables of docs/ink.md.
//   --seed 11        seed of the family `screens`; a held-out seed (7000 to 7999) for the last measurement only
//   --count 100      files of it, and as many without patient data
//   --gate DIR       frames that scripts/train-ink/frames.py drew, for the gate's miss rate
//   --ink-only       after a training: on the generated files only the network is asked, the detectors' figures stay as they were measured
//   --page           measures nothing, writes the page from the results again
// Needs the set-up for PP-OCRv6's row and ../shared/real for the real files; what is not there has no row.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { inRoot, main, quietly, readJson, Stop } from './lib/common.mjs';
import { measureGates, measureTime } from './lib/ink-gate.mjs';
import { countEmpty, countItems, emptyViews, measureEmpty, measureItems, openAll } from './lib/ink-measure.mjs';
import { inkPage } from './lib/ink-page.mjs';

const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));
const results = inRoot('results', 'reference', 'ink.json');
const page = inRoot('docs', 'ink.md');
/** White on black becomes 36 of 255. */
const FADE = 0.14;
const THRESHOLDS = [64, 80, 96, 128, 160, 192];

/** Drawn anew each time: the generator changes, and figures of files that it draws no more would stand for those that it does. */
function made(profile, seed, count) {
  const out = inRoot('.cache', 'ink', 'eval', `${profile}-${seed}-${count}`);
  rmSync(out, { recursive: true, force: true });
  const args = ['dist/cli.js', 'prepare', '--profile', profile, '--seed', seed, '--count', count, '--out', out];
  const { status, output } = quietly('node', args.map(String));
  if (status !== 0) throw new Stop(`prepare --profile ${profile} failed: ${output.slice(-300)}`);
  return out;
}

const FAINT = 'letters from 7 px, contrast 25 to 40';
/** Letters from 7 pixels by contrast, the smaller ones, and texts of one or two characters. */
const GROUPS = {
  'letters from 7 px, contrast from 40': ({ height, contrast }) => height >= 7 && contrast >= 40,
  [FAINT]: ({ height, contrast }) => height >= 7 && contrast >= 25 && contrast < 40,
  'letters below 7 px, contrast from 25': ({ height, contrast }) => height < 7 && contrast >= 25,
  'one or two characters, contrast from 25': ({ text, contrast }) => text.length <= 2 && contrast >= 25,
  'patient data, contrast from 25': ({ keep, contrast }) => !keep && contrast >= 25,
};

const grouped = (items) =>
  Object.fromEntries(Object.entries(GROUPS).map(([name, test]) => [name, countItems(items.filter(test), THRESHOLDS)]));

/** Groups or sets with what an earlier run counted of the detectors. Throws `Stop` where that run saw other files. */
function withDetectors(now, earlier, size, figure) {
  return Object.fromEntries(
    Object.entries(now).map(([name, found]) => {
      if (earlier?.[name]?.[size] !== found[size])
        throw new Stop(`No figures of the detectors for ${name}: leave out --ink-only`);
      return [name, { ...found, [figure]: { ...earlier[name][figure], ...found[figure] } }];
    }),
  );
}

async function measure({ seed, count, gate, 'ink-only': inkOnly }) {
  build();
  const all = await openAll();
  const asked = inkOnly ? { ...all, detectors: [] } : all;
  const earlier = inkOnly ? readJson(results) : undefined;
  const shared = load('base/paths').sharedFolder('real');
  const written = made('screens', seed, count);
  const twins = made('screens-clean', seed, count);
  const screens = grouped(await measureItems(written, asked, THRESHOLDS));
  const faint = await measureItems(written, { ...all, detectors: [] }, THRESHOLDS, { fade: FADE });
  const real = shared ? await measureItems(shared, all, THRESHOLDS) : [];
  const empty = {};
  for (const [profile, folder] of [
    ['screens-clean', twins],
    ['clean', made('clean', 402, 24)],
  ]) {
    empty[profile] = countEmpty(await measureEmpty(emptyViews(folder), asked, THRESHOLDS), THRESHOLDS);
  }
  return {
    model: all.ink.models[0],
    threshold: load('base/ink').INK_THRESHOLD,
    seed: Number(seed),
    count: Number(count),
    thresholds: THRESHOLDS,
    items: {
      screens: earlier ? withDetectors(screens, earlier.items.screens, 'items', 'touched') : screens,
      faint: { [FAINT]: grouped(faint)[FAINT] },
      ...(real.length > 0 ? { real: grouped(real) } : {}),
    },
    empty: earlier ? withDetectors(empty, earlier.empty, 'frames', 'detectors') : empty,
    gate: await measureGates(written, twins, gate, all),
    time: await measureTime(all),
  };
}

await main(async () => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '11' },
      count: { type: 'string', default: '100' },
      gate: { type: 'string' },
      'ink-only': { type: 'boolean' },
      page: { type: 'boolean' },
    },
  });
  process.env.DEID_THREADS ??= '1';
  if (!values.page) {
    const measured = await measure(values);
    mkdirSync(inRoot('results', 'reference'), { recursive: true });
    writeFileSync(results, `${JSON.stringify(measured, null, 1)}\n`);
  }
  const { wilson95 } = load('evaluate/wilson');
  writeFileSync(page, inkPage(readFileSync(page, 'utf8'), readJson(results), wilson95));
});
