import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { blankDicom } from '../run/testing';
import { printable, printableJson, printableLines } from './printable';

let root = '';
const at = (...parts: string[]) => path.join(root, ...parts);

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
  await mkdir(at('in'));
  for (let seed = 0; seed < 8; seed += 1) await writeFile(at('in', `${seed}.dcm`), blankDicom(seed));
});
after(() => rm(root, { recursive: true, force: true }));

const start = (...args: string[]): ChildProcess =>
  spawn(process.execPath, [path.join(__dirname, '..', 'cli.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

async function ended(child: ChildProcess) {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

const lines = async (out: string): Promise<number> =>
  (await readFile(at(out, 'ledger.jsonl'), 'utf8').catch(() => ''))
    .split('\n')
    .filter((line) => /"kind":"file"/.test(line)).length;

/** Process ids below another, where the system has `ps`. */
async function childrenOf(parent: number): Promise<readonly number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return rows.flatMap(([pid, above]) => (above === parent ? [pid] : []));
}

for (const [signal, code] of [
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const) {
  test(`${signal} finishes the files at hand, says how to go on and ends with ${code}; the same command goes on`, async () => {
    const options = ['--pipeline', 'tesseract', '--header', 'off', '--header-profile', 'keep'];
    const args = ['redact', '--in', at('in'), '--out', at(signal), ...options];
    const workers = signal === 'SIGINT' ? ['--workers', '2'] : [];
    const child = start(...args, ...workers);
    const end = ended(child);
    while ((await lines(signal)) === 0 && child.exitCode === null) await new Promise((go) => setTimeout(go, 5));
    child.kill(signal);
    const stopped = await end;
    // A fast machine may have finished before the signal came; then there was nothing to stop.
    if (stopped.code !== 0) {
      assert.equal(stopped.code, code);
      assert.match(stopped.out, /the same command goes on where it stopped/);
    }
    assert.deepEqual(
      (await readdir(at(signal))).filter((name) => /lock|parts/.test(name)),
      [],
    );
    const rest = await ended(start(...args, ...workers));
    assert.equal(rest.code, 0);
    assert.match(rest.out, /^8 files: 0 redacted, 8 with nothing found/);
  });
}

test('control characters of file names never reach the terminal', async () => {
  const evil = 'a\u001b]0;title\u0007\u009b31m\r\n\u202egnp.dcm';
  assert.equal(printable(evil), 'a\\x1b]0;title\\x07\\x9b31m\\x0d\\x0a\\u{202e}gnp.dcm');
  assert.equal(printableLines('a\nb\u001b'), 'a\nb\\x1b');
  assert.deepEqual(JSON.parse(printableJson(JSON.stringify({ evil }))), { evil });
  await mkdir(at('evil'));
  await writeFile(at('evil', evil), 'no image');
  await writeFile(at('evil', `${evil}.txt`), 'no image');
  await writeFile(at('evil', 'a.dcm'), blankDicom(1));
  for (const more of [[], ['--json']]) {
    const args = ['redact', '--in', at('evil'), '--out', at('evil-out'), '--pipeline', 'tesseract', '--header', 'off'];
    const { code, out, err } = await ended(start(...args, ...more));
    assert.equal(code, 1);
    assert.match(err, /NOT_DICOM/);
    assert.equal(/[^\P{Cc}\n]|\u202e/u.test(out + err), false);
  }
});

test('a worker that is killed fails the file at hand by name, and the run goes on', {
  skip: process.platform === 'win32' && 'needs ps',
}, async () => {
  // Slow enough that the second file is not done before it is known whom to kill.
  const options = ['--pipeline', 'proof', '--log-level', 'debug'];
  const child = start('redact', '--in', at('in'), '--out', at('killed'), ...options);
  const end = ended(child);
  // The first file is done: its worker is at the second one, or asks for it.
  await new Promise<void>((go) => child.stderr?.once('data', () => go()));
  const [worker] = await childrenOf(child.pid ?? 0);
  process.kill(worker, 'SIGKILL');
  const { code, err } = await end;
  assert.match(err, /worker worker-crashed/);
  assert.equal(code, 1);
  assert.equal(await lines('killed'), 8);
  const zero = ['--pipeline', 'tesseract', '--exit-zero', '--shard', '1/1', '--secret-file', at('secret')];
  await writeFile(at('in', 'bad.dcm'), 'no image');
  assert.equal((await ended(start('redact', '--in', at('in'), '--out', at('zero'), ...zero))).code, 0);
  await rm(at('in', 'bad.dcm'));
});
