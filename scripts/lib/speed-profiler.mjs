// V8's sampling profiler around something that runs in this process.
import { Session } from 'node:inspector/promises';

const MICROSECONDS = 200;

/** Self time of each function in milliseconds, by `FILE.js FUNCTION`, the file below `dist` or the package's name. */
export async function selfTimes(run) {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: MICROSECONDS });
    await session.post('Profiler.start');
    await run();
    const { profile } = await session.post('Profiler.stop');
    return byFunction(profile);
  } finally {
    session.disconnect();
  }
}

function byFunction({ nodes, samples, timeDeltas }) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const found = {};
  samples.forEach((id, index) => {
    const name = names.get(id);
    found[name] = (found[name] ?? 0) + timeDeltas[index] / 1000;
  });
  return found;
}

function nameOf({ functionName, url }) {
  const [, below] = /.*\/(?:dist|node_modules)\/(.*)$/.exec(url) ?? [];
  const file = url.startsWith('wasm:') ? 'wasm' : /node_modules\/zxing/.test(url) ? 'zxing' : (below ?? '');
  return `${file} ${functionName || '(anonymous)'}`.trim();
}
