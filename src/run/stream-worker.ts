import type { Readable, Writable } from 'node:stream';
import { errorCode } from '../base/errors';
import { openPipeline, type Pipeline } from '../pipeline/open';
import { failedOutcome } from '../pipeline/process';
import { parseTruth } from '../prepare/truth';
import { auditHead, auditRecord, sha256 } from './audit';
import { evaluateItem } from './evaluate-pipeline';
import { FrameReader, writeFrame } from './frames';
import { classify } from './inputs';
import { type LineJudge, openLineJudge } from './judge-reader';
import { type FileLimits, limitsOf } from './limits';
import { processWithin } from './redact-item';
import type { MethodOptions } from './redact-options';
import { runKey } from './run-key';

export interface StreamOptions extends MethodOptions {
  /** Each question carries the ground truth, too; the records are those of `detected_phi`, and no content comes back. */
  readonly evaluate?: boolean;
}

const LONGEST_NAME = 2 ** 16;

/**
 * De-identifies files that come through a pipe, one after the other, with the models kept loaded. First answer: `{ ready, head, key }`
 * once they are; `key` is a hash of what decides about an output apart from the input and the device. Then for each question (name,
 * content; with `evaluate` also the truth, may be empty) one answer: the record of the audit with `storedSha256`, and the output
 * (released or, by the record's status, to be quarantined; empty when there is none); for what a run would not take
 * `{ file, status: 'skipped', reason }`. Nothing is written to disk. Ends with the input.
 *
 * Throws what `openPipeline` throws, and `frame-invalid`; a file's error is in its record.
 */
export async function serveStream(input: Readable, output: Writable, options: StreamOptions): Promise<void> {
  const limits = limitsOf(options.limits);
  // Scores are of pixels: the header stays, as in `evaluateDataset`.
  const headerProfile = options.evaluate === true ? 'keep' : options.headerProfile;
  const pipeline = await openPipeline({ ...options, headerProfile, pipeline: options.pipeline ?? 'proof' });
  let judge: LineJudge | undefined;
  try {
    if (options.evaluate === true) judge = await openLineJudge(pipeline.use.models, pipeline.reader.models);
    const head = auditHead(pipeline);
    // Apart from the device: the workers of one engine may run on several kinds.
    const key = runKey({ ...head, device: '' }, options, options.uidSecret);
    await writeFrame(output, { ready: true, head, key }, new Uint8Array(0));
    const frames = new FrameReader(input);
    for (let name = await frames.text(LONGEST_NAME); name !== undefined; name = await frames.text(LONGEST_NAME)) {
      // What the limits refuse is still taken off the stream, so that the next file is found.
      const bytes = await frames.bytes(2 ** 32);
      if (judge === undefined) await answerRedacted(output, pipeline, name, bytes, limits);
      else await answerEvaluated(output, pipeline, { name, bytes, truth: await frames.bytes(2 ** 32) }, judge);
    }
  } finally {
    await judge?.close();
    await pipeline.close();
  }
}

async function answerRedacted(
  output: Writable,
  pipeline: Pipeline,
  name: string,
  bytes: Buffer,
  limits: FileLimits,
): Promise<void> {
  const entry = classify(name, bytes);
  if (entry.kind === 'skipped') {
    await writeFrame(output, { file: name, status: 'skipped', reason: entry.reason }, new Uint8Array(0));
    return;
  }
  const outcome = await processWithin(pipeline, bytes, limits).catch((error: unknown) =>
    failedOutcome('open', errorCode(error)),
  );
  const record = auditRecord(name, outcome, sha256(bytes));
  const content = outcome.bytes ?? new Uint8Array(0);
  const storedSha256 = outcome.bytes === undefined ? null : sha256(outcome.bytes);
  await writeFrame(output, { ...record, storedSha256 }, content);
}

async function answerEvaluated(
  output: Writable,
  pipeline: Pipeline,
  { name, bytes, truth }: { readonly name: string; readonly bytes: Uint8Array; readonly truth: Uint8Array },
  judge: LineJudge,
): Promise<void> {
  const item = {
    name,
    bytes: async () => bytes,
    truth: async () => (truth.length === 0 ? undefined : parseTruth(truth, name)),
  };
  const { result } = await evaluateItem(pipeline, item, undefined, judge);
  await writeFrame(output, result, new Uint8Array(0));
}
