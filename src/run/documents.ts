import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import type { FileStatus } from '../pipeline/outcome';
import type { AuditHead, AuditRecord } from './audit';
import { environmentInfo } from './environment';
import { writeJson, writeWhole } from './files';
import { partsName } from './layout';
import { type LedgerEntry, type LedgerLine, readLine } from './ledger';
import { type ReviewItem, reviewItem, sortReview } from './review';
import { type ListedFile, listedFiles } from './summary';

/** What the documents of a run are made from: ledger lines that stay on disk, in the order of their names. */
export interface DocumentSource {
  readonly out: string;
  readonly head: AuditHead;
  readonly entries: readonly LedgerEntry[];
  /** The ledgers that the entries point into. */
  readonly ledgers: readonly string[];
  readonly skipped: RedactSummary['skipped'];
  /** Files in OUT that are outputs of none of the inputs. */
  readonly stale: readonly string[];
  /** False for a run that was stopped. */
  readonly complete: boolean;
}

export interface RedactSummary {
  readonly out: string;
  /** `keep`: names, identifiers and dates are still in the headers. */
  readonly headerProfile: string;
  readonly files: number;
  /** Changed and released (pixels, header or both), or copied byte for byte. */
  readonly done: number;
  readonly clean: number;
  /** The pipeline looked at its outputs again; else `clean` only means that it found nothing. */
  readonly verified: boolean;
  readonly quarantined: readonly string[];
  /** Why each of them is there; `verify` `quarantined`: something could still be seen after the last pass. */
  readonly refusals: readonly ListedFile[];
  readonly failed: readonly ListedFile[];
  readonly review: readonly ReviewItem[];
  /** Files of the input without DICOM content. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** Files in OUT that are outputs of none of the inputs: left over from earlier. */
  readonly stale: readonly string[];
  /** Files that an earlier run of the same command had finished already. */
  readonly resumed: number;
  /** True when the run was stopped before its end; the same command goes on. */
  readonly stopped: boolean;
}

/**
 * Writes `audit.json` and `review.json` line by line and counts on the way; one record is in memory at a time. A shard only counts: the
 * documents would be those of a part. What is written aside first lies in `OUT/.parts`, which the caller removes.
 */
export async function writeDocuments(
  source: DocumentSource,
  writes: boolean,
): Promise<Omit<RedactSummary, 'resumed' | 'stopped'>> {
  const counts: Partial<Record<FileStatus, number>> = {};
  const refusals: ListedFile[] = [];
  const failed: ListedFile[] = [];
  const review: ReviewItem[] = [];
  let verified = true;
  const count = (record: AuditRecord) => {
    if (record.status === 'clean' && record.verification === null) verified = false;
    counts[record.status] = (counts[record.status] ?? 0) + 1;
    if (record.status === 'quarantined')
      refusals.push({ file: record.file, ...(record.error ?? { stage: 'verify', code: 'quarantined' }) });
    failed.push(...listedFiles([record]));
    const item = reviewItem(record, source.head.headerProfile);
    if (item !== undefined) review.push(item);
  };
  const aside = path.join(source.out, partsName());
  if (writes) await writeWhole(path.join(source.out, 'audit.json'), auditJson(source, count), aside);
  else for await (const record of recordsOf(source)) count(record);
  const sorted = sortReview(review);
  if (writes) await writeJson(path.join(source.out, 'review.json'), sorted, aside);
  return {
    out: source.out,
    headerProfile: source.head.headerProfile,
    files: source.entries.length,
    done: counts.done ?? 0,
    clean: counts.clean ?? 0,
    verified,
    quarantined: refusals.map(({ file }) => file),
    refusals,
    failed,
    review: sorted,
    skipped: source.skipped,
    stale: source.stale,
  };
}

async function* auditJson(source: DocumentSource, count: (record: AuditRecord) => void): AsyncGenerator<string> {
  const { packages, git } = await environmentInfo();
  const { skipped, stale, complete } = source;
  const top = JSON.stringify({ schema: 1, ...source.head, packages, git, complete, skipped, stale }, null, 1);
  yield `${top.slice(0, -2)},\n "files": [`;
  let first = true;
  for await (const record of recordsOf(source)) {
    count(record);
    yield `${first ? '' : ','}\n${JSON.stringify(record)}`;
    first = false;
  }
  yield '\n ]\n}\n';
}

/** The records of ledger lines, one at a time. */
export async function* recordsOf({
  entries,
  ledgers,
}: Pick<DocumentSource, 'entries' | 'ledgers'>): AsyncGenerator<AuditRecord> {
  const handles: FileHandle[] = [];
  try {
    for (const ledger of ledgers) handles.push(await open(ledger));
    for (const entry of entries) yield auditRecordOf(await readLine(handles[entry.ledger], entry));
  } finally {
    for (const handle of handles) await handle.close();
  }
}

/** The line without what belongs to the ledger alone. */
const auditRecordOf = ({ kind: _k, key: _y, at: _a, storedSha256: _s, ...record }: LedgerLine): AuditRecord => record;
