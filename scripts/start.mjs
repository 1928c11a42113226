// npm start: sets up what is missing, prepares the default dataset, runs both notebooks, exports them, says where the reports are.
// `npm start -- --data FOLDER|ZIP --pipelines a,b --limit N --header on|off --device auto|cpu|cuda|webgpu --fresh` override.
import { existsSync, lstatSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, main, openly, readJson, root, Stop } from './lib/common.mjs';
import { executeNotebook, exportNotebook, pipelinesOf } from './lib/notebooks.mjs';
import { setUp } from './setup.mjs';

const NOTEBOOKS = ['Visual_NLP_Metrics', 'Presidio_Metrics'];
const defaultData = inRoot('data', 'local', 'default');
/** Six examinations of three images: four as in the published set, two of screens, films and forms of other devices. */
const DEFAULT_FILES = '18';

function readOptions() {
  const text = { type: 'string' };
  const options = {
    data: text,
    pipelines: text,
    limit: text,
    header: text,
    device: text,
    out: text,
    fresh: { type: 'boolean' },
  };
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Stop(
      `${error.message}\nUsage: npm start -- [--data FOLDER|ZIP] [--pipelines A,B] [--limit N] [--header on|off] [--device NAME] [--out FOLDER] [--fresh]`,
    );
  }
}

/** The user's own archive or folder first, else the default dataset, which is generated once. */
async function chooseData(named) {
  if (named) {
    if (existsSync(resolve(named))) return resolve(named);
    throw new Stop(
      `There is no ${named}: --data takes a folder or a zip with DICOM files and their ground truth JSON.`,
    );
  }
  const own = [inRoot('data', 'dicom_files.zip'), inRoot('data', 'dicom_files')].find((path) => existsSync(path));
  if (own) return own;
  // Written last, so that a preparation that was interrupted is done again.
  if (!existsSync(inRoot('data', 'local', 'default', 'dataset.json'))) {
    console.log('Preparing the default dataset in data/local/default ...');
    const status = await openly(process.execPath, [
      inRoot('dist', 'cli.js'),
      'prepare',
      '--profile',
      'mixed',
      '--count',
      DEFAULT_FILES,
      '--out',
      defaultData,
    ]);
    if (status !== 0) throw new Stop(`The default dataset could not be prepared (exit ${status}).`);
  }
  return defaultData;
}

/** Bytes of all files below a folder; links count as themselves. */
function bytesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesBelow(path) : lstatSync(path).size);
  }, 0);
}

await main(async () => {
  const options = readOptions();
  const begun = Date.now();
  const wasSetUp = existsSync(inRoot('dist', '.sources'));
  await setUp();
  const setUpSeconds = (Date.now() - begun) / 1000;
  const results = options.out ? resolve(options.out) : inRoot('results');
  const data = await chooseData(options.data);
  const env = { DEID_DATA: data, DEID_OUT: results };
  for (const name of ['pipelines', 'limit', 'header', 'device'])
    if (options[name]) env[`DEID_${name.toUpperCase()}`] = options[name];
  if (options.fresh) env.DEID_FRESH = '1';
  // `npm start` puts the notebooks into their reports: what they would write before is not kept.
  env.DEID_REPORT = 'later';
  const executed = [];
  for (const name of NOTEBOOKS) {
    const asked = options.pipelines ?? process.env.DEID_PIPELINES;
    const there = pipelinesOf(readJson(inRoot('notebooks', `${name}.ipynb`)));
    if (asked && !asked.split(',').some((id) => there.includes(id.trim()))) {
      console.log(`notebooks/${name}.ipynb has none of the pipelines ${asked}: it is left out.`);
      continue;
    }
    console.log(`Running notebooks/${name}.ipynb ...`);
    executed.push(await executeNotebook(inRoot('notebooks', `${name}.ipynb`), resolve(results, 'notebooks'), env));
  }
  console.log('Writing the reports ...');
  const reports = await Promise.all(executed.map((notebook) => exportNotebook(notebook, results)));
  // What a first start costs, for the README (npm run docs -- --from results).
  if (!wasSetUp)
    writeFileSync(
      resolve(results, 'start.json'),
      `${JSON.stringify({ setUpSeconds, seconds: (Date.now() - begun) / 1000 - setUpSeconds, gigabytes: bytesBelow(root) / 1e9, cores: cpus().length }, null, 1)}\n`,
    );
  console.log(`\nThe reports, to be opened in a browser:\n${reports.map((path) => `  ${path}`).join('\n')}`);
});
