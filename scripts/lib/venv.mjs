// Virtual environments for other people's packages, each in a folder of its own below .cache, made once.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, quietly, Stop, tail } from './common.mjs';
import { findPython } from './python.mjs';

/** The Python of the environment `.cache/NAME`. */
export const pythonOf = (name) =>
  process.platform === 'win32'
    ? inRoot('.cache', name, 'Scripts', 'python.exe')
    : inRoot('.cache', name, 'bin', 'python');

/** Makes `.cache/NAME` with these packages unless it is there; needs the network then. Throws `Stop` with what went wrong. */
export function ensureVenv(name, packages, say = console.log) {
  const folder = inRoot('.cache', name);
  const stamp = join(folder, '.packages');
  const wanted = packages.join(' ');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return pythonOf(name);
  say(`Installing ${wanted} into .cache/${name} (once) ...`);
  rmSync(folder, { recursive: true, force: true });
  const base = findPython();
  const steps = [
    [base.command, [...base.args, '-m', 'venv', folder]],
    [pythonOf(name), ['-m', 'pip', 'install', '-q', '--no-input', '--disable-pip-version-check', ...packages]],
  ];
  for (const [command, args] of steps) {
    const { status, output } = quietly(command, args);
    if (status !== 0) throw new Stop(`.cache/${name} could not be made; what Python says last:\n${tail(output)}`);
  }
  writeFileSync(stamp, wanted);
  return pythonOf(name);
}
