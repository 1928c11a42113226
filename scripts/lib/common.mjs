// What every script needs: where the project is, how to stop with one sentence, how to run a command. Node built-ins only:
// this runs before `npm ci`.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const inRoot = (...parts) => join(root, ...parts);

/** An expected failure: its message is the whole story, one sentence that says what to do. No stack trace is shown. */
export class Stop extends Error {}

/** Runs a script's main function; a `Stop` ends with its sentence and exit code 1, anything else with its stack. */
export async function main(action) {
  try {
    process.exitCode = (await action()) ?? 0;
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/** Runs to the end and returns { status, output }; nothing is shown. `status` is null when the command does not exist. */
export function quietly(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, ...options });
  return {
    status: done.error ? null : done.status,
    output: `${done.stdout ?? ''}${done.stderr ?? ''}`,
    stdout: done.stdout ?? '',
  };
}

/** The same while this process goes on; `options.signal` ends it. */
export function quietlyBeside(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const parts = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(part));
    const done = (status) => resolve({ status, output: Buffer.concat(parts).toString('utf8') });
    child.on('error', () => done(null));
    child.on('close', done);
  });
}

/** Runs with the terminal's own input and output; resolves to the exit status. */
export function openly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/** All files below a folder, sorted, as paths relative to it with `/`. */
export function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort();
}

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** A digest of names and contents; a file that is not there counts as such. */
export function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    hash.update(`${relative(root, path)}\0`);
    hash.update(existsSync(path) ? readFileSync(path) : 'absent');
  }
  return hash.digest('hex');
}

/** The last lines of a command's output, for a failure that no rule explains. */
export const tail = (text, lines = 15) => text.trimEnd().split('\n').slice(-lines).join('\n');
