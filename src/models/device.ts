import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DeidError } from '../base/errors';
import { DRIVER_LIBRARY, isCudaFetched, loadCudaLibraries, loadLibrary, missingSentence } from './cuda';
import { DETECTOR } from './manifest';
import { openSession, type Provider } from './session';
import { verifyModel } from './verify';

export const DEVICES = ['auto', 'cpu', 'cuda', 'webgpu'] as const;
/**
 * Where models shall run. `auto`: CUDA, else the CPU. WebGPU runs only when asked: on the one GPU it was measured on it read the same
 * lines as the CPU, but slower (docs/ocr.md).
 */
export type Device = (typeof DEVICES)[number];

const HOW_TO: Readonly<Record<Exclude<Provider, 'cpu'>, string>> = {
  cuda:
    'It needs Linux x64, an NVIDIA driver (580 or newer) and the CUDA libraries, which "npm ci" does not download: run ' +
    '"npm run setup -- --cuda" (see environment.md).',
  webgpu:
    'It needs a GPU driver with Vulkan (package libvulkan1 on Linux), Metal or Direct3D 12. Without a GPU a software Vulkan serves for ' +
    'tests (see environment.md).',
};

const NO_GPU = 'All its libraries load, but no model ran: is there an NVIDIA GPU, and its driver 580 or newer?';

const PROVIDER_NAMES: Readonly<Record<Provider, string>> = {
  cpu: 'CPUExecutionProvider',
  cuda: 'CUDAExecutionProvider',
  webgpu: 'WebGpuExecutionProvider',
};

const probes = new Map<Provider, Promise<void>>();

/**
 * The provider for a device. A provider counts only when it has truly run the nodes of a model here: ONNX Runtime moves nodes to
 * the CPU without a word. Throws `device-missing`, which says how to install it, `option-invalid` for an unknown device.
 *
 * @param onNotice receives a sentence when `auto` falls back to the CPU although there is an NVIDIA driver
 */
export async function chooseProvider(device: Device, onNotice?: (message: string) => void): Promise<Provider> {
  if (!DEVICES.includes(device)) {
    throw new DeidError('option-invalid', `Device must be one of: ${DEVICES.join(', ')}`);
  }
  if (device === 'cpu') return 'cpu';
  if (device !== 'auto') {
    await probe(device);
    return device;
  }
  const works =
    hasCudaFiles() &&
    loadLibrary(DRIVER_LIBRARY) === undefined &&
    loadCudaLibraries().length === 0 &&
    (await probe('cuda').then(
      () => true,
      () => false,
    ));
  if (works) return 'cuda';
  // Without an NVIDIA driver nobody expects CUDA: only where there is one its absence is news.
  if (existsSync('/proc/driver/nvidia'))
    onNotice?.('CUDA does not work here: models run on the CPU. WebGPU can be tried by its name.');
  return 'cpu';
}

/** Whether trying makes sense: a vain attempt writes warnings of native libraries to the terminal. */
function hasCudaFiles(): boolean {
  const folder = path.join(path.dirname(require.resolve('onnxruntime-node/package.json')), 'bin', 'napi-v6');
  return existsSync(path.join(folder, process.platform, process.arch, 'libonnxruntime_providers_cuda.so'));
}

/** Runs the detector once on a small picture, once a process and provider. */
function probe(provider: Exclude<Provider, 'cpu'>): Promise<void> {
  let result = probes.get(provider);
  if (!result) {
    result = runProbe(provider);
    probes.set(provider, result);
    // The absence of a GPU is remembered, so that `auto` asks once.
    result.catch(() => undefined);
  }
  return result;
}

async function runProbe(provider: Exclude<Provider, 'cpu'>): Promise<void> {
  const missing = provider === 'cuda' ? loadCudaLibraries() : [];
  if (missing.length > 0) {
    throw new DeidError('device-missing', `Device cuda does not work here. ${missingSentence(missing)}.`);
  }
  let share: number;
  try {
    share = await providerShare(provider);
  } catch (cause) {
    const loads = provider === 'cuda' && isCudaFetched();
    throw new DeidError(
      'device-missing',
      `Device ${provider} does not work here. ${loads ? NO_GPU : HOW_TO[provider]}`,
      {
        cause,
      },
    );
  }
  // What a GPU provider leaves to the CPU is shape arithmetic, a small part of the nodes.
  if (share < 0.5) {
    throw new DeidError('device-missing', `Device ${provider} leaves the models to the CPU. ${HOW_TO[provider]}`);
  }
}

/** Share of a model's nodes that `provider` runs, by the runtime's own profile. */
async function providerShare(provider: Provider): Promise<number> {
  const model = await verifyModel(DETECTOR);
  const folder = await mkdtemp(path.join(tmpdir(), 'deid-probe-'));
  try {
    const session = await openSession(model, provider, { profilePrefix: path.join(folder, 'profile') });
    try {
      await session.run({ data: new Float32Array(3 * 64 * 64), dims: [1, 3, 64, 64] });
      session.endProfiling();
    } finally {
      await session.close();
    }
    const [file] = await readdir(folder);
    const events = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as { args?: { provider?: string } }[];
    const ran = events.flatMap(({ args }) => args?.provider ?? []);
    return ran.filter((name) => name === PROVIDER_NAMES[provider]).length / Math.max(1, ran.length);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
