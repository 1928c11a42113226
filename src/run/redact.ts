import { rm } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../base/errors';
import { createUidMap } from '../dicom/uids';
import { openPipeline } from '../pipeline/open';
import { openDataset } from '../prepare/dataset';
import { type Audit, type AuditHead, type AuditRecord, auditHead } from './audit';
import { environmentInfo } from './environment';
import { checkPlaces, writeJson } from './files';
import { redactItem } from './redact-item';
import { pipelineOptions, type RedactedBatch, type RedactFilesOptions } from './redact-options';
import { followReferences } from './references';
import { type ReviewItem, reviewList } from './review';
import { type ListedFile, listedFiles } from './summary';
import { redactWithWorkers } from './workers';

export interface RedactSummary {
  readonly out: string;
  readonly files: number;
  /** Redacted and released, or copied byte for byte because nothing was found. */
  readonly done: number;
  readonly clean: number;
  readonly quarantined: readonly string[];
  readonly failed: readonly ListedFile[];
  readonly review: readonly ReviewItem[];
}

/**
 * De-identifies files: `OUT/NAME`, `OUT/quarantine/NAME` with the reason beside it for what could not be proven, `OUT/audit.json` and
 * `OUT/review.json` (both without patient data) when all is done. Throws `DeidError` for what concerns the whole run; a file's error
 * is listed and the run goes on.
 *
 * @example await redactFiles({ in: 'incoming', out: 'outgoing', headerProfile: 'basic', workers: 2 })
 */
export async function redactFiles(given: RedactFilesOptions): Promise<RedactSummary> {
  // One secret for the whole batch, so that references between its files can follow their new UIDs.
  const options = { ...given, uidSecret: given.uidSecret ?? createUidMap().secret };
  await checkPlaces(options.in, options.out);
  const audit = path.join(options.out, 'audit.json');
  const review = path.join(options.out, 'review.json');
  for (const old of [audit, review]) await rm(old, { force: true });
  const batch = (options.workers ?? 1) > 1 ? await redactWithWorkers(options) : await redactHere(options);
  const { head } = batch;
  if (batch.records.length === 0) throw new DeidError('input-empty', 'there is no DICOM file in the input');
  // The basic profile replaces every UID anyway.
  const keepsUids = options.headerProfile !== 'basic';
  const records = keepsUids ? await followReferences(options.out, batch.records, options.uidSecret) : batch.records;
  await writeJson(audit, await fullAudit(head, records));
  const list = reviewList(records);
  await writeJson(review, list);
  const count = (status: AuditRecord['status']) => records.filter((record) => record.status === status);
  return {
    out: options.out,
    files: records.length,
    done: count('done').length,
    clean: count('clean').length,
    quarantined: count('quarantined').map(({ file }) => file),
    failed: listedFiles(records),
    review: list,
  };
}

async function redactHere(options: RedactFilesOptions): Promise<RedactedBatch> {
  const dataset = await openDataset(options.in);
  try {
    const pipeline = await openPipeline(pipelineOptions(options));
    try {
      const items = dataset.items.slice(0, options.limit);
      const records: AuditRecord[] = [];
      for (const item of items) {
        const record = await redactItem(pipeline, item, options.out);
        records.push(record);
        const { status } = record;
        options.onProgress?.({ task: 'redact', done: records.length, total: items.length, file: item.name, status });
      }
      return { head: auditHead(pipeline), records };
    } finally {
      await pipeline.close();
    }
  } finally {
    await dataset.close();
  }
}

async function fullAudit(head: AuditHead, files: readonly AuditRecord[]): Promise<Audit> {
  const { packages, git } = await environmentInfo();
  return { schema: 1, ...head, packages, git, files };
}
