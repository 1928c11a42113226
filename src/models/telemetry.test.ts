import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { buildDicom } from '../dicom/testing';

/** What loads models, as a person starts it: each may make no network call and leave no file behind. */

const dist = join(__dirname, '..');
const root = mkdtempSync(join(tmpdir(), 'deid-telemetry-'));
after(() => rmSync(root, { recursive: true, force: true }));

const hasStrace = spawnSync('strace', ['-V']).error === undefined;

/** Runs Node with a home and a temporary folder of its own; returns the network calls and the files that are there afterwards. */
function watched(name: string, args: readonly string[]) {
  const [home, temporary, log] = ['home', 'tmp', 'log'].map((part) => join(root, `${name}-${part}`));
  for (const folder of [home, temporary]) mkdirSync(folder);
  const { ORT_DISABLE_TELEMETRY: _, ...inherited } = process.env;
  const env = { ...inherited, HOME: home, USERPROFILE: home, XDG_CACHE_HOME: join(home, 'cache'), TMPDIR: temporary };
  const command = [process.execPath, ...args];
  const traced = hasStrace ? ['strace', '-f', '-qq', '-e', 'trace=connect,sendto,sendmsg,sendmmsg', '-o', log] : [];
  const [program, ...rest] = [...traced, ...command];
  const result = spawnSync(program, rest, { env, encoding: 'utf8' });
  assert.equal(result.status, 0, result.stderr);
  // Local sockets (of the name service cache, say) are no network.
  const calls = hasStrace ? readFileSync(log, 'latin1').split('\n') : [];
  return {
    network: calls.filter((line) => /AF_INET|sin6?_addr|htons\(/.test(line)),
    files: [home, temporary].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })),
  };
}

const LIBRARY = `
const { openSession } = require(${JSON.stringify(join(dist, 'models', 'session.js'))});
const { verifyModel } = require(${JSON.stringify(join(dist, 'models', 'verify.js'))});
const { DETECTOR } = require(${JSON.stringify(join(dist, 'models', 'manifest.js'))});
verifyModel(DETECTOR)
  .then((model) => openSession(model, 'cpu'))
  .then((session) => session.close());
`;

const CLI = join(dist, 'cli.js');

function redactArgs(workers: number): readonly string[] {
  const input = join(root, `in-${workers}`);
  mkdirSync(input);
  for (const name of ['a.dcm', 'b.dcm']) writeFileSync(join(input, name), buildDicom({ rows: 32, columns: 32 }));
  const out = join(root, `out-${workers}`);
  return [CLI, 'redact', '--in', input, '--out', out, '--pipeline', 'detector-base', '--workers', String(workers)];
}

const THREAD = `
const { Worker } = require('node:worker_threads');
require(${JSON.stringify(join(dist, 'index.js'))});
new Worker(${JSON.stringify(LIBRARY)}, { eval: true }).on('error', (error) => { throw error; });
`;

const STARTS: Readonly<Record<string, () => readonly string[]>> = {
  library: () => ['-e', LIBRARY],
  'command line': () => redactArgs(1),
  'worker processes': () => redactArgs(2),
  'a thread of somebody who imported the library': () => ['-e', THREAD],
};

for (const [name, args] of Object.entries(STARTS)) {
  test(`${name}: no network call, no file in home or temporary folder`, (context) => {
    const { network, files } = watched(name.replace(/\W/g, '-'), args());
    if (!hasStrace) context.diagnostic('no strace here: network calls were not watched');
    assert.deepEqual(network, []);
    assert.deepEqual(files, []);
  });
}
