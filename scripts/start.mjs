// npm start: sets up what is missing, prepares the default dataset, runs both notebooks, exports them, says where the reports are.
// `npm start -- --data FOLDER|ZIP --pipelines a,b --limit N --header on|off --device auto|cpu|cuda|webgpu --fresh` override.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, main, openly, Stop } from './lib/common.mjs';
import { executeNotebook, exportNotebook } from './lib/notebooks.mjs';
import { setUp } from './setup.mjs';

const NOTEBOOKS = ['Visual_NLP_Metrics', 'Presidio_Metrics'];
const defaultData = inRoot('data', 'local', 'default');

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
    const status = await openly(process.execPath, [inRoot('dist', 'cli.js'), 'prepare', '--out', defaultData]);
    if (status !== 0) throw new Stop(`The default dataset could not be prepared (exit ${status}).`);
  }
  return defaultData;
}

await main(async () => {
  const options = readOptions();
  setUp();
  const results = options.out ? resolve(options.out) : inRoot('results');
  const data = await chooseData(options.data);
  const env = { DEID_DATA: data, DEID_OUT: results };
  for (const name of ['pipelines', 'limit', 'header', 'device'])
    if (options[name]) env[`DEID_${name.toUpperCase()}`] = options[name];
  if (options.fresh) env.DEID_FRESH = '1';
  const reports = [];
  for (const name of NOTEBOOKS) {
    console.log(`Running notebooks/${name}.ipynb ...`);
    const executed = await executeNotebook(inRoot('notebooks', `${name}.ipynb`), resolve(results, 'notebooks'), env);
    reports.push(await exportNotebook(executed, results));
  }
  console.log(`\nThe reports, to be opened in a browser:\n${reports.map((path) => `  ${path}`).join('\n')}`);
});
