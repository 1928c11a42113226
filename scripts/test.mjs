// npm test: sets up what is missing, then lint, types, tslab's types, and every test in one run of node's runner (units, contracts,
// round trips, notebooks, browser). `npm test -- lint types tslab units notebooks` names single steps.
import { filesBelow, inRoot, main, openly, Stop } from './lib/common.mjs';
import { setUp } from './setup.mjs';

const bin = (...parts) => [inRoot('node_modules', ...parts)];
const node = (args) => openly(process.execPath, args);

function testFiles(kind) {
  const units = filesBelow(inRoot('dist'))
    .filter((file) => file.endsWith('.test.js'))
    .map((file) => inRoot('dist', file));
  const scripts = filesBelow(inRoot('scripts'))
    .filter((file) => file.endsWith('.test.mjs'))
    .map((file) => inRoot('scripts', file));
  return { units, notebooks: scripts, tests: [...scripts, ...units] }[kind];
}

// A test file that never ends (a process left over holds its output open) fails; without a limit the run would never say so.
const FILE_LIMIT_MS = 15 * 60_000;

const runTests = (kind) => () =>
  node([
    '--test',
    '--test-reporter=spec',
    '--test-concurrency=2',
    `--test-timeout=${FILE_LIMIT_MS}`,
    ...testFiles(kind),
  ]);

const STEPS = {
  lint: () => node([...bin('@biomejs', 'biome', 'bin', 'biome'), 'check', '.']),
  types: () => node([...bin('typescript', 'bin', 'tsc'), '-p', '.', '--noEmit', '--incremental', 'false']),
  tslab: () => node([inRoot('scripts', 'check-tslab-types.mjs')]),
  tests: runTests('tests'),
  units: runTests('units'),
  notebooks: runTests('notebooks'),
};

await main(async () => {
  await setUp();
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !(name in STEPS));
  if (unknown.length > 0)
    throw new Stop(`There is no step ${unknown.join(', ')}; must be one of ${Object.keys(STEPS).join(', ')}.`);
  const failed = [];
  for (const name of named.length > 0 ? named : ['lint', 'types', 'tslab', 'tests']) {
    console.log(`\n== ${name}`);
    if ((await STEPS[name]()) !== 0) failed.push(name);
  }
  console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
});
