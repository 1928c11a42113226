import { lstat, open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../base/errors';
import { openZip } from '../prepare/zip-read';
import { readError } from './file-errors';
import { isBelow, realFolder } from './places';
import { claimsDicom, HEAD_BYTES, looksLikeDicom, type SkipReason, skipReason } from './sniff';

/** What stands under a name of the input. */
export type InputEntry =
  | { readonly kind: 'file'; readonly name: string }
  /** No DICOM content: not taken, but counted and listed. */
  | { readonly kind: 'skipped'; readonly name: string; readonly reason: SkipReason }
  /** May be DICOM, and cannot be taken. A folder's name ends with `/`. */
  | { readonly kind: 'failed'; readonly name: string; readonly code: string };

/** A file, folder or zip that is only read. Names are paths from its root, `/` between parts. */
export interface Inputs {
  /** Everything in it, in the order of the names. */
  list(): Promise<readonly InputEntry[]>;
  /** One file's bytes; throws `input-vanished`, `input-unreadable`, `LIMIT_EXCEEDED` beyond `maxBytes` and what the zip reader throws. */
  read(name: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface InputOptions {
  /** No file larger than this is read. */
  readonly maxBytes: number;
  /** The output folder: links that lead into it are not followed. */
  readonly out?: string;
}

/**
 * Opens what is to be de-identified or verified. Unlike `openDataset`, which knows the published layout, this takes every file with
 * DICOM content whatever its name, extension or folder, hidden ones and links to files and folders included, and tells what it left.
 */
export async function openInputs(input: string, options: InputOptions): Promise<Inputs> {
  const full = path.resolve(input);
  const kind = await stat(full).catch(() => undefined);
  if (kind === undefined) throw new DeidError('input-missing', `there is no ${input}`);
  if (kind.isDirectory()) return folderInputs(full, options);
  if (!kind.isFile()) throw new DeidError('input-not-a-file', `${input} is neither a file nor a folder`);
  if (/\.zip$/i.test(full) || (await headOf(full)).readUInt32LE(0) === 0x04034b50) return zipInputs(full, options);
  // As the dataset reader names it: with an extension.
  const name = /\.[^.]+$/.test(path.basename(full)) ? path.basename(full) : `${path.basename(full)}.dcm`;
  return {
    list: async () => [{ kind: 'file', name }],
    read: () => readBounded(full, options.maxBytes),
    close: async () => undefined,
  };
}

async function zipInputs(full: string, { maxBytes }: InputOptions): Promise<Inputs> {
  const zip = await openZip(full, { fileBytes: maxBytes });
  const entries = new Map(zip.entries.map((entry) => [entry.path, entry]));
  return {
    async list() {
      const names = [...entries.keys()].sort();
      const listed: InputEntry[] = [];
      for (const name of names) {
        if (hasFileAbove(name, entries)) listed.push({ kind: 'failed', name, code: 'output-conflict' });
        else listed.push(classify(name, Buffer.from((await entries.get(name)?.head()) ?? [])));
      }
      return listed;
    },
    async read(name) {
      const entry = entries.get(name);
      if (entry === undefined) throw new DeidError('input-vanished', 'an entry of the zip is gone');
      return entry.read();
    },
    close: zip.close,
  };
}

/** `a.dcm/b.dcm` beside `a.dcm`: an archive may hold both, a folder cannot. */
function hasFileAbove(name: string, entries: ReadonlyMap<string, unknown>): boolean {
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1))
    if (entries.has(name.slice(0, at))) return true;
  return false;
}

function folderInputs(root: string, options: InputOptions): Inputs {
  return {
    async list() {
      const listed: InputEntry[] = [];
      const out = options.out === undefined ? undefined : await realFolder(path.resolve(options.out));
      await walk(root, '', [await realpath(root)], out, listed);
      return listed;
    },
    read: (name) => readBounded(path.join(root, name), options.maxBytes),
    close: async () => undefined,
  };
}

/** Depth first, in the order of the whole paths. `above`: the real folders on the way here, so that links cannot lead in circles. */
async function walk(
  root: string,
  below: string,
  above: readonly string[],
  out: string | undefined,
  listed: InputEntry[],
): Promise<void> {
  const names = await readdir(path.join(root, below)).catch((error: unknown) => {
    listed.push({ kind: 'failed', name: `${below}/`, code: readError(error).code });
    return [];
  });
  const entries: { name: string; key: string; folder: string | undefined }[] = [];
  for (const each of names) {
    const name = below === '' ? each : `${below}/${each}`;
    const found = await kindOf(path.join(root, name), name, above, out);
    if (found === 'file') entries.push({ name, key: name, folder: undefined });
    else if ('folder' in found) entries.push({ name, key: `${name}/`, folder: found.folder });
    else listed.push(found);
  }
  for (const { name, folder } of entries.sort((a, b) => (a.key < b.key ? -1 : 1))) {
    if (folder !== undefined) await walk(root, name, [...above, folder], out, listed);
    else listed.push(await classifyFile(path.join(root, name), name));
  }
}

async function kindOf(
  full: string,
  name: string,
  above: readonly string[],
  out: string | undefined,
): Promise<'file' | { folder: string } | InputEntry> {
  try {
    const isLink = (await lstat(full)).isSymbolicLink();
    const real = isLink ? await realpath(full).catch(() => undefined) : full;
    if (real === undefined) return { kind: 'skipped', name, reason: 'broken-link' };
    if (isLink && out !== undefined && (real === out || isBelow(real, out)))
      return { kind: 'failed', name, code: 'input-inside-output' };
    const kind = await stat(full);
    if (kind.isFile()) return 'file';
    if (!kind.isDirectory()) return { kind: 'skipped', name, reason: 'not-a-file' };
    if (isLink && above.some((folder) => folder === real || isBelow(folder, real)))
      return { kind: 'skipped', name, reason: 'link-loop' };
    return { folder: isLink ? real : await realpath(full) };
  } catch (error) {
    return { kind: 'failed', name, code: readError(error).code };
  }
}

async function classifyFile(full: string, name: string): Promise<InputEntry> {
  try {
    return classify(name, await headOf(full));
  } catch (error) {
    return { kind: 'failed', name, code: readError(error).code };
  }
}

/**
 * Whether a file is taken, by its name and its first `HEAD_BYTES` or more. A name that claims to be DICOM is taken too, so that a damaged
 * file is refused by name and not passed over.
 */
export function classify(name: string, head: Buffer): InputEntry {
  const reason = skipReason(name, head);
  return reason !== undefined && !(reason === 'not-dicom' && claimsDicom(name))
    ? { kind: 'skipped', name, reason }
    : { kind: 'file', name };
}

export { looksLikeDicom };

async function headOf(full: string): Promise<Buffer> {
  const file = await open(full);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, Math.max(4, bytesRead));
  } finally {
    await file.close();
  }
}

async function readBounded(full: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(full);
    if (size > maxBytes) throw new DeidError('LIMIT_EXCEEDED', `a file holds more than ${maxBytes} bytes`);
    return await readFile(full);
  } catch (error) {
    throw readError(error);
  }
}
