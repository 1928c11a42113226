import type * as Ort from 'onnxruntime-node';
import { DeidError } from '../base/errors';
import type { VerifiedModel } from './verify';

/** The only file that loads onnxruntime-node; it is loaded on first use because the library takes a while and 45 MB. */

export const DEVICES = ['auto', 'cpu', 'cuda', 'webgpu'] as const;
export type Device = (typeof DEVICES)[number];

/** Numbers with their shape, row-major. */
export interface Tensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A loaded model with one input and one output. */
export interface ModelSession {
  /** Milliseconds spent inside `run` so far. */
  readonly elapsedMs: number;
  run(input: Tensor): Promise<Tensor>;
  /** Frees the model; twice is fine. */
  close(): Promise<void>;
}

/** Opens a model on one execution provider. Throws `model-load` when the runtime refuses it. */
export async function openSession(model: VerifiedModel, provider: 'cpu' | 'cuda' | 'webgpu'): Promise<ModelSession> {
  const ort = await import('onnxruntime-node');
  let session: Ort.InferenceSession;
  try {
    session = await ort.InferenceSession.create(model.path, { executionProviders: [provider], logSeverityLevel: 3 });
  } catch (cause) {
    throw new DeidError('model-load', `Model ${model.file} could not be loaded on ${provider}`, { cause });
  }
  let elapsedMs = 0;
  let open = true;
  return {
    get elapsedMs() {
      return elapsedMs;
    },
    async run(input) {
      if (!open) throw new DeidError('engine-closed', `Model ${model.file} is closed`);
      const started = performance.now();
      const feed = new ort.Tensor('float32', input.data, input.dims);
      const outputs = await session.run({ [session.inputNames[0] as string]: feed });
      elapsedMs += performance.now() - started;
      const output = outputs[session.outputNames[0] as string] as Ort.Tensor;
      return { data: output.data as Float32Array, dims: output.dims };
    },
    async close() {
      if (!open) return;
      open = false;
      await session.release();
    },
  };
}
