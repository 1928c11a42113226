import { readFile } from 'node:fs/promises';
import { openDicom } from '../dicom/open';
import { updateReferences } from '../dicom/references';
import { createUidMap } from '../dicom/uids';
import { type AuditRecord, sha256 } from './audit';
import { insideFolder, writeWhole } from './files';

/**
 * The end of a batch: references between its redacted files follow the new SOP instance UIDs. A file can name one that was redacted
 * after it, perhaps by another process, so this waits until all are written. Files that were copied byte for byte stay so. Returns the
 * records with the checksums of what lies in `out` now.
 */
export async function followReferences(
  out: string,
  records: readonly AuditRecord[],
  uidSecret: string,
): Promise<readonly AuditRecord[]> {
  const redacted = records.filter(({ status }) => status === 'done');
  if (redacted.length < 2) return records;
  const uidMap = createUidMap(uidSecret);
  const read = async ({ file }: AuditRecord) => openDicom(await readFile(insideFolder(out, file)));
  const written = new Set<string>();
  for (const record of redacted) written.add((await read(record)).sopInstanceUID);
  const followed: AuditRecord[] = [];
  for (const record of records) {
    const bytes = record.status === 'done' ? await updateReferences(await read(record), uidMap, written) : undefined;
    if (bytes === undefined) followed.push(record);
    else {
      await writeWhole(insideFolder(out, record.file), bytes);
      followed.push({ ...record, outputSha256: sha256(bytes) });
    }
  }
  return followed;
}
