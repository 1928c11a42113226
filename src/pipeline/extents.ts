import { shareOfOne } from '../base/coverage';
import { type Box, unionBoxes } from '../base/geometry';
import type { PhiHit } from '../base/types';
import { readFrame } from '../dicom/frames';
import type { DicomFile } from '../dicom/open';
import { frameViews } from '../dicom/views';
import { labelBoxes } from '../verify/labels';
import { partFromKept } from '../verify/part';
import { growBeside, runsTurned } from '../verify/strokes';
import { techniqueOf } from '../verify/technique-boxes';
import { inkFirst, isSameFrame, keptBoxes, type PagesRead } from './pages-read';
import { type TechnicalWord, techniqueOn } from './technique-on';

/** Hits with the boxes that they are painted in, and words of the technique, which stay. */
export interface Extents {
  readonly hits: readonly PhiHit[];
  readonly technique: readonly Box[];
}

/**
 * Boxes that cover the strokes that go on beside what was read, in whatever view these show, and that end where a technical word begins.
 * Texts and numbers of hits stay.
 *
 * @param elsewhere the technical words of all frames
 */
export async function extentsOf(
  file: DicomFile,
  read: PagesRead,
  hits: readonly PhiHit[],
  elsewhere: readonly TechnicalWord[],
): Promise<Extents> {
  const grown = new Map(hits.map((hit) => [hit, hit]));
  const technique: Box[] = [];
  for (const page of read.pages) {
    const [frameIndex] = page.frameIndices;
    const onPage = hits.filter((hit) => hit.frameIndices.includes(frameIndex));
    const replaced = (read.replaced ?? []).filter((other) => isSameFrame(other, page));
    // A word inside a value belongs to it: `and` in an institution, `Page` in a name. A word with a value inside is no technique.
    const values = onPage.flatMap(({ boxes }) => boxes);
    const seen = [...techniqueOf([page, ...replaced]), ...techniqueOn(page, elsewhere)];
    const words = seen.filter(
      (word) => shareOfOne(word, values) < INSIDE && values.every((value) => shareOfOne(value, [word]) < INSIDE),
    );
    if (onPage.length === 0) {
      technique.push(...words);
      continue;
    }
    const views = frameViews(file, await readFrame(file, frameIndex), 'all');
    const kept = [...keptBoxes(page, onPage), ...replaced.flatMap((other) => labelBoxes(other))];
    const whole = onPage.map((hit) => {
      // From the box as it was read, not as another frame grew it: growth upon growth runs into the picture.
      const before = grown.get(hit) ?? hit;
      const boxes = hit.boxes.map((box, at) =>
        unionBoxes([before.boxes[at], growBeside(views, box, kept, runsTurned(page, box))]),
      );
      return { ...hit, boxes };
    });
    const parted = partFromKept(inkFirst(views), whole, words);
    technique.push(...parted.kept);
    onPage.forEach((hit, index) => {
      grown.set(hit, parted.hits[index]);
    });
  }
  return { hits: [...grown.values()], technique };
}

/** Share of one's box that the other covers from which on it is part of it. */
const INSIDE = 0.6;
