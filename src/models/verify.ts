import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { DeidError } from '../base/errors';
import { PROJECT_ROOT } from '../base/paths';
import type { ModelUse } from '../base/types';
import type { ModelEntry } from './manifest';

/** A model file that is present and is what the manifest says. */
export interface VerifiedModel extends ModelUse {
  /** Absolute path. */
  readonly path: string;
}

const verified = new Map<string, Promise<VerifiedModel>>();

/**
 * Finds a model file and checks its size and SHA-256, once per process.
 * Throws `model-missing` when it is not there and `model-checksum` when it is another file; both say what to do.
 */
export function verifyModel(entry: ModelEntry): Promise<VerifiedModel> {
  const key = `${entry.folder ?? entry.package}/${entry.file}/${entry.sha256}`;
  let result = verified.get(key);
  if (!result) {
    result = check(entry);
    verified.set(key, result);
    // A failure is not remembered: the user may repair the installation while a notebook's kernel stays up.
    result.catch(() => verified.delete(key));
  }
  return result;
}

async function check(entry: ModelEntry): Promise<VerifiedModel> {
  const file = locate(entry);
  const repair = repairOf(entry);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new DeidError('model-missing', `Model ${entry.file} cannot be read. ${repair}`, { cause });
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (bytes.length !== entry.bytes || sha256 !== entry.sha256) {
    throw new DeidError(
      'model-checksum',
      `Model ${entry.file} is not the file of the manifest: ${bytes.length} bytes, SHA-256 ${sha256}; ` +
        `expected ${entry.bytes} bytes, ${entry.sha256}. ${repair}`,
    );
  }
  return { file: path.basename(entry.file), sha256, path: file };
}

function repairOf({ package: carrier, folder = '' }: ModelEntry): string {
  if (carrier !== undefined) return 'Remove node_modules and run "npm ci".';
  if (folder.startsWith('data/')) return `Restore ${folder} from the repository.`;
  return path.isAbsolute(folder)
    ? 'Correct models.json or the file.'
    : `Remove ${folder} in the project and run "npm run setup".`;
}

/** Whether the file of an entry is there; what it is, `verifyModel` says. */
export const isInstalled = (entry: ModelEntry): boolean => existsSync(locate(entry));

/** Walks up from this file as Node's own resolution does: packages with an `exports` map do not let themselves be resolved by path. */
function locate(entry: ModelEntry): string {
  if (entry.package === undefined) return path.resolve(PROJECT_ROOT, entry.folder ?? '', entry.file);
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', entry.package, entry.file);
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) break;
  }
  throw new DeidError(
    'model-missing',
    `Model ${entry.file} is not installed: package ${entry.package} is missing or incomplete. Run "npm ci".`,
  );
}
