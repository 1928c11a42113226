import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { DatasetOrigin } from '../base/results';

/**
 * Where a dataset's images come from, by the `dataset.json` that a preparation leaves in its folder. What has none, or one that cannot
 * be read, is `given`: a report must not call real images generated.
 *
 * @param path the dataset's folder or the `dicom_files` inside it
 */
export async function datasetOrigin(path: string): Promise<DatasetOrigin> {
  const full = resolve(path);
  const folder = basename(full) === 'dicom_files' ? dirname(full) : full;
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'dataset.json'), 'utf8')) as Record<string, unknown>;
    if (typeof manifest.profile !== 'string' || typeof manifest.sha256 !== 'string') return 'given';
    return manifest.origin === 'annotated' ? 'annotated' : 'generated';
  } catch {
    return 'given';
  }
}
