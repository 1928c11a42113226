// npm run kernel -- --user | --sys-prefix | --prefix FOLDER: registers the TypeScript kernel of this checkout where other Jupyters look:
// in the user's own Jupyter folder, inside a Python's prefix (DEID_PYTHON, else python3), or below any prefix. `--remove` takes it away.
import { rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { main, quietly, Stop } from './lib/common.mjs';
import { writeKernelspec } from './lib/python.mjs';
import { setUp } from './setup.mjs';

const USAGE = 'Usage: npm run kernel -- --user | --sys-prefix | --prefix FOLDER [--remove]';

/** Jupyter's data folder of the user, as `jupyter --data-dir` gives it. */
function userFolder() {
  if (process.env.JUPYTER_DATA_DIR) return process.env.JUPYTER_DATA_DIR;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Jupyter');
  if (process.platform === 'win32') return join(process.env.APPDATA ?? homedir(), 'jupyter');
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'jupyter');
}

function prefixOf(python) {
  const { status, stdout } = quietly(python, ['-c', 'import sys; print(sys.prefix)']);
  if (status !== 0) throw new Stop(`${python} does not run: name a Python by DEID_PYTHON=/path/to/python3.`);
  return stdout.trim();
}

function readOptions() {
  const flag = { type: 'boolean' };
  try {
    return parseArgs({
      options: { user: flag, 'sys-prefix': flag, prefix: { type: 'string' }, remove: flag },
    }).values;
  } catch (error) {
    throw new Stop(`${error.message}\n${USAGE}`);
  }
}

function folderOf(options) {
  if (options.user) return userFolder();
  const python = process.env.DEID_PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3');
  const prefix = options.prefix ? resolve(options.prefix) : options['sys-prefix'] ? prefixOf(python) : undefined;
  if (prefix === undefined) throw new Stop(USAGE);
  return join(prefix, 'share', 'jupyter');
}

await main(async () => {
  const options = readOptions();
  const folder = folderOf(options);
  if (options.remove) {
    rmSync(join(folder, 'kernels', 'tslab'), { recursive: true, force: true });
    console.log(`The TypeScript kernel is no longer registered in ${folder}.`);
    return;
  }
  await setUp();
  const spec = writeKernelspec(folder);
  console.log(`The TypeScript kernel is registered: ${dirname(spec)}`);
});
