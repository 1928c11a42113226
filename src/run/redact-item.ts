import { rm } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../base/errors';
import type { Pipeline } from '../pipeline/open';
import { failedOutcome, processFile } from '../pipeline/process';
import type { DatasetItem } from '../prepare/dataset';
import { type AuditRecord, auditRecord, sha256 } from './audit';
import { insideFolder, writeJson, writeWhole } from './files';

/** Refused files wait here for a person, each with its reason beside it. */
export const QUARANTINE = 'quarantine';

/**
 * One file from the dataset to its place in `out`: released under its own name, refused under `quarantine/`, failed nowhere. What an
 * earlier run left for this name is removed first. Never throws for a file.
 */
export async function redactItem(pipeline: Pipeline, item: DatasetItem, out: string): Promise<AuditRecord> {
  let stage = 'load';
  let inputSha256 = '';
  try {
    const released = insideFolder(out, item.name);
    const refused = insideFolder(path.join(out, QUARANTINE), item.name);
    const reason = `${refused}.json`;
    for (const old of [released, refused, reason]) await rm(old, { force: true });
    const bytes = await item.bytes();
    inputSha256 = sha256(bytes);
    const outcome = await processFile(pipeline, bytes);
    const record = auditRecord(item.name, outcome, inputSha256);
    stage = 'write';
    if (outcome.status === 'quarantined') await writeJson(reason, record);
    if (outcome.bytes !== undefined)
      await writeWhole(outcome.status === 'quarantined' ? refused : released, outcome.bytes);
    return record;
  } catch (error) {
    return auditRecord(item.name, failedOutcome(stage, errorCode(error)), inputSha256);
  }
}
