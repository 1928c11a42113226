import type { Box } from '../base/geometry';
import type { Frame, Page, PhiHit } from '../base/types';
import { readFrame } from '../dicom/frames';
import type { DicomFile } from '../dicom/open';
import { frameViews } from '../dicom/views';
import type { FindContext } from '../phi/find';
import type { Region } from '../redact/redact';
import { wordsBeside } from '../verify/beside';
import { labelBoxes, unreadValues } from '../verify/labels';
import { bridges } from '../verify/rows';
import { inkBeside } from '../verify/trail';
import { unexplainedWords } from '../verify/unknown';

/** Hits whose boxes cover the strokes that go on beside them, in whatever view these show. Texts and numbers of hits stay. */
export async function growAlongInk(
  file: DicomFile,
  { pages, replaced = [] }: PagesRead,
  hits: readonly PhiHit[],
): Promise<readonly PhiHit[]> {
  const grown = new Map(hits.map((hit) => [hit, hit]));
  for (const page of pages) {
    const [frameIndex] = page.frameIndices;
    const onPage = hits.filter((hit) => hit.frameIndices.includes(frameIndex));
    if (onPage.length === 0) continue;
    const views = frameViews(file, await readFrame(file, frameIndex), 'all');
    const labels = replaced.filter((other) => isSameFrame(other, page)).flatMap((other) => labelBoxes(other));
    const kept = [...keptBoxes(page, onPage), ...labels];
    for (const hit of onPage) {
      const boxes = (grown.get(hit) ?? hit).boxes.map((box) => growBeside(views, box, kept));
      grown.set(hit, { ...hit, boxes });
    }
  }
  return [...grown.values()];
}

/** What was read: pages, and those of a first reading that they replace. */
interface PagesRead {
  readonly pages: readonly Page[];
  readonly replaced?: readonly Page[];
}

const isSameFrame = (a: Page, b: Page): boolean => a.frameIndices[0] === b.frameIndices[0];

/** Where labels stand, by either reading. */
export const labelsOf = ({ pages, replaced = [] }: PagesRead): readonly Box[] =>
  [...pages, ...replaced].flatMap((page) => labelBoxes(page));

/**
 * What may be patient data although no finder says so: words that nothing explains, words beside found ones, places of values that could
 * not be read, and what stands between two pieces of a row.
 */
export async function doubtsOf(
  file: DicomFile,
  { pages, replaced = [] }: PagesRead,
  hits: readonly PhiHit[],
  context: FindContext,
): Promise<readonly Region[]> {
  const doubts: Region[] = [];
  for (const page of pages) {
    const read = [page, ...replaced.filter((other) => isSameFrame(other, page))];
    if (read.every(({ lines }) => lines.length === 0)) continue;
    const [view] = frameViews(file, await readFrame(file, page.frameIndices[0]), 'default');
    const onPage = hits.filter((hit) => hit.frameIndices.includes(page.frameIndices[0]));
    const boxes = [
      ...(await unexplainedWords(page, context)).flatMap((hit) => hit.boxes),
      ...read.flatMap((other) => unreadValues(other, hits, view)),
    ];
    const labels = read.flatMap((other) => labelBoxes(other));
    const painted = [...onPage.flatMap((hit) => hit.boxes), ...boxes];
    for (const other of read) boxes.push(...(await wordsBeside(other, context, { painted, labels, characters: 1 })));
    const kept = [...keptBoxes(page, [...onPage, { boxes }]), ...labels];
    boxes.push(...bridges(view, [...onPage.flatMap((hit) => hit.boxes), ...boxes], kept));
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
function keptBoxes(page: Page, hits: readonly Pick<PhiHit, 'boxes'>[]): readonly Box[] {
  const boxes = hits.flatMap((hit) => hit.boxes);
  return page.lines
    .flatMap(({ line }) => line.characters.map((character) => character.box))
    .filter(({ left, right, top, bottom }) => {
      const x = (left + right) / 2;
      const y = (top + bottom) / 2;
      return !boxes.some((box) => x >= box.left && x < box.right && y >= box.top && y < box.bottom);
    });
}
