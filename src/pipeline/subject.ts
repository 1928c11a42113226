import type { Box } from '../base/geometry';
import type { PhiHit } from '../base/types';
import type { DicomFile } from '../dicom/open';
import type { FindContext } from '../phi/find';
import type { Region } from '../redact/redact';
import { doubtsOf } from './doubts';
import { extentsOf } from './extents';
import { ruleHits } from './find';
import type { Found } from './found';
import { bannerDoubts, bannerHits } from './hits';
import type { Pipeline } from './open';
import { labelsOf } from './pages-read';
import { techniqueOfFrames } from './technique-on';

/** A file and what is going to be painted on it, before the proof. */
export interface Subject {
  readonly file: DicomFile;
  readonly context: FindContext;
  readonly hits: readonly PhiHit[];
  /** What may be patient data: painted, but not claimed to be it. */
  readonly doubts: readonly Region[];
  /** Where labels stand. */
  readonly labels: readonly Box[];
  /** Where technical words stand: painting spares them as it spares labels. */
  readonly technique: readonly Box[];
}

/** What was found, also on the frames that missed it, and the user's rectangles. */
export const hitsIn = (pipeline: Pipeline, file: DicomFile, { hits }: Found): readonly PhiHit[] => [
  ...hits,
  ...bannerHits(hits, file.image?.numberOfFrames ?? 0),
  ...ruleHits(pipeline, file),
];

/** Boxes that cover whole strokes, and what may be patient data beside what was found. */
export async function subjectOf(
  file: DicomFile,
  found: Found,
  hits: readonly PhiHit[],
  context: FindContext,
): Promise<Subject> {
  const technique = techniqueOfFrames(found.pages);
  const extents = await extentsOf(file, found, hits, technique);
  const doubts = await doubtsOf(file, found, extents.hits, technique, extents.technique, context);
  const everywhere = [...doubts, ...bannerDoubts(doubts, file.image?.numberOfFrames ?? 0, extents.technique)];
  return { file, context, ...extents, doubts: everywhere, labels: labelsOf(found) };
}
