import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DeidError } from '../base/errors';
import type { TruthFile } from '../base/truth';
import { groundTruthTables } from './gt';
import type { MadeFile } from './made-file';
import { makeFile, PROFILES, type ProfileId } from './profiles';

export interface PrepareOptions {
  /** Folder to write: `dicom_files/`, `clean_files/`, `gt_main.json`, `gt_ocr.json`. Made when missing. */
  readonly out: string;
  /** Files to make, 1 to 1000000; default 24. */
  readonly count?: number;
  /** Same seed, same bytes; default 1. */
  readonly seed?: number;
  /** Default `published`. */
  readonly profile?: ProfileId;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface PrepareSummary {
  readonly out: string;
  readonly profile: ProfileId;
  readonly seed: number;
  readonly files: number;
  readonly annotations: number;
  readonly milliseconds: number;
}

/** While it stands in the folder, the dataset is not complete. */
const UNFINISHED = '.incomplete';
/** Says how the dataset was made, and that it was made here. */
const MANIFEST = 'dataset.json';

/**
 * Generates a dataset: DICOM files with burnt-in text, exact ground truth beside each, and the same files without the text.
 * Throws `DeidError` `option-invalid` (bad count, seed or profile), `out-not-empty`.
 */
export async function prepareDataset(options: PrepareOptions): Promise<PrepareSummary> {
  const { count = 24, seed = 1, profile = 'published', onProgress } = options;
  checkNumber('count', count, 1, 1_000_000);
  checkNumber('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  if (!Object.hasOwn(PROFILES, profile)) {
    throw new DeidError('option-invalid', `profile must be one of ${Object.keys(PROFILES).join(', ')}`);
  }
  const out = resolve(options.out);
  const start = performance.now();
  await startFolder(out);
  const truths: TruthFile[] = [];
  let annotations = 0;
  for (let index = 0; index < count; index++) {
    const made = await makeFile(profile, seed, index);
    await writeFiles(out, made);
    truths.push(withoutInk(made.truth));
    annotations += made.truth.annotation.length;
    onProgress?.(index + 1, count);
  }
  const tables = groundTruthTables(truths);
  await writeFile(join(out, 'gt_main.json'), tables.main);
  await writeFile(join(out, 'gt_ocr.json'), tables.ocr);
  await writeFile(join(out, MANIFEST), `${JSON.stringify({ schema: 1, profile, seed, files: count }, null, 2)}\n`);
  await rm(join(out, UNFINISHED));
  return { out, profile, seed, files: count, annotations, milliseconds: performance.now() - start };
}

function checkNumber(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new DeidError('option-invalid', `${name} must be a whole number from ${low} to ${high}`);
  }
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
  await rm(join(out, MANIFEST), { force: true });
  for (const folder of ['dicom_files', 'clean_files']) {
    await rm(join(out, folder), { recursive: true, force: true });
    await mkdir(join(out, folder));
  }
}

async function writeFiles(out: string, made: MadeFile): Promise<void> {
  await writeFile(join(out, 'clean_files', made.name), made.clean);
  const target = join(out, 'dicom_files', made.name);
  await writeFile(target.replace(/\.dcm$/, '.json'), `${JSON.stringify(made.truth, null, 2)}\n`);
  await writeFile(`${target}.part`, made.dicom);
  await rename(`${target}.part`, target);
}

/** Memory stays flat: ink masks are on disk by then. */
const withoutInk = (truth: TruthFile): TruthFile => ({
  filename: truth.filename,
  annotation: truth.annotation.map(({ value, field, drawn, phiClass }) => ({ value, field, drawn, phiClass })),
});
