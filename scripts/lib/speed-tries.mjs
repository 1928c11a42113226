// What was tried to make the models faster, each beside the shipped form in the same run: weights as they are stored, threads, spinning threads,
// a graph that was optimised before, whole numbers of 8 bits, floating point of 16.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inRoot, quietly, tail } from './common.mjs';
import { ensurePeers, peersPython } from './speed-peers.mjs';

const require = createRequire(import.meta.url);
const folder = inRoot('.cache', 'speed');

/** The networks and an input of the size that a 512 x 512 picture gives them. */
const MODELS = {
  'detector, PP-OCRv4': { entry: 'DETECTOR', dims: [1, 3, 672, 672] },
  'detector, PP-OCRv6': { entry: 'DETECTOR_V6', dims: [1, 3, 544, 544] },
  'recogniser, PP-OCRv4': { entry: 'RECOGNISER_BASE', dims: [4, 3, 48, 192] },
  'recogniser, PP-OCRv6': { entry: 'RECOGNISER_LARGE', dims: [4, 3, 48, 192] },
  'ink network': { entry: 'INK_NETWORK', dims: [1, 3, 512, 512] },
};

const SHIPPED = { executionProviders: ['cpu'], logSeverityLevel: 4, enableMemPattern: false };
const still = { session: { intra_op: { allow_spinning: '0' } } };

/** Threads that wait by spinning and stop with the run: those that go on would slow what is measured next. */
function spinning(more = {}) {
  return { session: { intra_op: { allow_spinning: '1', ...more }, force_spinning_stop: '1' } };
}

/** Session options and, where another file is run, its kind (`speed_models.py` makes it). */
const TRIES = {
  'weights as stored': { stored: true, options: { ...SHIPPED, extra: still } },
  'one thread': { options: { ...SHIPPED, extra: still, intraOpNumThreads: 1 } },
  'threads that spin': { options: { ...SHIPPED, extra: spinning() } },
  'threads that spin for 50 µs': { options: { ...SHIPPED, extra: spinning({ spin_duration_us: '50' }) } },
  'memory pattern': { options: { ...SHIPPED, extra: still, enableMemPattern: true } },
  'graph optimised before': {
    kind: 'optimised',
    options: { ...SHIPPED, extra: still, graphOptimizationLevel: 'disabled' },
  },
  'int8, dynamic': { kind: 'int8', options: { ...SHIPPED, extra: still } },
  fp16: { kind: 'fp16', options: { ...SHIPPED, extra: still } },
};

/** Makes the variants of a model; returns why it could not. */
function variants(path, say) {
  const missing = ensurePeers(say);
  if (missing !== undefined) return missing;
  mkdirSync(folder, { recursive: true });
  const { status, output } = quietly(peersPython, [inRoot('scripts', 'speed_models.py'), path, folder]);
  return status === 0 ? undefined : tail(output, 1);
}

/** Runs `shipped` and another session in turn; milliseconds of each, of the clock and of all cores, and the largest difference of their outputs. */
async function inTurn(ort, shipped, other, feed, rounds) {
  const times = { shippedMs: [], triedMs: [], shippedCpuMs: [], triedCpuMs: [] };
  let differs = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const outputs = [];
    for (const [key, session] of [
      ['shipped', shipped],
      ['tried', other],
    ]) {
      const cpu = process.cpuUsage();
      const start = performance.now();
      const found = await session.run({ [session.inputNames[0]]: new ort.Tensor('float32', feed.data, feed.dims) });
      if (round > 0) {
        const { user, system } = process.cpuUsage(cpu);
        times[`${key}Ms`].push(hundredths(performance.now() - start));
        times[`${key}CpuMs`].push(hundredths((user + system) / 1000));
      }
      outputs.push(found[session.outputNames[0]].data);
    }
    differs = outputs[0].reduce((most, value, at) => Math.max(most, Math.abs(value - outputs[1][at])), 0);
  }
  return { ...times, differs };
}

const hundredths = (ms) => Math.round(ms * 100) / 100;

/** A grey ramp with some contrast: what is in the picture does not matter to the time. */
const feedOf = (dims) => ({
  dims,
  data: Float32Array.from({ length: dims.reduce((a, b) => a * b) }, (_, index) => ((index * 7919) % 255) / 255 - 0.5),
});

async function tryModel(model, { entry, dims }, rounds, say) {
  const { verifyModel } = require(inRoot('dist', 'models', 'verify.js'));
  const { path, file } = await verifyModel(require(inRoot('dist', 'models', 'manifest.js'))[entry]);
  const ort = require('onnxruntime-node');
  const missing = variants(path, say);
  const feed = feedOf(dims);
  const { clearSubnormals } = require(inRoot('dist', 'models', 'subnormals.js'));
  const load = async (from, options, stored = false) => {
    const start = performance.now();
    const bytes = readFileSync(from);
    if (!stored) clearSubnormals(bytes);
    const session = await ort.InferenceSession.create(bytes, options);
    return { session, loadMs: performance.now() - start };
  };
  const shipped = await load(path, { ...SHIPPED, extra: still });
  const rows = [];
  for (const [name, { kind, stored, options }] of Object.entries(TRIES)) {
    const from = kind === undefined ? path : join(folder, file.replace('.onnx', `.${kind}.onnx`));
    const row = { model, name };
    try {
      if (kind !== undefined && missing !== undefined) throw new Error(missing);
      const other = await load(from, options, stored);
      const measured = await inTurn(ort, shipped.session, other.session, feed, rounds);
      rows.push({ ...row, ...measured, loadMs: Math.round(other.loadMs), shippedLoadMs: Math.round(shipped.loadMs) });
      await other.session.release();
    } catch (error) {
      rows.push({ ...row, error: error.message.split('\n')[0].slice(0, 160) });
    }
  }
  await shipped.session.release();
  return rows;
}

/** Rows by model and try. */
export async function measureTries(rounds, say) {
  process.env.ORT_DISABLE_TELEMETRY = '1';
  const rows = [];
  for (const [model, spec] of Object.entries(MODELS)) {
    say(`tries: ${model}`);
    rows.push(...(await tryModel(model, spec, Math.max(5, rounds), say)));
  }
  return rows;
}
