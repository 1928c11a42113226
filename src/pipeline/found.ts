import type { Page, PhiHit } from '../base/types';
import type { DicomFile } from '../dicom/open';
import type { FindContext } from '../phi/find';
import type { RedactOptions } from '../redact/redact';
import { readPages } from '../verify/pages';
import type { StageClock } from './clock';
import { findHits } from './find';
import type { Pipeline } from './open';
import { findPresidioHits, presidioRedaction, readPresidioPages } from './presidio';

/** What reading and finding give to the stages after them. */
export interface Found {
  readonly pages: readonly Page[];
  readonly hits: readonly PhiHit[];
  readonly sessionMs: number;
  /** How boxes are painted, where the pipeline has rules of its own. */
  readonly painting?: RedactOptions;
}

/** Reads a file and finds patient data in it, as a pipeline without proof does: by Presidio's rules, or by ours. */
export async function findInFile(
  pipeline: Pipeline,
  file: DicomFile,
  context: FindContext,
  clock: StageClock,
): Promise<Found> {
  const isPresidio = pipeline.spec.finder === 'presidio';
  const reading = await clock.part('read', () =>
    isPresidio
      ? readPresidioPages(file, pipeline.reader)
      : readPages(file, pipeline.reader, { views: pipeline.spec.views }),
  );
  clock.addAll(reading.timesMs);
  const { pages, sessionMs } = reading;
  if (isPresidio) {
    const hits = await clock.run('find', () => findPresidioHits(pages, context));
    return { pages, hits, sessionMs, painting: await presidioRedaction(file) };
  }
  return { pages, hits: await clock.run('find', () => findHits(pages, context)), sessionMs };
}

/** The lowest score of a line on pages with hits; 1 without any. */
export function lowestScore(pages: readonly Page[], hits: readonly PhiHit[]): number {
  const frames = new Set(hits.flatMap((hit) => hit.frameIndices));
  const scores = pages
    .filter((page) => page.frameIndices.some((frame) => frames.has(frame)))
    .flatMap((page) => page.lines.map(({ line }) => line.score));
  return Math.min(1, ...scores);
}
