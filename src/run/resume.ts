import { readFile } from 'node:fs/promises';
import { sha256 } from './audit';
import type { LedgerLine } from './ledger';
import { insideFolder } from './places';

const FINISHED: readonly string[] = ['done', 'clean', 'quarantined'];

/**
 * Whether a ledger line still holds: made by the same options, models and code, from the same bytes, and its output is there as it was
 * written. Files that failed are always tried again.
 */
export async function isFinished(
  line: LedgerLine,
  key: string,
  out: string,
  input: () => Promise<Uint8Array>,
): Promise<boolean> {
  if (line.key !== key || !FINISHED.includes(line.status) || line.output === null) return false;
  try {
    const stored = await readFile(insideFolder(out, line.output));
    return sha256(stored) === line.storedSha256 && sha256(await input()) === line.inputSha256;
  } catch {
    return false;
  }
}
