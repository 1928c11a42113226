import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../base/errors';
import { writeError } from './file-errors';

type Content = Uint8Array | string | AsyncIterable<string>;

/**
 * Writes under a name of its own and renames: a file under its right name is always complete. Makes the folder. Throws what
 * `writeError` names.
 *
 * @param aside folder on the same disk for what is not complete yet, so that one that a killed process left is found again; default
 * beside the target
 * @param mode who may read it; default as the system says
 */
export async function writeWhole(
  target: string,
  content: Content,
  aside = path.dirname(target),
  mode = 0o666,
): Promise<void> {
  const part = await writePart(aside, content, mode);
  await movePart(part, target);
}

/** Writes into `folder` under a new name that no input can have, down to the disk, and returns the path. Nothing is left when it fails. */
export async function writePart(folder: string, content: Content, mode = 0o666): Promise<string> {
  const part = path.join(folder, `.${randomBytes(6).toString('hex')}.part`);
  try {
    await makeFolder(folder);
    const file = await open(part, 'wx', mode);
    try {
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    return part;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw writeError(error, folder);
  }
}

/**
 * Makes a folder and those above it. Of a file system that may not be written Node's own says that something is missing (`ENOENT`); this
 * throws what making the first missing folder throws (`EROFS`).
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    let missing = path.resolve(folder);
    while (!(await isThere(path.dirname(missing)))) missing = path.dirname(missing);
    await mkdir(missing);
    await mkdir(folder, { recursive: true });
  }
}

const isThere = (place: string): Promise<boolean> =>
  stat(place).then(
    () => true,
    () => false,
  );

/** Gives a finished part its right name, in place of what stood there. Makes the folder. */
export async function movePart(part: string, target: string): Promise<void> {
  try {
    await makeFolder(path.dirname(target));
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw writeError(error, path.dirname(target));
  }
}

export const writeJson = (target: string, value: unknown, aside?: string, mode?: number): Promise<void> =>
  writeWhole(target, `${JSON.stringify(value, null, 1)}\n`, aside, mode);

/** Puts a finished folder in the place of an older one. */
export async function replaceFolder(finished: string, target: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await rename(finished, target);
}

/** Far more than anybody's rules, secrets and maps of names hold. */
const MAX_TEXT_BYTES = 2 ** 28;

/**
 * The text of a file that an option names. A pipe or a device would be waited for for ever, or has no end: `not-a-file`. Throws the file
 * system's own errors as well.
 */
export async function readOptionFile(file: string): Promise<string> {
  const kind = await stat(file);
  if (!kind.isFile() || kind.size > MAX_TEXT_BYTES)
    throw new DeidError('not-a-file', `${file} is no plain file of a usual size`);
  return readFile(file, 'utf8');
}
