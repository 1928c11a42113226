import { errorCode } from '../base/errors';
import type { Box } from '../base/geometry';
import type { Page, PhiHit } from '../base/types';
import { type DicomFile, openDicom } from '../dicom/open';
import type { OcrEngine } from '../ocr/engine';
import type { FindContext } from '../phi/find';
import { type RedactOptions, redactFile } from '../redact/redact';
import { type PageOptions, type PageReading, readPages } from '../verify/pages';
import { StageClock } from './clock';
import { doubtsOf } from './doubts';
import { extentsOf } from './extents';
import { contextOf, findHits, ruleHits } from './find';
import { bannerDoubts, bannerHits, mergeHits, regionsOf } from './hits';
import { type Pipeline, redactOptions } from './open';
import type { FileOutcome } from './outcome';
import { labelsOf } from './pages-read';
import { findPresidioHits, presidioRedaction, readPresidioPages } from './presidio';
import { redactAndProve } from './prove';
import { combinedPage, framesToReadAgain, lowestScore, withoutExplained, withoutMisread } from './second';

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
      const error = { stage: 'open', code: 'NO_PIXEL_DATA' };
      return { ...NOTHING, ...facts, status: 'no-pixels', error, timeMs: clock.stop() };
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
  const find = pipeline.spec.finder === 'presidio' ? findByPresidio : findPhiIn;
  const found = await find(pipeline, file, context, clock);
  const frames = file.image?.numberOfFrames ?? 0;
  const hits = [...found.hits, ...bannerHits(found.hits, frames), ...ruleHits(pipeline, file)];
  const sure = { hits, lowestScore: lowestScore(found.pages, hits), sessionMs: found.sessionMs };
  if (pipeline.verifiers.length > 0) {
    const extents = await clock.run('grow', () => extentsOf(file, found, hits));
    const doubts = await clock.run('grow', () => doubtsOf(file, found, extents.hits, context));
    const everywhere = [...doubts, ...bannerDoubts(doubts, frames, extents.technique)];
    const subject = { file, context, ...extents, doubts: everywhere, labels: labelsOf(found) };
    const proof = await redactAndProve(pipeline, subject, clock);
    return { ...sure, ...proof, sessionMs: sure.sessionMs + proof.sessionMs };
  }
  if (hits.length === 0 && pipeline.options.headerProfile === 'keep') {
    return { ...NOTHING, ...sure, status: 'clean', bytes: file.bytes };
  }
  const redacted = await clock.run('redact', () =>
    redactFile(file, regionsOf(hits), { ...redactOptions(pipeline), ...found.painting }),
  );
  return {
    ...sure,
    status: 'done',
    bytes: redacted.bytes,
    painted: redacted.boxes,
    carriers: redacted.carriers,
    verification: undefined,
  };
}

/** What reading and finding give to the stages after them. */
export interface Found {
  readonly pages: readonly Page[];
  readonly hits: readonly PhiHit[];
  /** Pages of a first reading that `pages` replaces: a label may have been read there only. */
  readonly replaced?: readonly Page[];
  readonly sessionMs: number;
  /** How boxes are painted, where the pipeline has rules of its own. */
  readonly painting?: RedactOptions;
}

async function findByPresidio(
  pipeline: Pipeline,
  file: DicomFile,
  context: FindContext,
  clock: StageClock,
): Promise<Found> {
  const reading = await clock.part('read', () => readPresidioPages(file, pipeline.reader));
  clock.addAll(reading.timesMs);
  const hits = await clock.run('find', () => findPresidioHits(reading.pages, context));
  return { pages: reading.pages, hits, sessionMs: reading.sessionMs, painting: await presidioRedaction(file) };
}

async function findPhiIn(pipeline: Pipeline, file: DicomFile, context: FindContext, clock: StageClock): Promise<Found> {
  const read = async (engine: OcrEngine, options: PageOptions): Promise<PageReading> => {
    const reading = await clock.part('read', () => readPages(file, engine, options));
    clock.addAll(reading.timesMs);
    return reading;
  };
  const first = await read(pipeline.reader, { views: pipeline.spec.views });
  const hits = await clock.run('find', () => findHits(first.pages, context));
  const frames = pipeline.second === undefined ? [] : framesToReadAgain(first.pages, hits, context.header);
  if (pipeline.second === undefined || frames.length === 0)
    return { pages: first.pages, hits, sessionMs: first.sessionMs };

  // The careful reader costs many times the first one's time a view; what only other windows or channels show is kept from the first reading.
  const again = await read(pipeline.second, { views: 'shown', frames });
  // A frame stands for all that look like it: the second reading takes over their list.
  const pairs = first.pages.map((page) => ({
    page,
    better: again.pages.find((candidate) => candidate.frameIndices[0] === page.frameIndices[0]),
  }));
  const pages = pairs.map(({ page, better }) => (better === undefined ? page : combinedPage(page, better)));
  const replaced = pairs.map(({ page, better }) => withoutExplained(page, better));
  const better = await clock.run('find', () => findHits(pages, context));
  const merged = mergeHits(withoutMisread(hits, again.pages), better);
  return { pages, replaced, hits: merged, sessionMs: first.sessionMs + again.sessionMs };
}
