import { type ChildProcess, fork } from 'node:child_process';
import { cpus } from 'node:os';
import path from 'node:path';
import { DeidError } from '../base/errors';
import { createUidMap } from '../dicom/uids';
import { failedOutcome } from '../pipeline/process';
import { openDataset } from '../prepare/dataset';
import { type AuditHead, type AuditRecord, auditRecord } from './audit';
import type { RedactedBatch, RedactFilesOptions } from './redact-options';

/** From the parent: open the pipeline, then one file at a time by its place in the dataset. */
export type ToWorker =
  | { readonly kind: 'open'; readonly options: Omit<RedactFilesOptions, 'onProgress' | 'onNotice'> }
  | { readonly kind: 'file'; readonly index: number };

export type FromWorker =
  | { readonly kind: 'ready'; readonly head: AuditHead }
  | { readonly kind: 'record'; readonly record: AuditRecord }
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

/**
 * The same as in one process, over `workers` child processes: a decoder that dies takes one file with it (`worker-crashed`) and not the
 * run. Records come back in the dataset's order.
 */
export async function redactWithWorkers({
  onProgress,
  onNotice: _,
  ...given
}: RedactFilesOptions): Promise<RedactedBatch> {
  const options = { ...given, uidSecret: given.uidSecret ?? createUidMap().secret };
  const dataset = await openDataset(options.in);
  const names = dataset.items.slice(0, options.limit).map(({ name }) => name);
  await dataset.close();
  const records: AuditRecord[] = [];
  let head: AuditHead | undefined;
  let next = 0;
  let done = 0;

  const workers = Math.min(options.workers ?? 1, names.length);
  const threads = Math.max(1, Math.floor(cpus().length / Math.max(1, workers)));

  const work = async () => {
    let worker: Worker | undefined;
    try {
      while (next < names.length) {
        worker ??= new Worker(threads);
        head ??= await worker.open(options);
        if (!worker.opened) await worker.open(options);
        const index = next;
        if (index >= names.length) break;
        next += 1;
        records[index] = await worker.file(index).catch(() => {
          worker = undefined;
          return auditRecord(names[index], failedOutcome('worker', 'worker-crashed'), '');
        });
        done += 1;
        const { file, status } = records[index];
        onProgress?.({ task: 'redact', done, total: names.length, file, status });
      }
    } catch (error) {
      next = names.length;
      throw error;
    } finally {
      worker?.stop();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  if (head === undefined) throw new DeidError('input-empty', 'there is no DICOM file in the input');
  return { head, records };
}

/** One child process; one question at a time. */
class Worker {
  opened = false;
  private readonly child: ChildProcess;

  constructor(threads: number) {
    this.child = fork(path.join(__dirname, 'worker.js'), {
      serialization: 'advanced',
      env: { DEID_THREADS: String(threads), ...process.env },
    });
  }

  async open(options: Omit<RedactFilesOptions, 'onProgress' | 'onNotice'>): Promise<AuditHead> {
    const answer = await this.ask({ kind: 'open', options });
    if (answer.kind !== 'ready') throw new DeidError('worker-crashed', 'a worker gave no answer');
    this.opened = true;
    return answer.head;
  }

  async file(index: number): Promise<AuditRecord> {
    const answer = await this.ask({ kind: 'file', index });
    if (answer.kind !== 'record') throw new DeidError('worker-crashed', 'a worker gave no answer');
    return answer.record;
  }

  stop(): void {
    if (this.child.connected) this.child.disconnect();
  }

  private ask(question: ToWorker): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      const crashed = () => settle(() => reject(new DeidError('worker-crashed', 'a worker process ended')));
      const answered = (answer: FromWorker) =>
        settle(() => (answer.kind === 'error' ? reject(new DeidError(answer.code, answer.message)) : resolve(answer)));
      const settle = (finish: () => void) => {
        this.child.off('message', answered).off('exit', crashed).off('error', crashed);
        finish();
      };
      this.child.once('message', answered).once('exit', crashed).once('error', crashed);
      this.child.send(question, (error) => error && crashed());
    });
  }
}
