import { shareOfOne } from '../base/coverage';
import { type Box, growUpTo, unionBoxes } from '../base/geometry';
import type { Frame, Page, PhiHit } from '../base/types';
import { readFrame } from '../dicom/frames';
import type { DicomFile } from '../dicom/open';
import { frameViews } from '../dicom/views';
import type { FindContext } from '../phi/find';
import type { Region } from '../redact/redact';
import { isInkView } from '../verify/along';
import { namesakes, restOfWords, wordsBeside, wordsInBlock } from '../verify/beside';
import { inkBesidePlanes } from '../verify/beside-plane';
import type { Finding } from '../verify/findings';
import { labelBoxes, unreadValues } from '../verify/labels';
import { partFromKept } from '../verify/part';
import { bridges } from '../verify/rows';
import { growBeside, runsTurned } from '../verify/strokes';
import { techniqueOf } from '../verify/technique-boxes';
import { unexplainedWords } from '../verify/unknown';
import { unreadInk } from '../verify/unread';

/** Hits with the boxes that they are painted in, and words of the technique, which stay. */
export interface Extents {
  readonly hits: readonly PhiHit[];
  readonly technique: readonly Box[];
}

/**
 * Boxes that cover the strokes that go on beside what was read, in whatever view these show, and that end where a technical word begins.
 * Texts and numbers of hits stay.
 */
export async function extentsOf(file: DicomFile, read: PagesRead, hits: readonly PhiHit[]): Promise<Extents> {
  const grown = new Map(hits.map((hit) => [hit, hit]));
  const technique: Box[] = [];
  for (const page of read.pages) {
    const [frameIndex] = page.frameIndices;
    const onPage = hits.filter((hit) => hit.frameIndices.includes(frameIndex));
    const replaced = (read.replaced ?? []).filter((other) => isSameFrame(other, page));
    // A word inside a value belongs to it: `and` in an institution, `Page` in a name.
    const values = onPage.flatMap(({ boxes }) => boxes);
    const words = techniqueOf([page, ...replaced]).filter((word) => shareOfOne(word, values) < INSIDE);
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

/** Share of a word's box that a value covers from which on it is part of it. */
const INSIDE = 0.6;

/** Where the text was drawn in one value, that view tells its strokes from all anatomy. */
const inkFirst = (views: readonly Frame[]): readonly Frame[] => [
  ...views.filter(isInkView),
  ...views.filter((view) => !isInkView(view)),
];

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
 * What may be patient data although no finder says so: words that nothing explains, words beside found ones, letters there that nobody
 * read, places of values that could not be read, and what stands between two pieces of a row.
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
    const frame = await readFrame(file, page.frameIndices[0]);
    const [view] = frameViews(file, frame, 'default');
    const onPage = hits.filter((hit) => hit.frameIndices.includes(page.frameIndices[0]));
    const boxes = [
      ...(await unexplainedWords(page, context)).flatMap((hit) => hit.boxes),
      ...read.flatMap((other) => unreadValues(other, hits, view)),
    ];
    const labels = read.flatMap((other) => labelBoxes(other));
    const painted = [...onPage.flatMap((hit) => hit.boxes), ...boxes];
    const explained = techniqueOf([page]);
    for (const other of read) {
      const options = { painted, labels, characters: 1 };
      const words = [...(await wordsBeside(other, context, options)), ...(await wordsInBlock(other, context, options))];
      words.push(...namesakes(other, { painted: [...painted, ...boxes, ...words] }));
      words.push(...restOfWords(other, { painted, labels }));
      // `18479`, where the better reading is `#18479`.
      boxes.push(...(other === page ? words : words.filter((box) => shareOfOne(box, explained) < MOSTLY)));
    }
    const suspect = [...painted, ...boxes];
    // Most pages have nothing to paint, and to make all views takes time.
    if (suspect.length > 0) {
      const lines = read.flatMap((other) => other.lines.filter(({ line }) => line.score >= READ));
      const views = inkFirst(frameViews(file, frame, 'all'));
      boxes.push(...unreadInk(views, suspect, [...labels, ...lines.map(({ line }) => line.box)]));
      boxes.push(...read.flatMap((other) => inkBesidePlanes(views, other, [...suspect, ...boxes], labels)));
    }
    const kept = [...keptBoxes(page, [...onPage, { boxes }]), ...labels];
    boxes.push(...bridges(view, [...onPage.flatMap((hit) => hit.boxes), ...boxes], kept));
    if (boxes.length > 0) doubts.push({ frameIndices: page.frameIndices, boxes });
  }
  return doubts;
}

/** Share of a word of a replaced reading that a technical word of the better one must cover to explain it. */
const MOSTLY = 0.5;

/** From this score on a line counts as read. */
const READ = 0.6;

/** Share of the picture's longer side that print is high at most: along what is higher, anatomy goes on and no text. */
const TALLEST = 0.08;

/** Between places that the proof found the gap may be this wide: most of a value lies there, or it would not have been found. */
const WIDE_GAP = 6;

/**
 * Where something is still read after painting: the place itself (a quarter of its height wider, because readers cut thin strokes off),
 * the strokes that go on beside it, and what lies between it and what is painted in its row.
 *
 * @param painted boxes on the frame so far
 * @param spared what stays
 */
export async function regionsToPaint(
  file: DicomFile,
  findings: readonly Finding[],
  painted: ReadonlyMap<number, readonly Box[]>,
  spared: readonly Box[],
): Promise<readonly Region[]> {
  const regions: Region[] = [];
  const columns = file.image?.columns ?? 0;
  const rows = file.image?.rows ?? 0;
  for (const frameIndices of distinctLists(findings.map(({ frames }) => frames))) {
    const [first] = frameIndices;
    const views = frameViews(file, await readFrame(file, first), 'all');
    const boxes = findings
      .filter(({ frames }) => frames.join() === frameIndices.join())
      .map(({ box }) => {
        const size = Math.min(box.bottom - box.top, box.right - box.left);
        const by = Math.max(2, Math.round(size / 4));
        const grown = growUpTo(box, by, { width: columns, height: rows }, spared);
        return size > TALLEST * Math.max(rows, columns) ? grown : growBeside(views, grown, spared);
      });
    const between = bridges(views[0], [...boxes, ...(painted.get(first) ?? [])], spared, WIDE_GAP);
    regions.push({ frameIndices, boxes: [...boxes, ...between] });
  }
  return regions;
}

const distinctLists = (lists: readonly (readonly number[])[]): readonly (readonly number[])[] => [
  ...new Map(lists.map((list) => [list.join(), list])).values(),
];

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
