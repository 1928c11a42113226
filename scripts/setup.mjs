// Sets up what is missing: packages, .venv, kernelspec, dist/. Also runs alone: `npm run setup`; `npm run setup -- --cuda` fetches CUDA, too.
// Node built-ins only, and nothing newer than Node 16 at the top: an old Node must get as far as the sentence that says so.
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { ensureBuilt } from './lib/build.mjs';
import { digestOf, inRoot, main, quietlyBeside, root, Stop, tail } from './lib/common.mjs';
import { ensureCuda, placeCuda } from './lib/cuda.mjs';
import { ensureModels } from './lib/models.mjs';
import { ensurePython, writeKernelspec, writeLabSettings } from './lib/python.mjs';

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Stop(
    `Node ${process.versions.node} is too old: install Node 20.19 or newer (https://nodejs.org) and run again.`,
  );
}

function checkWritable() {
  const trial = inRoot(`.writable-${process.pid}`);
  try {
    mkdirSync(trial);
    rmSync(trial, { recursive: true });
  } catch (error) {
    if (error.code === 'ENOSPC') throw new Stop('The disk is full: make room (about 2 GB are needed) and run again.');
    throw new Stop(
      `The folder ${root} cannot be written to: copy the project to a folder of your own and run again there.`,
    );
  }
}

function explainNpm(output) {
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|EPROTO|UNABLE_TO_GET|SELF_SIGNED/.test(
      output,
    )
  ) {
    return 'The npm registry cannot be reached: connect to the network, or name a mirror by `npm config set registry URL`, and run again.';
  }
  if (/ENOSPC/.test(output))
    return 'The disk is full: the packages need about 1.2 GB in the project folder; make room and run again.';
  return `The packages could not be installed; what npm says last:\n${tail(output)}`;
}

/** npm ci when node_modules is missing or was made from another lock file. Resolves to true when it had to. */
async function ensurePackages(say) {
  // A linked node_modules (or .venv) belongs to another checkout: it is used as it is.
  if (isLink(inRoot('node_modules'))) return false;
  const stamp = inRoot('node_modules', '.lock-digest');
  const wanted = digestOf([inRoot('package-lock.json'), inRoot('.npmrc')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  say('Installing the npm packages (once; about a minute) ...');
  const args = [
    'ci',
    '--no-progress',
    '--fetch-retries=2',
    '--fetch-retry-mintimeout=2000',
    '--fetch-retry-maxtimeout=8000',
  ];
  const cli = process.env.npm_execpath;
  const done = cli?.endsWith('.js')
    ? await quietlyBeside(process.execPath, [cli, ...args])
    : await quietlyBeside('npm', args, { shell: process.platform === 'win32' });
  if (done.status === null)
    throw new Stop('npm was not found: it comes with Node (https://nodejs.org); install it and run again.');
  if (done.status !== 0) throw new Stop(explainNpm(done.output));
  writeFileSync(stamp, wanted);
  return true;
}

/** `npx dicom-deid` looks into node_modules/.bin, where npm puts the commands of packages but not the project's own. */
function linkCommand() {
  const command = inRoot('node_modules', '.bin', 'dicom-deid');
  const target = inRoot('dist', 'cli.js');
  if (isLink(inRoot('node_modules')) || !existsSync(target)) return;
  if (process.platform === 'win32') {
    writeFileSync(`${command}.cmd`, '@node "%~dp0\\..\\..\\dist\\cli.js" %*\r\n');
    return;
  }
  chmodSync(target, 0o755);
  if (!isLink(command)) symlinkSync('../../dist/cli.js', command);
}

const isLink = (path) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;

/**
 * Everything that the other scripts need. A second call finds all in place and takes well under a second. The Python packages are
 * installed while npm installs its own and the sources are compiled.
 */
export async function setUp(say = console.log) {
  checkNode();
  checkWritable();
  const beside = new AbortController();
  const python = ensurePython(say, beside.signal);
  // Awaited below; until then a failure is nobody's.
  python.catch(() => undefined);
  try {
    const packages = await ensurePackages(say);
    const built = ensureBuilt();
    linkCommand();
    const jupyter = await python;
    writeKernelspecs();
    const models = ensureModels(say);
    placeCuda();
    if (packages || jupyter || built || models) say('Set-up is complete.');
  } catch (error) {
    beside.abort();
    throw error;
  }
}

function writeKernelspecs() {
  writeKernelspec();
  if (isLink(inRoot('.venv')) || !existsSync(inRoot('.venv'))) return;
  // For others who look for kernels in this environment (VS Code).
  writeKernelspec(inRoot('.venv', 'share', 'jupyter'));
  writeLabSettings();
}

if (process.argv[1] === inRoot('scripts', 'setup.mjs'))
  await main(async () => {
    await setUp();
    if (process.argv.includes('--cuda')) await ensureCuda(console.log);
  });
