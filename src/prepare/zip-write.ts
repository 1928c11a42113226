import { createWriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DeidError } from '../base/errors';

/** All entries carry this date, so that equal files give an equal zip. Zip dates are local time without a zone: so is this one. */
const DATE = new Date(2000, 0, 1, 12);

/**
 * Packs the `.dcm` and `.json` files of a dataset's `dicom_files/` into a zip of the published layout (`dicom_files/NAME.dcm`).
 * Written aside and renamed: a zip that is there is whole. Throws `DeidError` `input-missing` when there is no `dicom_files/`.
 *
 * @param folder the dataset's folder, which holds `dicom_files/`
 */
export async function writeDatasetZip(folder: string, zipFile: string): Promise<void> {
  const inside = join(folder, 'dicom_files');
  const names = await readdir(inside).catch((cause: unknown) => {
    throw new DeidError('input-missing', 'the folder holds no dicom_files', { cause });
  });
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  for (const name of names.filter((file) => /\.(dcm|json)$/i.test(file)).sort()) {
    zip.addFile(join(inside, name), `dicom_files/${name}`, { mtime: DATE, mode: 0o100644, forceDosTimestamp: true });
  }
  zip.end();
  const aside = `${zipFile}.part`;
  try {
    await pipeline(zip.outputStream, createWriteStream(aside));
    await rename(aside, zipFile);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
