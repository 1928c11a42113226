import type { Page, PhiHit } from '../base/types';
import type { DicomFile } from '../dicom/open';
import type { OcrEngine } from '../ocr/engine';
import type { FindContext } from '../phi/find';
import type { RedactOptions } from '../redact/redact';
import { type PageOptions, type PageReading, readPages } from '../verify/pages';
import type { StageClock } from './clock';
import { findHits } from './find';
import { mergeHits } from './hits';
import type { Pipeline } from './open';
import { findPresidioHits, presidioRedaction, readPresidioPages } from './presidio';
import { combinedPage, framesToReadAgain, withoutExplained, withoutMisread } from './second';

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

/**
 * Reads a file and finds patient data in it, as the pipeline does: by Presidio's rules, or by ours with a second, careful reading of the
 * frames that need one.
 *
 * @param frames only these (indices from 0); default all. Presidio's pipeline reads all.
 */
export const findInFile = (
  pipeline: Pipeline,
  file: DicomFile,
  context: FindContext,
  clock: StageClock,
  frames?: readonly number[],
): Promise<Found> =>
  pipeline.spec.finder === 'presidio'
    ? findByPresidio(pipeline, file, context, clock)
    : findByReading(pipeline, file, context, clock, frames);

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

async function findByReading(
  pipeline: Pipeline,
  file: DicomFile,
  context: FindContext,
  clock: StageClock,
  only: readonly number[] | undefined,
): Promise<Found> {
  const read = async (engine: OcrEngine, options: PageOptions): Promise<PageReading> => {
    const reading = await clock.part('read', () => readPages(file, engine, options));
    clock.addAll(reading.timesMs);
    return reading;
  };
  const first = await read(pipeline.reader, {
    views: pipeline.spec.views,
    ...(only === undefined ? {} : { frames: only }),
  });
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
