import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../base/errors';
import { createUidMap } from '../dicom/uids';
import { readError, writeError } from './file-errors';
import { readOptionFile } from './files';
import { SECRET_NAME } from './layout';
import { isBelow, realFolder } from './places';

/**
 * The secret of a file that stays from run to run: the same one gives the same pseudonyms, UIDs and date offsets. Made (mode 0600) when
 * it is not there; processes that start at once agree on one.
 *
 * @param outside a folder that may be given away: the file must not lie in it
 * @throws DeidError `secret-invalid` (not 32 or more hexadecimal digits), `secret-inside-output`
 */
export async function readSecretFile(file: string, outside?: string): Promise<string> {
  const full = path.resolve(file);
  if (outside !== undefined && isBelow(await realFolder(full), await realFolder(path.resolve(outside))))
    throw new DeidError('secret-inside-output', 'the secret must lie outside the output folder');
  const text = (await existing(full)) ?? (await makeSecret(full));
  const secret = text.trim();
  if (!/^[0-9a-f]{32,1024}$/i.test(secret))
    throw new DeidError('secret-invalid', `${file} must hold 32 or more hexadecimal digits and nothing else`);
  return secret.toLowerCase();
}

async function existing(full: string): Promise<string | undefined> {
  try {
    return await readOptionFile(full);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw readError(error);
  }
}

/** Written aside and linked: whoever comes second finds the first one's, whole. */
async function makeSecret(full: string): Promise<string> {
  const { secret } = createUidMap();
  const aside = `${full}.${randomBytes(6).toString('hex')}.part`;
  try {
    await mkdir(path.dirname(full), { recursive: true });
    const handle = await open(aside, 'wx', 0o600);
    await handle.writeFile(`${secret}\n`);
    await handle.sync();
    await handle.close();
    await link(aside, full).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    return await readOptionFile(full);
  } catch (error) {
    throw writeError(error, path.dirname(full));
  } finally {
    await rm(aside, { force: true });
  }
}

/** The secret of a batch that was given none: kept in `out` until the batch is finished, so that a stopped one can go on with it. */
export const batchSecret = (out: string): Promise<string> => readSecretFile(path.join(out, SECRET_NAME));

export const forgetBatchSecret = (out: string): Promise<void> => rm(path.join(out, SECRET_NAME), { force: true });
