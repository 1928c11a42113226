import type { Box } from '../base/geometry';
import type { Frame, Page, PhiHit } from '../base/types';
import { readFrame } from '../dicom/frames';
import type { DicomFile } from '../dicom/open';
import { frameViews } from '../dicom/views';
import type { FindContext } from '../phi/find';
import type { Region } from '../redact/redact';
import { unreadValues } from '../verify/labels';
import { inkBeside } from '../verify/trail';
import { unexplainedWords } from '../verify/unknown';

/** Hits whose boxes cover the strokes that go on beside them, in whatever view these show. Texts and numbers of hits stay. */
export async function growAlongInk(
  file: DicomFile,
  pages: readonly Page[],
  hits: readonly PhiHit[],
): Promise<readonly PhiHit[]> {
  const grown = new Map(hits.map((hit) => [hit, hit]));
  for (const page of pages) {
    const [frameIndex] = page.frameIndices;
    const onPage = hits.filter((hit) => hit.frameIndices.includes(frameIndex));
    if (onPage.length === 0) continue;
    const views = frameViews(file, await readFrame(file, frameIndex), 'all');
    const kept = keptBoxes(page, onPage);
    for (const hit of onPage) {
      const boxes = (grown.get(hit) ?? hit).boxes.map((box) => growBeside(views, box, kept));
      grown.set(hit, { ...hit, boxes });
    }
  }
  return [...grown.values()];
}

/** Words that nothing explains, and places of values that could not be read. */
export async function doubtsOf(
  file: DicomFile,
  { pages, replaced = [] }: { readonly pages: readonly Page[]; readonly replaced?: readonly Page[] },
  hits: readonly PhiHit[],
  context: FindContext,
): Promise<readonly Region[]> {
  const doubts: Region[] = [];
  for (const page of pages) {
    const first = replaced.filter((other) => other.frameIndices[0] === page.frameIndices[0]);
    if ([page, ...first].every(({ lines }) => lines.length === 0)) continue;
    const [view] = frameViews(file, await readFrame(file, page.frameIndices[0]), 'default');
    const words = (await unexplainedWords(page, context)).flatMap(({ boxes }) => boxes);
    const boxes = [...words, ...[page, ...first].flatMap((read) => unreadValues(read, hits, view))];
    if (boxes.length > 0) doubts.push({ frameIndices: page.frameIndices, boxes });
  }
  return doubts;
}

function growBeside(views: readonly Frame[], box: Box, kept: readonly Box[]): Box {
  for (const view of views) {
    const grown = inkBeside(view, box, kept);
    if (grown !== undefined) return grown;
  }
  return box;
}

/** Characters that were read and belong to no hit: labels and technique text, which stay. */
function keptBoxes(page: Page, hits: readonly PhiHit[]): readonly Box[] {
  const boxes = hits.flatMap((hit) => hit.boxes);
  return page.lines
    .flatMap(({ line }) => line.characters.map((character) => character.box))
    .filter(({ left, right, top, bottom }) => {
      const x = (left + right) / 2;
      const y = (top + bottom) / 2;
      return !boxes.some((box) => x >= box.left && x < box.right && y >= box.top && y < box.bottom);
    });
}
