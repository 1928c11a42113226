import type { Page, PhiHit } from '../base/types';
import { headerValues } from '../dicom/header';
import type { DicomFile } from '../dicom/open';
import { type FindContext, findPhi, RETAIN_OPTIONS } from '../phi/find';
import { spreadOverFrames } from '../phi/frames';
import { spansToHits } from '../phi/hits';
import { ruleFacts } from '../phi/rule-facts';
import { fixedRectangles, keptRectangles } from '../phi/rules';
import { bannerHits } from './hits';
import type { Pipeline } from './open';

/** What the finders may know about a file. Made anew for each file: no value outlives its patient. */
export function contextOf(pipeline: Pipeline, file: DicomFile): FindContext {
  return {
    header: pipeline.options.header === 'on' ? headerValues(file) : [],
    policy: pipeline.options.policy === 'all-text' ? 'all-text' : 'phi',
    ...(pipeline.rules === undefined
      ? {}
      : { rules: pipeline.rules, kept: keptRectangles(pipeline.rules, ruleFacts(file)) }),
    // What may stay in the header but never stands in a picture (UIDs, device) means nothing to the finders.
    retain: RETAIN_OPTIONS.filter((option) => pipeline.options.retain.includes(option)),
    modality: file.modality,
    manufacturer: file.manufacturer,
  };
}

/** Patient data on pages, with boxes; what several frames show at one place is taken to be on all frames. */
export async function findHits(pages: readonly Page[], context: FindContext): Promise<readonly PhiHit[]> {
  const hits: PhiHit[] = [];
  for (const page of pages) hits.push(...spansToHits(page, await findPhi(page, context)));
  let last = -1;
  for (const page of pages) for (const index of page.frameIndices) last = Math.max(last, index);
  return spreadOverFrames(hits, last + 1);
}

/** What was found, also on the frames that missed it, and the user's rectangles. */
export const hitsIn = (pipeline: Pipeline, file: DicomFile, found: readonly PhiHit[]): readonly PhiHit[] => [
  ...found,
  ...bannerHits(found, file.image?.numberOfFrames ?? 0),
  ...ruleHits(pipeline, file),
];

/** Rectangles that the user's rules paint on every frame of such a device. */
export function ruleHits(pipeline: Pipeline, file: DicomFile): readonly PhiHit[] {
  if (pipeline.rules === undefined || file.image === undefined) return [];
  const { numberOfFrames } = file.image;
  const boxes = fixedRectangles(pipeline.rules, ruleFacts(file));
  if (boxes.length === 0) return [];
  const frameIndices = Array.from({ length: numberOfFrames }, (_, index) => index);
  return [{ frameIndices, boxes, text: '', phiClass: 'other', finder: 'rectangle', score: 1 }];
}
