import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { DeidError } from '../base/errors';
import type { RecogniserEntry } from './manifest';

/** Describes the user's own models, beside the files it names. */
const MANIFEST = 'models.json';

/**
 * The larger recogniser that a user has put into the models folder, or `undefined` when there is none.
 *
 * The folder is `data/local/models` under the working directory, or what `DEID_MODELS` says. Its `models.json`:
 * `{ "recogniser": { "file", "bytes", "sha256", "licence", "dictionary": { "file", "bytes", "sha256", "licence" } } }`, optionally with
 * `height` (48), `mean` (0.5) and `std` (0.5) of the input. The model is a CTC recogniser of PP-OCR's form: class 0 blank, one class a
 * line of the dictionary, space last. Throws `model-manifest` when the JSON says something else.
 */
export async function userRecogniser(): Promise<RecogniserEntry | undefined> {
  const folder = path.resolve(process.env.DEID_MODELS ?? path.join('data', 'local', 'models'));
  const file = path.join(folder, MANIFEST);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new DeidError('model-manifest', `${MANIFEST} in the models folder cannot be read`, { cause: error });
  }
  return recogniserEntry(parse(text), folder);
}

function parse(text: string): Record<string, unknown> {
  try {
    return record(JSON.parse(text), MANIFEST);
  } catch (cause) {
    throw new DeidError('model-manifest', `${MANIFEST} in the models folder is not a JSON object`, { cause });
  }
}

function recogniserEntry(json: Record<string, unknown>, folder: string): RecogniserEntry {
  const entry = record(json.recogniser, 'recogniser');
  return {
    ...modelEntry(entry, 'recogniser', folder),
    height: number(entry.height ?? 48, 'recogniser.height'),
    mean: number(entry.mean ?? 0.5, 'recogniser.mean'),
    std: number(entry.std ?? 0.5, 'recogniser.std'),
    dictionary: modelEntry(record(entry.dictionary, 'recogniser.dictionary'), 'recogniser.dictionary', folder),
  };
}

function modelEntry(json: Record<string, unknown>, at: string, folder: string) {
  return {
    folder,
    file: text(json.file, `${at}.file`),
    bytes: number(json.bytes, `${at}.bytes`),
    sha256: text(json.sha256, `${at}.sha256`).toLowerCase(),
    licence: text(json.licence, `${at}.licence`),
  };
}

function refuse(at: string, wanted: string): never {
  throw new DeidError('model-manifest', `${MANIFEST} in the models folder: "${at}" must be ${wanted}`);
}

const record = (value: unknown, at: string): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : refuse(at, 'an object');
const text = (value: unknown, at: string): string =>
  typeof value === 'string' && value !== '' ? value : refuse(at, 'text');
const number = (value: unknown, at: string): number =>
  typeof value === 'number' && value > 0 ? value : refuse(at, 'a positive number');
