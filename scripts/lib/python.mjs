// The project's own Python: .venv with JupyterLab and nbconvert, and in it the kernelspec of the project's own tslab.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, inRoot, quietly, root, Stop, tail } from './common.mjs';

const windows = process.platform === 'win32';
const venv = inRoot('.venv');
const stamp = join(venv, '.requirements');

/** The Python inside .venv. */
export const python = windows ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');

/** `DEID_PYTHON` first; then names on the PATH; then the usual places, for a PATH that lacks them. */
function candidates() {
  const names = ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
  const places = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin', '/opt/conda/bin'].map((place) => [
    join(place, 'python3'),
  ]);
  const own = process.env.DEID_PYTHON;
  if (own) return [[own]];
  return [...names.map((name) => [name]), ...(windows ? [['py', '-3']] : places)];
}

const probe =
  'import sys, importlib.util as u; print("%d.%d" % sys.version_info[:2], u.find_spec("venv") is not None and u.find_spec("ensurepip") is not None)';

/** The first Python >= 3.10 that can make virtual environments. Throws `Stop` saying what is missing. */
export function findPython() {
  let tooOld;
  let withoutVenv;
  for (const [command, ...args] of candidates()) {
    const { status, stdout } = quietly(command, [...args, '-c', probe]);
    const found = status === 0 ? /^(\d+)\.(\d+) (True|False)/.exec(stdout) : null;
    if (!found) continue;
    const version = `${found[1]}.${found[2]}`;
    if (Number(found[1]) < 3 || Number(found[2]) < 10) tooOld ??= version;
    else if (found[3] === 'False') withoutVenv ??= version;
    else return { command, args, version };
  }
  if (withoutVenv) {
    throw new Stop(
      `Python ${withoutVenv} is here but cannot make virtual environments: install its venv module (Debian and Ubuntu: \`apt install python3-venv\`) and run again.`,
    );
  }
  if (tooOld)
    throw new Stop(
      `Python ${tooOld} is too old: install Python 3.10 or newer, or name one by DEID_PYTHON=/path/to/python3, and run again.`,
    );
  throw new Stop(
    'No Python was found: install Python 3.10 or newer, or name one by DEID_PYTHON=/path/to/python3, and run again.',
  );
}

function explainPip(output) {
  if (
    /NameResolutionError|name resolution|NewConnectionError|ConnectTimeout|ReadTimeout|Network is unreachable|ProxyError|SSLError/i.test(
      output,
    )
  ) {
    return 'The Python package index cannot be reached: connect to the network, or name a mirror by PIP_INDEX_URL=URL, and run again.';
  }
  if (/No space left/i.test(output))
    return 'The disk is full: JupyterLab needs about 400 MB in the project folder; make room and run again.';
  return `JupyterLab could not be installed into .venv; what pip says last:\n${tail(output)}`;
}

/** Makes .venv when it is missing, broken or made from other requirements. Returns true when it had to. */
export function ensurePython(say) {
  const wanted = digestOf([inRoot('requirements.txt')]);
  // A .venv whose own Python has gone (an upgrade of the system, a copied folder) is not usable, stamp or not.
  const usable =
    existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && quietly(python, ['-c', '']).status === 0;
  if (usable) return false;
  const base = findPython();
  say(`Installing JupyterLab for Python ${base.version} into .venv (once; about a minute) ...`);
  rmSync(venv, { recursive: true, force: true });
  const made = quietly(base.command, [...base.args, '-m', 'venv', venv]);
  if (made.status !== 0) throw new Stop(`Python could not make .venv; what it says last:\n${tail(made.output)}`);
  const installed = quietly(python, [
    '-m',
    'pip',
    'install',
    '--disable-pip-version-check',
    '--no-input',
    '--retries',
    '2',
    '-r',
    inRoot('requirements.txt'),
  ]);
  if (installed.status !== 0) throw new Stop(explainPip(installed.output));
  writeFileSync(stamp, wanted);
  return true;
}

/** What the project's own Jupyter looks into first: its kernel, whichever .venv is used. */
const ownJupyter = inRoot('.cache', 'jupyter');

/**
 * Writes the kernelspec into a Jupyter data folder (`kernels/tslab/kernel.json`); its paths are absolute, so it is written again at each
 * set-up (the folder may have been moved). Returns its path.
 */
export function writeKernelspec(jupyter = ownJupyter) {
  const folder = join(jupyter, 'kernels', 'tslab');
  mkdirSync(folder, { recursive: true });
  const spec = {
    argv: [process.execPath, inRoot('scripts', 'kernel.mjs'), '{connection_file}'],
    display_name: 'TypeScript',
    language: 'typescript',
  };
  const path = join(folder, 'kernel.json');
  writeFileSync(path, `${JSON.stringify(spec, null, 2)}\n`);
  return path;
}

/** JupyterLab's news are a request to another host at each start, and a question to the user: off. */
export function writeLabSettings() {
  const folder = join(venv, 'share', 'jupyter', 'lab', 'settings');
  mkdirSync(folder, { recursive: true });
  const settings = { '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false } };
  writeFileSync(join(folder, 'overrides.json'), `${JSON.stringify(settings, null, 2)}\n`);
}

/** Jupyter's own folders are put inside .venv: no settings of the user's other Jupyters come in, none are left behind. */
export function jupyterEnvironment(extra = {}) {
  const { PYTHONPATH: _path, PYTHONHOME: _home, JUPYTER_PATH: _jupyter, ...env } = process.env;
  return {
    ...env,
    JUPYTER_CONFIG_DIR: join(venv, 'etc', 'jupyter-user'),
    JUPYTER_DATA_DIR: join(venv, 'share', 'jupyter-user'),
    JUPYTER_RUNTIME_DIR: join(venv, 'run'),
    IPYTHONDIR: join(venv, 'etc', 'ipython'),
    JUPYTER_PATH: ownJupyter,
    JUPYTER_PLATFORM_DIRS: '1',
    DEID_ROOT: root,
    ...extra,
  };
}
