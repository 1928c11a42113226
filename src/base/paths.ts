import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's root folder: the parent of the folder that holds the compiled library (`dist`). */
export const PROJECT_ROOT = resolve(__dirname, '..', '..');

/**
 * The folder of reference material that lies beside a checkout (public DICOM files, images of the published benchmark), for tests only.
 * `DEID_SHARED` overrides the place. `undefined` when it, or the wanted part of it, is not there: tests skip then.
 *
 * @param part path inside the folder, for example `corpus/manifest.json`
 */
export function sharedFolder(part = ''): string | undefined {
  const folder = join(process.env.DEID_SHARED ?? resolve(PROJECT_ROOT, '..', 'shared'), part);
  return existsSync(folder) ? folder : undefined;
}
