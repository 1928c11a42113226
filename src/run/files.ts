import { randomBytes } from 'node:crypto';
import { mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../base/errors';

/** Writes under a name of its own and renames: a file under its right name is always complete. Makes the folder. */
export async function writeWhole(target: string, content: Uint8Array | string): Promise<void> {
  const folder = path.dirname(target);
  await mkdir(folder, { recursive: true });
  const part = path.join(folder, `.${randomBytes(6).toString('hex')}.part`);
  try {
    await writeFile(part, content);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw new DeidError('write-failed', `cannot write into ${folder}`, { cause: error });
  }
}

export const writeJson = (target: string, value: unknown): Promise<void> =>
  writeWhole(target, `${JSON.stringify(value, null, 1)}\n`);

/** Puts a finished folder in the place of an older one. */
export async function replaceFolder(finished: string, target: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await rename(finished, target);
}

/**
 * Where `name` goes inside `folder`. Throws `output-name` for a name that would leave it (an archive decides about names).
 */
export function insideFolder(folder: string, name: string): string {
  const target = path.resolve(folder, name);
  if (!target.startsWith(path.resolve(folder) + path.sep))
    throw new DeidError('output-name', 'a file name of the input leads out of the output folder');
  return target;
}

/**
 * Refuses an output folder that is, or lies inside, the input folder (or the folder of a single input file): the next run would
 * take outputs for inputs, and a file could be overwritten by its own output. Throws `output-inside-input`, `input-missing`.
 */
export async function checkPlaces(input: string, output: string): Promise<void> {
  const source = await realpath(input).catch(() => undefined);
  if (source === undefined) throw new DeidError('input-missing', `there is no ${input}`);
  const target = await realFolder(path.resolve(output));
  const isFolder = (await stat(source)).isDirectory();
  const within = target === source || target.startsWith(source + path.sep);
  if (isFolder ? within : target === path.dirname(source))
    throw new DeidError('output-inside-input', 'the output folder must lie outside the input folder');
}

/** The real path of a folder that may not exist yet. */
async function realFolder(folder: string): Promise<string> {
  const real = await realpath(folder).catch(() => undefined);
  if (real !== undefined) return real;
  const parent = path.dirname(folder);
  return parent === folder ? folder : path.join(await realFolder(parent), path.basename(folder));
}
