import { readFile } from 'node:fs/promises';
import { isMainThread } from 'node:worker_threads';
import type * as Ort from 'onnxruntime-node';
import { DeidError } from '../base/errors';
import { clearSubnormals } from './subnormals';
import type { VerifiedModel } from './verify';

/** The only file that loads onnxruntime-node; it is loaded on first use, because that takes a while and 45 MB. */

/**
 * ONNX Runtime 1.30 looks up a telemetry host, and leaves a device id, a database and a debug log in the user's folders, unless this is in
 * the environment before its library is loaded. Child processes inherit it. Set when this module is loaded, so that threads started
 * later have it too: a thread cannot change the environment that native code sees.
 */
const TELEMETRY_SWITCH = 'ORT_DISABLE_TELEMETRY';
const telemetryIsOff = isMainThread || process.env[TELEMETRY_SWITCH] === '1';
process.env[TELEMETRY_SWITCH] = '1';

/** An ONNX Runtime execution provider. */
export type Provider = 'cpu' | 'cuda' | 'webgpu';

/** Numbers with their shape, row-major. */
export interface Tensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A loaded model with one input and one output. */
export interface ModelSession {
  readonly provider: Provider;
  /** Milliseconds spent inside `run` so far. */
  readonly elapsedMs: number;
  run(input: Tensor): Promise<Tensor>;
  /** Ends profiling; the profile is written beside `profilePrefix`. */
  endProfiling(): void;
  /** Frees the model; twice is fine. */
  close(): Promise<void>;
}

export interface SessionOptions {
  /** Path prefix of a profile to write: names the provider of each node that ran. */
  readonly profilePrefix?: string;
}

/** Opens a model on one execution provider. Throws `model-load` when the runtime refuses it. */
export async function openSession(
  model: VerifiedModel,
  provider: Provider,
  options: SessionOptions = {},
): Promise<ModelSession> {
  const ort = await loadRuntime();
  const session = await create(ort, model, provider, options);
  let elapsedMs = 0;
  let open = true;
  return {
    provider,
    get elapsedMs() {
      return elapsedMs;
    },
    async run(input) {
      if (!open) throw new DeidError('engine-closed', `Model ${model.file} is closed`);
      const started = performance.now();
      const feed = new ort.Tensor('float32', input.data, input.dims);
      const outputs = await session.run({ [session.inputNames[0]]: feed }).catch((cause: unknown) => {
        throw new DeidError('model-run', `Model ${model.file} failed on ${provider}`, { cause });
      });
      elapsedMs += performance.now() - started;
      const output = outputs[session.outputNames[0]];
      return { data: output.data as Float32Array, dims: output.dims };
    },
    endProfiling() {
      session.endProfiling();
    },
    async close() {
      if (!open) return;
      open = false;
      await session.release();
    },
  };
}

async function loadRuntime(): Promise<typeof Ort> {
  if (!telemetryIsOff) {
    throw new DeidError('model-load', `set ${TELEMETRY_SWITCH}=1 before starting a thread that loads models`);
  }
  return import('onnxruntime-node');
}

/**
 * `DEID_THREADS`: threads of a model on the CPU, for processes that run side by side. Threads of two processes on the same cores wait for
 * each other at every step. Default one a core.
 */
function threads(): { readonly intraOpNumThreads?: number } {
  const wanted = Number(process.env.DEID_THREADS);
  return Number.isInteger(wanted) && wanted > 0 ? { intraOpNumThreads: wanted } : {};
}

async function create(
  ort: typeof Ort,
  model: VerifiedModel,
  provider: Provider,
  { profilePrefix }: SessionOptions,
): Promise<Ort.InferenceSession> {
  try {
    const bytes = await readFile(model.path);
    clearSubnormals(bytes);
    return await ort.InferenceSession.create(bytes, {
      executionProviders: [provider],
      logSeverityLevel: 4,
      // Inputs come in many sizes: a plan for each would keep a block for each, and memory would grow with the file. The arena itself
      // serves them all from the same blocks; without it every run takes fresh pages from the system and leaves the heap in pieces.
      enableMemPattern: false,
      ...threads(),
      // Threads that spin while they wait cost other work as much as they gain, and on a busy machine everything.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
      ...(profilePrefix === undefined ? {} : { enableProfiling: true, profileFilePrefix: profilePrefix }),
    });
  } catch (cause) {
    throw new DeidError('model-load', `Model ${model.file} could not be loaded on ${provider}`, { cause });
  }
}
