// What `--speed` measures: pipelines of this state or another one, and other people's software. Each is a process that stays open and answers
// line by line, so that several can be asked in turn on the same machine at the same time.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inRoot, quietly, root, Stop } from './common.mjs';
import { PEERS } from './speed-peers.mjs';

/** A pipeline as it is started. `of` names the state where it is another one than this. */
export const pipelineSystem = (pipeline, { device = 'cpu', folder = root, threads, of } = {}) => ({
  id: [pipeline, device === 'cpu' ? '' : `on ${device}`, of === undefined ? '' : `at ${of}`].filter(Boolean).join(' '),
  kind: 'pipeline',
  command: process.execPath,
  args: [inRoot('scripts', 'lib', 'speed-server.mjs'), join(folder, 'dist'), pipeline, device],
  env: threads === undefined ? {} : { DEID_THREADS: String(threads) },
});

/** The other people's systems that can be had here; `say` hears why one is left out. */
export function peerSystems(say) {
  const found = [];
  for (const [name, { title, python, prepare, note }] of Object.entries(PEERS)) {
    const missing = prepare(say);
    if (missing !== undefined) {
      say(`${title}: left out, ${missing}`);
      continue;
    }
    const args = [inRoot('scripts', 'speed_peer.py'), name];
    found.push({ id: title, kind: 'peer', command: python, args, env: {}, ...(note === undefined ? {} : { note }) });
  }
  return found;
}

/** Another checkout that is built; throws `Stop`. */
export function otherState(folder) {
  if (!existsSync(join(folder, 'dist', 'index.js')))
    throw new Stop(`${folder} holds no built checkout: npm run build there.`);
  const { stdout } = quietly('git', ['-C', folder, 'describe', '--always', '--dirty', '--abbrev=12']);
  return stdout.trim() || 'another state';
}

/** Starts a system and waits until it can be asked. `startMs`: from the start of the process until then. */
export async function open({ id, command, args, env }) {
  const start = performance.now();
  const child = spawn(command, args, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-2000);
  });
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Stop(`${id} ended without an answer; what it says last:\n${complaint.trim()}`);
    return JSON.parse(value);
  };
  const ready = await next();
  return {
    id,
    ready,
    startMs: performance.now() - start,
    ask(question) {
      child.stdin.write(`${JSON.stringify(question)}\n`);
      return next();
    },
    close: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.stdin.end();
      }),
  };
}
