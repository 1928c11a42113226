// CUDA for ONNX Runtime, from the Python package index alone (its own installer fetches from elsewhere): `npm run setup -- --cuda` puts the
// libraries into .cache/cuda and links the provider libraries beside the runtime. Nothing else has to be set: the program loads the
// others itself, each by its place, before it asks for CUDA (src/models/cuda.ts).
import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { digestOf, inRoot, openly, Stop } from './common.mjs';
import { python } from './python.mjs';

const list = inRoot('data', 'cuda.txt');
const folder = inRoot('.cache', 'cuda');
const stamp = join(folder, '.requirements');
const runtime = inRoot('node_modules', 'onnxruntime-node', 'bin', 'napi-v6', 'linux', 'x64');
const PROVIDERS = ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'];

const isFetched = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOf([list]);

/** Fetches what is missing; throws `Stop`. */
export async function ensureCuda(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Stop('CUDA is for Linux on x64 alone: elsewhere --device webgpu may be tried (environment.md).');
  if (!isFetched()) {
    say('Fetching the CUDA libraries into .cache/cuda (once; 1.4 GB to fetch, 2 GB on the disk) ...');
    const status = await openly(python, [inRoot('scripts', 'fetch_cuda.py'), list, folder]);
    if (status !== 0)
      throw new Stop(
        'The CUDA libraries could not be fetched; what pip says stands above. Is the disk full, the network there?',
      );
    writeFileSync(stamp, digestOf([list]));
  }
  if (!placeCuda()) throw new Stop(`The provider libraries could not be linked into ${runtime}: can it be written to?`);
  say('CUDA is in place: `npx dicom-deid env` says whether it works here.');
}

/** Links the provider libraries beside the runtime, which looks for them there; `npm ci` removes them. Returns whether they are there. */
export function placeCuda() {
  // A linked node_modules belongs to another checkout: it is used as it is.
  const isLinked = lstatSync(inRoot('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() ?? true;
  if (!isFetched() || isLinked || !existsSync(runtime)) return false;
  try {
    for (const name of PROVIDERS) {
      const link = join(runtime, name);
      if (existsSync(link)) continue;
      if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
      symlinkSync(relative(dirname(link), join(folder, 'onnxruntime', 'capi', name)), link);
    }
    return true;
  } catch {
    return false;
  }
}
