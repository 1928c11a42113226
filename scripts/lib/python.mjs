// The project's own Python: .venv with JupyterLab and nbconvert, and in it the kernelspec of the project's own tslab.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, inRoot, quietly, quietlyBeside, root, Stop, tail } from './common.mjs';

const windows = process.platform === 'win32';
const venv = inRoot('.venv');
const stamp = join(venv, '.requirements');

/** `DEID_VENV=off`: no virtual environment, the Python that is there is used as it is (Colab, containers). */
const withoutVenv = process.env.DEID_VENV === 'off';

const inVenv = windows ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');

/** The Python that runs Jupyter: the one inside .venv, or with `DEID_VENV=off` the machine's own. */
export const python = withoutVenv ? (process.env.DEID_PYTHON ?? (windows ? 'python' : 'python3')) : inVenv;

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
  'import sys, importlib.util as u; print("%d.%d" % sys.version_info[:2], u.find_spec("venv") is not None, u.find_spec("ensurepip") is not None)';

/**
 * The first Python >= 3.10 that can make virtual environments; `pip`: whether they come with pip. Throws `Stop` saying what is missing.
 */
export function findPython() {
  let tooOld;
  let noVenv;
  for (const [command, ...args] of candidates()) {
    const { status, stdout } = quietly(command, [...args, '-c', probe]);
    const found = status === 0 ? /^(\d+)\.(\d+) (True|False)(?: (True|False))?/.exec(stdout) : null;
    if (!found) continue;
    const version = `${found[1]}.${found[2]}`;
    if (Number(found[1]) < 3 || Number(found[2]) < 10) tooOld ??= version;
    else if (found[3] === 'False') noVenv ??= version;
    else return { command, args, version, pip: found[4] !== 'False' };
  }
  if (noVenv) {
    throw new Stop(
      `Python ${noVenv} is here but cannot make virtual environments: install its venv module (Debian and Ubuntu: \`apt install python3-venv\`) and run again, or set DEID_VENV=off to use this Python as it is.`,
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

// Python compiles what it imports, once: compiling all that is installed would take longer than the installation.
const PIP = ['install', '--quiet', '--no-compile', '--disable-pip-version-check', '--no-input', '--retries', '2'];

/**
 * Makes .venv when it is missing, broken or made from other requirements. Resolves to true when it had to; rejects with `Stop`. pip runs
 * beside what the caller does meanwhile; aborting `signal` ends it.
 */
export async function ensurePython(say, signal) {
  if (withoutVenv) return ensureOwnPython(say, signal);
  const wanted = digestOf([inRoot('requirements.txt')]);
  // A .venv whose own Python has gone (an upgrade of the system, a copied folder) is not usable, stamp or not.
  const usable =
    existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && quietly(python, ['-c', '']).status === 0;
  if (usable) return false;
  const base = findPython();
  say(`Installing JupyterLab for Python ${base.version} into .venv (once; about a minute) ...`);
  rmSync(venv, { recursive: true, force: true });
  const made = quietly(base.command, [...base.args, '-m', 'venv', ...(base.pip ? [] : ['--without-pip']), venv]);
  if (made.status !== 0) throw new Stop(`Python could not make .venv; what it says last:\n${tail(made.output)}`);
  const requirements = ['-r', inRoot('requirements.txt')];
  // Without ensurepip the environment has no pip of its own: the outer one installs into it.
  const installed = base.pip
    ? await quietlyBeside(python, ['-m', 'pip', ...PIP, ...requirements], { signal })
    : await quietlyBeside(base.command, [...base.args, '-m', 'pip', '--python', python, ...PIP, ...requirements], {
        signal,
      });
  if (installed.status !== 0) throw new Stop(explainPip(installed.output));
  writeFileSync(stamp, wanted);
  return true;
}

/** Without a virtual environment: what runs notebooks is installed only where it is missing, so that nothing there is upgraded. */
async function ensureOwnPython(say, signal) {
  const { status } = quietly(python, ['-c', 'import nbconvert, nbclient, nbformat']);
  if (status === 0) return false;
  say('Installing nbconvert and nbclient into this Python (once) ...');
  const wanted = readFileSync(inRoot('requirements.txt'), 'utf8')
    .split('\n')
    .filter((line) => /^nb(convert|client)==/.test(line));
  const installed = await quietlyBeside(python, ['-m', 'pip', ...PIP, ...wanted], { signal });
  if (installed.status !== 0) throw new Stop(explainPip(installed.output));
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
  if (withoutVenv) return;
  const folder = join(venv, 'share', 'jupyter', 'lab', 'settings');
  mkdirSync(folder, { recursive: true });
  const settings = { '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false } };
  writeFileSync(join(folder, 'overrides.json'), `${JSON.stringify(settings, null, 2)}\n`);
}

const ownFolders = withoutVenv ? inRoot('.cache', 'jupyter-home') : venv;

/** Jupyter's own folders are put inside .venv: no settings of the user's other Jupyters come in, none are left behind. */
export function jupyterEnvironment(extra = {}) {
  const { PYTHONPATH: _path, PYTHONHOME: _home, JUPYTER_PATH: _jupyter, ...env } = process.env;
  return {
    ...env,
    JUPYTER_CONFIG_DIR: join(ownFolders, 'etc', 'jupyter-user'),
    JUPYTER_DATA_DIR: join(ownFolders, 'share', 'jupyter-user'),
    JUPYTER_RUNTIME_DIR: join(ownFolders, 'run'),
    IPYTHONDIR: join(ownFolders, 'etc', 'ipython'),
    JUPYTER_PATH: ownJupyter,
    JUPYTER_PLATFORM_DIRS: '1',
    DEID_ROOT: root,
    ...extra,
  };
}
