import path from 'node:path';
import { DeidError } from '../base/errors';
import { findElement } from '../dicom/elements';
import { elementTexts } from '../dicom/references';
import { createUidMap, type UidMap } from '../dicom/uids';
import { readError } from './file-errors';
import { readOptionFile, writeJson } from './files';
import type { InputEntry, Inputs } from './inputs';
import { type FileLimits, openWithin } from './limits';
import { isBelow, realFolder } from './places';

/** Inputs under names that say nothing of a patient. */
export interface NeutralNames {
  readonly listed: readonly InputEntry[];
  /** The input's own name by its neutral one. */
  readonly sources: Readonly<Record<string, string>>;
}

const PATIENT_ID = 0x00100020;

/**
 * Gives every input a neutral name: `ANON-1A2B3C4D/2.25.N.dcm`, the patient's pseudonym and the new UID of the instance, both by the
 * batch secret; `other/HASH` for what cannot be opened. Files of one instance get a number behind it, in the order of their names.
 */
export async function neutralNames(
  inputs: Inputs,
  listed: readonly InputEntry[],
  { secret, limits }: { readonly secret: string; readonly limits: FileLimits },
): Promise<NeutralNames> {
  const uidMap = createUidMap(secret);
  const sources: Record<string, string> = {};
  const renamed: InputEntry[] = [];
  for (const entry of listed) {
    const stem =
      entry.kind === 'file' ? await stemOf(inputs, entry.name, limits, uidMap) : otherStem(entry.name, uidMap);
    let name = `${stem}.dcm`;
    for (let copy = 2; name in sources; copy += 1) name = `${stem}-${copy}.dcm`;
    sources[name] = entry.name;
    renamed.push({ ...entry, name });
  }
  return { listed: renamed.sort((a, b) => (a.name < b.name ? -1 : 1)), sources };
}

async function stemOf(inputs: Inputs, name: string, limits: FileLimits, uidMap: UidMap): Promise<string> {
  try {
    const file = openWithin(await inputs.read(name), limits);
    const patient = findElement(file.dataSet, PATIENT_ID);
    // As the header profile writes PatientID.
    const id = patient === undefined ? '' : elementTexts(file.data, patient).join('\\');
    const instance = file.sopInstanceUID === '' ? name : file.sopInstanceUID;
    return `ANON-${uidMap.pseudonym(id)}/${uidMap.replace(instance)}`;
  } catch {
    // Why it cannot be opened is said where it is processed.
    return otherStem(name, uidMap);
  }
}

const otherStem = (name: string, uidMap: UidMap): string =>
  `other/${uidMap.pseudonym(name)}${uidMap.pseudonym(`.${name}`)}`;

/** The file of a map must not be given away with the outputs. Throws `rename-map-inside-output`. */
export async function checkMapFile(map: string, out: string): Promise<void> {
  if (isBelow(await realFolder(path.resolve(map)), await realFolder(path.resolve(out))))
    throw new DeidError('rename-map-inside-output', 'the map of names must lie outside the output folder');
}

/**
 * Adds to the map of names, a JSON object from neutral names to the inputs' own, for its owner alone (mode 0600). Throws
 * `rename-map-invalid` for a file that is none.
 */
export async function writeNameMap(map: string, sources: NeutralNames['sources']): Promise<void> {
  const before = await readNameMap(map);
  await writeJson(map, { ...before, ...sources }, undefined, 0o600);
}

async function readNameMap(map: string): Promise<Readonly<Record<string, string>>> {
  const text = await readOptionFile(map).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw readError(error);
  });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, string>;
  } catch {
    // Said below.
  }
  throw new DeidError('rename-map-invalid', 'the map of names is there and holds something else');
}
