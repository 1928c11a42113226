import { rm } from 'node:fs/promises';
import path from 'node:path';
import { DeidError, errorCode } from '../base/errors';
import type { Pipeline } from '../pipeline/open';
import type { FileOutcome } from '../pipeline/outcome';
import { failedOutcome, processFile } from '../pipeline/process';
import { type AuditRecord, auditRecord, sha256 } from './audit';
import { isFatal } from './file-errors';
import { movePart, writeJson, writePart } from './files';
import type { Inputs } from './inputs';
import { type FileLimits, openWithin } from './limits';
import { outputPlaces } from './places';
import { writeReviewPicture } from './review-picture';
import { isTellingName } from './telling-name';

/** One file's bytes through the pipeline, within the limits. Throws what opening throws. */
export async function processWithin(pipeline: Pipeline, bytes: Uint8Array, limits: FileLimits): Promise<FileOutcome> {
  openWithin(bytes, limits);
  return processFile(pipeline, bytes);
}

/** One finished file whose bytes lie aside, not yet under their right name. */
export interface ItemResult {
  readonly record: AuditRecord;
  /** Where the bytes wait; `undefined` when there is nothing to write. */
  readonly part?: string;
  readonly storedSha256: string | null;
}

/** Where one file's work finds and leaves things. */
export interface ItemPlaces {
  readonly out: string;
  /** Folder for what is being written. */
  readonly parts: string;
  readonly limits: FileLimits;
  /** Folder for review pictures, outside `out`: they show what was removed. */
  readonly reviewPictures?: string;
  /** The input's own name by the name that is written; absent where the names stay. */
  readonly sources?: Readonly<Record<string, string>>;
}

/** What an input is called where it is read. */
export const sourceOf = ({ sources }: ItemPlaces, name: string): string => sources?.[name] ?? name;

/**
 * One file from the input to a part beside its place. Never throws for a file, only for what ends the run (`disk-full`,
 * `output-read-only`).
 */
export async function redactItem(
  pipeline: Pipeline,
  inputs: Inputs,
  name: string,
  places: ItemPlaces,
): Promise<ItemResult> {
  let stage = 'load';
  let inputSha256 = '';
  try {
    await outputPlaces(places.out, name);
    const bytes = await inputs.read(sourceOf(places, name));
    inputSha256 = sha256(bytes);
    stage = 'open';
    const outcome = await processWithin(pipeline, bytes, places.limits);
    const isTelling = places.sources === undefined && isTellingName(name, bytes);
    const carriers = isTelling ? [...outcome.carriers, 'file-name'] : outcome.carriers;
    const record = auditRecord(name, { ...outcome, carriers }, inputSha256);
    stage = 'write';
    if (places.reviewPictures !== undefined) await writeReviewPicture(places.reviewPictures, name, bytes, outcome);
    if (outcome.bytes === undefined) return { record, storedSha256: null };
    const part = await writePart(places.parts, outcome.bytes);
    return { record, part, storedSha256: sha256(outcome.bytes) };
  } catch (error) {
    if (isFatal(errorCode(error))) throw error;
    return failedItem(name, stage, errorCode(error), inputSha256);
  }
}

export const failedItem = (name: string, stage: string, code: string, inputSha256 = ''): ItemResult => ({
  record: auditRecord(name, failedOutcome(stage, code), inputSha256),
  storedSha256: null,
});

/** A finished file in its place: its record, where it lies in OUT and the hash of what lies there. */
export interface SettledItem {
  readonly record: AuditRecord;
  readonly output: string | null;
  readonly storedSha256: string | null;
}

/**
 * Puts a finished file into its place: released under its own name, refused under `quarantine/` with its reason beside it, failed
 * nowhere. What an earlier run left for this name goes. Only the process that holds the lock does this.
 */
export async function settleItem(result: ItemResult, { out, parts }: ItemPlaces): Promise<SettledItem> {
  const { record, part, storedSha256 } = result;
  try {
    const places = await outputPlaces(out, record.file);
    for (const old of [places.released, places.refused, places.reason]) await removeFile(old);
    if (part === undefined) return { record, output: null, storedSha256: null };
    const isRefused = record.status === 'quarantined';
    if (isRefused) await writeJson(places.reason, record, parts);
    const target = isRefused ? places.refused : places.released;
    await movePart(part, target);
    return { record, output: path.relative(out, target).split(path.sep).join('/'), storedSha256 };
  } catch (error) {
    if (part !== undefined) await rm(part, { force: true }).catch(() => undefined);
    if (isFatal(errorCode(error))) throw error;
    const code = record.error?.code ?? errorCode(error);
    const { stage } = record.error ?? { stage: 'write' };
    return {
      record: failedItem(record.file, stage, code, record.inputSha256).record,
      output: null,
      storedSha256: null,
    };
  }
}

/** A folder that stands where a file goes is not ours to remove. */
async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true }).catch((error: NodeJS.ErrnoException) => {
    // Nothing can stand below a file, nor under a name that no file can have.
    if (error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG') return;
    if (error.code === 'ERR_FS_EISDIR')
      throw new DeidError('output-conflict', 'a folder stands where an output goes', { cause: error });
    throw error;
  });
}
