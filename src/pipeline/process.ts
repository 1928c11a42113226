import { errorCode } from '../base/errors';
import type { Box } from '../base/geometry';
import { type DicomFile, openDicom } from '../dicom/open';
import { redactFile } from '../redact/redact';
import { StageClock } from './clock';
import { processContent } from './content';
import { contextOf, hitsIn } from './find';
import { findInFile, lowestScore } from './found';
import { regionsOf } from './hits';
import { type Pipeline, redactOptions } from './open';
import type { FileOutcome } from './outcome';
import { proveFile } from './prove-file';

/**
 * One file through all stages, in order. Never throws for a file: what goes wrong becomes `failed` with the stage and the code, and
 * such an outcome has no bytes. The input bytes are not changed. Calls do not share anything but the engines.
 */
export async function processFile(pipeline: Pipeline, bytes: Uint8Array): Promise<FileOutcome> {
  const clock = new StageClock();
  let facts: FileFacts = NO_FACTS;
  try {
    const file = await clock.run('open', () => openDicom(bytes));
    facts = factsOf(file);
    if (file.image === undefined) {
      const outcome = await clock.run('content', () => processContent(pipeline, file));
      return { ...NOTHING, ...facts, ...outcome, timeMs: clock.stop() };
    }
    return { ...facts, ...(await processImage(pipeline, file, clock)), timeMs: clock.stop() };
  } catch (error) {
    return { ...failedOutcome(clock.stage, errorCode(error)), ...facts, timeMs: clock.stop() };
  }
}

/** A file that could not be processed: nothing of it may be released. */
export function failedOutcome(stage: string, code: string): FileOutcome {
  return { ...NOTHING, ...NO_FACTS, status: 'failed', error: { stage, code }, timeMs: {} };
}

type FileFacts = Pick<FileOutcome, 'modality' | 'rows' | 'columns' | 'frames'>;
type ImageOutcome = Omit<FileOutcome, keyof FileFacts | 'timeMs'>;

const NO_FACTS: FileFacts = { modality: '', rows: 0, columns: 0, frames: 0 };

const NOTHING = {
  hits: [],
  painted: new Map<number, readonly Box[]>(),
  because: [],
  carriers: [],
  bytes: undefined,
  verification: undefined,
  lowestScore: 1,
  sessionMs: 0,
};

const factsOf = (file: DicomFile): FileFacts => ({
  modality: file.modality,
  rows: file.image?.rows ?? 0,
  columns: file.image?.columns ?? 0,
  frames: file.image?.numberOfFrames ?? 0,
});

async function processImage(pipeline: Pipeline, file: DicomFile, clock: StageClock): Promise<ImageOutcome> {
  const context = contextOf(pipeline, file);
  if (pipeline.prover !== undefined) return proveFile(pipeline, pipeline.prover, file, context, clock);
  const found = await findInFile(pipeline, file, context, clock);
  const hits = hitsIn(pipeline, file, found.hits);
  const sure = { hits, pages: found.pages, lowestScore: lowestScore(found.pages, hits), sessionMs: found.sessionMs };
  const redacted = await clock.run('redact', () =>
    redactFile(file, regionsOf(hits), { ...redactOptions(pipeline), ...found.painting }),
  );
  return {
    ...sure,
    status: redacted.bytes === file.bytes ? 'clean' : 'done',
    bytes: redacted.bytes,
    painted: redacted.boxes,
    because: [],
    carriers: redacted.carriers,
    verification: undefined,
  };
}
