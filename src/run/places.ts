import { lstat, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../base/errors';
import { QUARANTINE } from './layout';

/**
 * Where `name` goes inside `folder`. Throws `output-name` for a name that would leave it (an archive decides about names).
 */
export function insideFolder(folder: string, name: string): string {
  const target = path.resolve(folder, name);
  if (!isBelow(target, path.resolve(folder)))
    throw new DeidError('output-name', 'a file name of the input leads out of the output folder');
  return target;
}

/** Whether a path lies below a folder; the folder itself does not. Both absolute. */
export const isBelow = (inner: string, folder: string): boolean =>
  inner.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);

/**
 * Refuses an output folder that is, or lies inside, the input folder (or the folder of a single input file): the next run would
 * take outputs for inputs, and a file could be overwritten by its own output. Throws `output-inside-input`, `output-not-a-folder`,
 * `input-missing`, `input-not-a-file`.
 */
export async function checkPlaces(input: string, output: string): Promise<void> {
  const { source, isFolder, target } = await realPlaces(input, output);
  const within = target === source || isBelow(target, source);
  if (isFolder ? within : target === path.dirname(source))
    throw new DeidError('output-inside-input', 'the output folder must lie outside the input folder');
}

/** The same, and an input that lies inside the output folder: outputs would be written over it. Throws `input-inside-output`, too. */
export async function checkPlacesApart(input: string, output: string): Promise<void> {
  await checkPlaces(input, output);
  const { source, target } = await realPlaces(input, output);
  if (isBelow(source, target))
    throw new DeidError(
      'input-inside-output',
      'the input must lie outside the output folder: outputs could replace it',
    );
}

async function realPlaces(input: string, output: string) {
  const source = await realpath(input).catch(() => undefined);
  if (source === undefined) throw new DeidError('input-missing', `there is no ${input}`);
  const kind = await stat(source);
  if (!kind.isDirectory() && !kind.isFile())
    throw new DeidError('input-not-a-file', `${input} is neither a file nor a folder`);
  const target = await realFolder(path.resolve(output));
  const there = await stat(target).catch(() => undefined);
  if (there !== undefined && !there.isDirectory())
    throw new DeidError('output-not-a-folder', `${output} is there and is no folder`);
  return { source, isFolder: kind.isDirectory(), target };
}

/**
 * The real path of a folder that may not exist yet: links in the part that does exist are followed. Throws `broken-link` for one that leads
 * nowhere: nothing can be written there.
 */
export async function realFolder(folder: string): Promise<string> {
  const real = await realpath(folder).catch(() => undefined);
  if (real !== undefined) return real;
  const there = await lstat(folder).catch(() => undefined);
  if (there?.isSymbolicLink()) throw new DeidError('broken-link', 'a link on the way to the output leads nowhere');
  const parent = path.dirname(folder);
  return parent === folder ? folder : path.join(await realFolder(parent), path.basename(folder));
}

/** Where an output may lie: released under its own name, or refused with its reason beside it. */
export interface OutputPlaces {
  readonly released: string;
  readonly refused: string;
  readonly reason: string;
}

/**
 * The places of one file in `out`, with a look at where they really are: a link in `out` may lead back into the input.
 *
 * @throws DeidError `output-name` (leaves the folder), `reserved-name` (the name of something that a run itself writes there),
 * `output-link` (a folder of `out` is a link that leads out of it), `broken-link` (one that leads nowhere)
 */
export async function outputPlaces(out: string, name: string): Promise<OutputPlaces> {
  if (isReserved(name))
    throw new DeidError(
      'reserved-name',
      `the output folder itself needs a name of the input (${QUARANTINE}/ or a report)`,
    );
  const released = insideFolder(out, name);
  const refused = insideFolder(path.join(out, QUARANTINE), name);
  const root = await realFolder(path.resolve(out));
  for (const place of [released, refused]) {
    const folder = await realFolder(path.dirname(place));
    if (folder !== root && !isBelow(folder, root))
      throw new DeidError('output-link', 'a link in the output folder leads out of it');
  }
  return { released, refused, reason: `${refused}.json` };
}

/** Names at the top of OUT that belong to the run. */
const isReserved = (name: string): boolean =>
  new RegExp(
    `^(${QUARANTINE}(/|$)|(audit|review|summary)\\.json$|ledger[^/]*\\.jsonl$|\\.(lock|parts|batch-secret))`,
    'i',
  ).test(name);
