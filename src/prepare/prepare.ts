import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { DeidError } from '../base/errors';
import type { DatasetOrigin } from '../base/results';
import { type FailedUnit, makeAll } from './children';
import { openDataset } from './dataset';
import { groundTruthTables } from './gt';
import type { Job, Made } from './job';
import { PROFILES, type ProfileId } from './profiles';
import { writeDatasetZip } from './zip-write';

export interface PrepareOptions {
  /** Folder to write: `dicom_files/`, `clean_files/`, `gt_main.json`, `gt_ocr.json`, `dataset.json`. Made when missing. */
  readonly out: string;
  /** Files to make, 1 to 1000000, default 24; with a source: images of it to use, default all. */
  readonly count?: number;
  /** Same seed, same bytes; default 1. */
  readonly seed?: number;
  /** Default `published`. */
  readonly profile?: ProfileId;
  /** Your own images (folder, zip or file) as backgrounds instead of generated ones. They are only read. */
  readonly source?: string;
  /** Multi-frame images of a source: one file a frame (`split`, as the published process does; default) or kept `whole`. */
  readonly multiFrame?: 'split' | 'whole';
  /** With a source: write invented patients (default), or what the source's header says, as the published process does. */
  readonly facts?: 'invented' | 'header';
  /** Also write `dicom_files.zip` in the published layout; default false. */
  readonly zip?: boolean;
  /** Processes to work with; default by cores and count. */
  readonly processes?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface PrepareSummary {
  readonly out: string;
  readonly profile: ProfileId;
  readonly seed: number;
  readonly files: number;
  readonly annotations: number;
  /** SHA-256 over the SHA-256 of all DICOM files in order. */
  readonly sha256: string;
  /** Images of the source that could not be used, by name, with the reason's code. */
  readonly failed: readonly { readonly file: string; readonly code: string }[];
  readonly milliseconds: number;
}

/** While it stands in the folder, the dataset is not complete. */
const UNFINISHED = '.incomplete';
/** Says how the dataset was made, and that it was made here. */
const MANIFEST = 'dataset.json';

/**
 * Makes a dataset: DICOM files with burnt-in text, exact ground truth beside each, and the same files without the text.
 * Throws `DeidError`: `option-invalid` (bad count, seed or profile), `out-not-empty`, `out-is-source`, `source-unusable` (no image of
 * the source could be used), and those of `openDataset`.
 *
 * @example await prepareDataset({ out: 'data/set', count: 100, seed: 7, profile: 'clinical' })
 */
export async function prepareDataset(options: PrepareOptions): Promise<PrepareSummary> {
  const { seed = 1, profile = 'published', onProgress } = options;
  checkOptions(options);
  const start = performance.now();
  const out = resolve(options.out);
  const names = options.source === undefined ? undefined : await sourceNames(options.source, out);
  const count = Math.min(options.count ?? names?.length ?? 24, names?.length ?? Number.POSITIVE_INFINITY);
  const { multiFrame = 'split', facts = 'invented' } = options;
  const job: Job = {
    out,
    profile,
    seed,
    multiFrame,
    facts,
    ...(names === undefined ? {} : { source: resolve(options.source!) }),
  };
  await startFolder(out);
  const units: (Made | FailedUnit)[] = [];
  let done = 0;
  const onMade = (index: number, made: Made | FailedUnit) => {
    units[index] = made;
    onProgress?.(++done, count);
  };
  await makeAll(job, count, { processes: options.processes, onMade });
  const made = units.filter((unit): unit is Made => 'truths' in unit);
  const failed = units.flatMap((unit) =>
    'code' in unit ? [{ file: names?.[unit.index] ?? '', code: unit.code }] : [],
  );
  if (made.length === 0) throw new DeidError('source-unusable', 'no image of the source could be used as a background');
  const summary = await finishFolder(job, made);
  if (options.zip === true) await writeDatasetZip(out, join(out, 'dicom_files.zip'));
  await rm(join(out, UNFINISHED));
  return { ...summary, failed, milliseconds: performance.now() - start };
}

function checkOptions({ count = 24, seed = 1, profile = 'published' }: PrepareOptions): void {
  const check = (name: string, value: number, low: number, high: number) => {
    if (Number.isInteger(value) && value >= low && value <= high) return;
    throw new DeidError('option-invalid', `${name} must be a whole number from ${low} to ${high}`);
  };
  check('count', count, 1, 1_000_000);
  check('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  if (Object.hasOwn(PROFILES, profile)) return;
  throw new DeidError('option-invalid', `profile must be one of ${Object.keys(PROFILES).join(', ')}`);
}

/** Names of the source's images. The output folder must not hold them: it is emptied. */
async function sourceNames(source: string, out: string): Promise<string[]> {
  const full = resolve(source) + sep;
  if (full.startsWith(out + sep) || (out + sep).startsWith(full)) {
    throw new DeidError('out-is-source', 'the output folder and the source must not lie inside each other');
  }
  const dataset = await openDataset(source);
  await dataset.close();
  return dataset.items.map(({ name }) => name);
}

/** Only a folder that an earlier preparation made is written anew: somebody's own `dicom_files` is never emptied. */
async function startFolder(out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  const there = await readdir(out);
  const ours = there.includes(UNFINISHED) || there.includes(MANIFEST);
  if (!ours && (there.includes('dicom_files') || there.includes('clean_files'))) {
    throw new DeidError(
      'out-not-empty',
      'the output folder holds dicom_files or clean_files that were not prepared here',
    );
  }
  await writeFile(join(out, UNFINISHED), '');
  for (const file of [MANIFEST, 'gt_main.json', 'gt_ocr.json', 'dicom_files.zip'])
    await rm(join(out, file), { force: true });
  for (const folder of ['dicom_files', 'clean_files']) {
    await rm(join(out, folder), { recursive: true, force: true });
    await mkdir(join(out, folder));
  }
}

async function finishFolder(
  { out, profile, seed, source }: Job,
  made: readonly Made[],
): Promise<Omit<PrepareSummary, 'failed' | 'milliseconds'>> {
  const truths = made.flatMap((unit) => unit.truths);
  const tables = groundTruthTables(truths);
  await writeFile(join(out, 'gt_main.json'), tables.main);
  await writeFile(join(out, 'gt_ocr.json'), tables.ocr);
  const sha256 = createHash('sha256')
    .update(made.flatMap((unit) => unit.hashes).join(''))
    .digest('hex');
  const annotations = truths.reduce((sum, { annotation }) => sum + annotation.length, 0);
  const facts = { profile, seed, files: truths.length, annotations, sha256 };
  const origin: DatasetOrigin = source === undefined ? 'generated' : 'annotated';
  await writeFile(join(out, MANIFEST), `${JSON.stringify({ schema: 1, origin, ...facts }, null, 2)}\n`);
  return { out, ...facts };
}
