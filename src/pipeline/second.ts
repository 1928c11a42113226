import { shareOfOne } from '../base/coverage';
import { type Box, boxArea, boxHeight, boxWidth, intersectBoxes } from '../base/geometry';
import { lettersAndDigits } from '../base/text';
import type { HeaderValue, Page, PhiHit, TextLine } from '../base/types';
import { layoutPage } from '../ocr/layout';
import { standApart } from '../ocr/rows';
import { isSexAndPlane, isTechnique } from '../phi/technique';

/** Below this score of a line the first reading is not trusted. */
const UNSURE = 0.85;

/** Header elements whose value is expected in a picture that shows patient data at all. */
const EXPECTED = new Set(['PatientName', 'PatientID']);

/** Frames (first of each page) that deserve a second, more careful reading. */
export function framesToReadAgain(
  pages: readonly Page[],
  hits: readonly PhiHit[],
  header: readonly HeaderValue[],
): readonly number[] {
  return pages.filter((page) => isUnsure(page) || isIncomplete(page, hits, header)).map((page) => page.frameIndices[0]);
}

/** Fewer letters and digits than this are no name, date or number: strokes of the picture are read as such. */
const WORTH = 4;

const isUnsure = (page: Page): boolean =>
  page.lines.some(({ line }) => line.score < UNSURE && lettersAndDigits(line.text) >= WORTH);

/** Some patient data was found, but not what the header knows: name or identifier may be misread. */
function isIncomplete(page: Page, hits: readonly PhiHit[], header: readonly HeaderValue[]): boolean {
  const onPage = hits.filter((hit) => hit.frameIndices.includes(page.frameIndices[0]));
  if (onPage.length === 0) return false;
  const found = new Set(onPage.map((hit) => hit.phiClass));
  return header.some(
    (value) => EXPECTED.has(value.keyword) && !found.has(value.keyword === 'PatientID' ? 'id' : 'name'),
  );
}

/** So many more letters and digits make a line of the first reading the better one, if it was read so well: another view showed more. */
const MORE = 2;
const WELL = 0.85;

/**
 * The second reading's lines, and of the first what it lacks: lines where it read nothing, and lines that go on where it ends. Frames
 * are the first one's: a frame stands for all that look like it.
 */
export function combinedPage(first: Page, second: Page): Page {
  const lines = second.lines.map(({ line }) => line);
  for (const { line } of first.lines) {
    const same = lines.filter((other) => overlaps(line, other));
    const longer = line.score >= WELL && (signs([line]) >= signs(same) + MORE || goesOn(line, same));
    if (same.length > 0 && !longer && !areTwoRows(same, first)) continue;
    for (const other of same) lines.splice(lines.indexOf(other), 1);
    lines.push(line);
  }
  return layoutPage(lines, first, first.frameIndices);
}

/** `F000`: of a row of bones that a line runs into, one character over and over is read. */
const REPEATED = /(.)\1{2,}/gu;

/** `5/233 4471123` for `233 4471123`: the same but for characters before or behind it, of any kind. */
function goesOn(line: TextLine, same: readonly TextLine[]): boolean {
  const [whole, part] = [[line], same].map((lines) => lines.map(({ text }) => withoutBones(text)).join(''));
  return part !== '' && whole.includes(part) && whole.length >= part.length + MORE;
}

const withoutBones = (text: string): string => text.replace(REPEATED, '').replaceAll(' ', '');

/** Rows that the first reading tells apart, each with more certainty than the second one reads them as one line. */
function areTwoRows([other, ...more]: readonly TextLine[], { lines }: Page): boolean {
  if (more.length > 0 || other.score >= UNSURE) return false;
  const rows = lines.map(({ line }) => line).filter((line) => overlaps(line, other));
  const tallest = Math.max(...rows.map(({ box }) => shortSide(box)));
  return rows.length > 1 && shortSide(other.box) > TALLER * tallest && rows.every(({ score }) => score > other.score);
}

const shortSide = (box: Box): number => Math.min(boxWidth(box), boxHeight(box));

/** So many heights of a line is one that spans two rows. */
const TALLER = 1.5;

const signs = (lines: readonly TextLine[]): number =>
  lines.reduce((sum, { text }) => sum + lettersAndDigits(withoutBones(text)), 0);

const overlaps = (a: TextLine, b: TextLine): boolean =>
  !(a.rotation === b.rotation && standApart(a, b)) &&
  boxArea(intersectBoxes(a.box, b.box)) > 0.4 * Math.min(boxArea(a.box), boxArea(b.box));

/** Share of a place that the second reading's lines must cover to explain it. */
const EXPLAINED = 0.6;

/** Whether the second reading reads a place well, and as nothing but technique (`F AX` for `LPTAX`, `LightSpeed VCT` for `ELightSpeed VCT`). */
function isExplained(box: Box, page: Page | undefined): boolean {
  const lines = page?.lines.filter(({ line }) => shareOfOne(box, [line.box]) >= EXPLAINED) ?? [];
  return lines.length > 0 && lines.every(({ line }) => line.score >= WELL && isAllTechnique(line.text));
}

const isAllTechnique = (text: string): boolean =>
  text.split(/\s+/).every((word) => isTechnique(word) || isSexAndPlane(word));

/** What is told by its look alone, dates excepted; labels and header say more than another reading does. */
const isByLook = ({ finder, phiClass }: PhiHit): boolean =>
  finder === 'names' || (finder === 'patterns' && phiClass === 'id');

/** The first reading's hits without names and numbers that the second reading explains. */
export const withoutMisread = (first: readonly PhiHit[], second: readonly Page[]): readonly PhiHit[] =>
  first.filter((hit) => {
    const page = second.find((candidate) => hit.frameIndices.includes(candidate.frameIndices[0]));
    return !isByLook(hit) || !hit.boxes.every((box) => isExplained(box, page));
  });

/** A page of the first reading without the lines that the second one, where there is one, explains. */
export function withoutExplained(first: Page, second: Page | undefined): Page {
  const lines = first.lines.map(({ line }) => line).filter(({ box }) => !isExplained(box, second));
  return lines.length === first.lines.length ? first : layoutPage(lines, first, first.frameIndices);
}

/** The lowest score of a line on pages with hits; 1 without any. */
export function lowestScore(pages: readonly Page[], hits: readonly PhiHit[]): number {
  const frames = new Set(hits.flatMap((hit) => hit.frameIndices));
  const scores = pages
    .filter((page) => page.frameIndices.some((frame) => frames.has(frame)))
    .flatMap((page) => page.lines.map(({ line }) => line.score));
  return Math.min(1, ...scores);
}
