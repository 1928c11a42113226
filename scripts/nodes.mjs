// npm run nodes [-- 22 24]: other versions of Node, from npm packages (node-PLATFORM-ARCH), run the fast unit tests and one notebook.
// They lie in .cache/node/VERSION; where they cannot be fetched a word says so and nothing fails.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, inRoot, main, openly, quietly } from './lib/common.mjs';
import { setUp } from './setup.mjs';

/** Layers whose tests load no large model and open no browser. */
const FAST = /^(base|dicom|page|phi|evaluate|notebook|cli)\/(?!.*browser).*\.test\.js$/;
const NOTEBOOK = inRoot('examples', 'first-figure.ipynb');

function fetched(version) {
  const folder = inRoot('.cache', 'node', version);
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const node = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(node)) return node;
  const args = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', `${name}@${version}`];
  const { status } = quietly('npm', args, { shell: process.platform === 'win32' });
  return status === 0 && existsSync(node) ? node : undefined;
}

async function check(version) {
  const node = fetched(version);
  if (node === undefined) {
    console.log(`Node ${version} could not be fetched: not tried.`);
    return 0;
  }
  console.log(`\n== Node ${quietly(node, ['--version']).stdout.trim()}`);
  const tests = filesBelow(inRoot('dist'))
    .filter((file) => FAST.test(file))
    .map((file) => inRoot('dist', file));
  const units = await openly(node, ['--test', '--test-reporter=dot', ...tests]);
  const out = mkdtempSync(join(tmpdir(), 'deid-node-'));
  try {
    const data = join(out, 'data');
    const cli = inRoot('dist', 'cli.js');
    const made = await openly(node, [cli, 'prepare', '--out', data, '--count', '2']);
    const env = { ...process.env, DEID_DATA: data, DEID_OUT: join(out, 'results') };
    const notebook = await openly(node, [inRoot('scripts', 'run-notebook.mjs'), NOTEBOOK, out], { env });
    console.log(
      `Node ${version}: unit tests ${units === 0 ? 'pass' : 'FAIL'}, notebook ${made + notebook === 0 ? 'passes' : 'FAILS'}`,
    );
    return units + made + notebook;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

await main(async () => {
  await setUp();
  const versions = process.argv.length > 2 ? process.argv.slice(2) : ['22', '24'];
  let failed = 0;
  for (const version of versions) failed += await check(version);
  // The kernelspec names the Node that ran last: back to this one.
  await setUp();
  return failed === 0 ? 0 : 1;
});
