import { connectedPieces } from '../base/connected';
import { shareOfOne } from '../base/coverage';
import { type Box, boxArea, boxHeight, boxWidth } from '../base/geometry';
import { countInk, INK_THRESHOLD } from '../base/ink';
import type { Frame, TextLine } from '../base/types';
import type { RegionEngine } from '../ocr/engine';
import { areasAround } from './areas';
import { claimOf, sizeOf } from './claims';
import { isSurelyText, looseLines, regionAround, tallestLetter, type UnreadLine } from './loose-lines';
import { type InkMap, inkMask, inkPixels, TRACE, uniteInk } from './map';

/** The ink network, as far as reading needs it. */
export interface InkReader {
  read(views: readonly Frame[]): Promise<readonly InkMap[]>;
  readonly elapsedMs: number;
}

/** What reads a frame. */
export interface ReadTools {
  readonly engine: RegionEngine;
  readonly ink: InkReader;
}

/** What stands on one frame: lines that were read, ink of all views together, and ink that looks like text and that nobody could read. */
export interface FrameText {
  readonly lines: readonly TextLine[];
  readonly ink: InkMap;
  readonly unread: readonly UnreadLine[];
  /** Names of the views that showed text. */
  readonly shownBy: readonly string[];
}

/** A line of loose ink must be read so well to be text; a letter or two read there count where the ink itself is sure. */
const READ = { score: 0.6, characters: 3 };
/**
 * Of 220 lines of real and hard pictures each text had at least 10 % of its box as ink; outlines of large letters have half of that. Less
 * is texture unless it is a text of so many characters, read so well.
 */
const UNSEEN = { share: 0.05, characters: 3, score: 0.93 };
/** Mean probability of ink, 0 to 1, from which on the detector is asked about it. */
const FAINT = 0.45;
/** Ink of two views so near is the same stroke. */
const SAME_STROKE = 2;

/**
 * Reads one frame: its first view by the detector, wherever the network sees a trace of ink, and the ink that the detector passed over, too.
 * A further view is read only where it shows strokes that no earlier view shows.
 *
 * @param views of one frame, what a viewer shows first
 * @param known of a further frame: lines of the frame before that stand here unchanged. They are not read again, and the detector looks
 * only where the network sees other ink
 */
export async function readFrameText(
  views: readonly Frame[],
  { engine, ink: network }: ReadTools,
  known?: readonly TextLine[],
): Promise<FrameText> {
  const [first, ...further] = views;
  const inks = await network.read([first, ...further]);
  let ink = inks[0];
  const unread: UnreadLine[] = [];
  const read =
    known === undefined
      ? await engine.readView(first, [], areasAround(tracesOf(ink), first), ink.ink)
      : await readChanged(first, ink, known, engine);
  const seen = [...(known ?? []), ...read].filter((line) => isText(line, ink));
  let lines = await withLoose(first, ink, seen, engine, unread);
  const shownBy = [first.view];
  for (const [index, view] of further.entries()) {
    const fresh = withoutKnown(inks[index + 1], ink);
    if (fresh === undefined) continue;
    const letters = looseLines(fresh, lines.map(claimOf));
    if (letters.length === 0) continue;
    const boxes = letters.map(({ box }) => box);
    const read = (await engine.readView(view, lines, areasAround(tracesOf(fresh), view), inks[index + 1].ink)).filter(
      (line) =>
        isText(line, fresh) && boxes.some((box) => shareOfOne(box, [line.box]) > 0.5) && !isReadAlready(line, lines),
    );
    lines = await withLoose(view, fresh, [...lines, ...read], engine, unread);
    ink = uniteInk([ink, fresh]);
    shownBy.push(view.view);
  }
  return { lines, ink, unread, shownBy };
}

const tracesOf = (map: InkMap): readonly Box[] => connectedPieces(inkMask(map, TRACE), map.width).map(({ box }) => box);

/** Reads a further frame around the ink, be it faint, that no unchanged line owns. */
async function readChanged(
  view: Frame,
  ink: InkMap,
  known: readonly TextLine[],
  engine: RegionEngine,
): Promise<readonly TextLine[]> {
  const changed = looseLines(ink, known.map(claimOf), FAINT).map(({ box }) => box);
  // However unsure: what has not changed reads no better a second time.
  const still = known.map((line) => ({ ...line, score: 1 }));
  return engine.readView(view, still, areasAround(changed, view), ink.ink);
}

/** Reads the ink that belongs to no line yet, as lines of its own; what cannot be read is added to `unread`. */
async function withLoose(
  view: Frame,
  ink: InkMap,
  lines: readonly TextLine[],
  engine: RegionEngine,
  unread: UnreadLine[],
): Promise<readonly TextLine[]> {
  const loose = looseLines(ink, lines.map(claimOf));
  const regions = loose.map((line) => regionAround(line, ink));
  const read = await engine.readRegions(view, regions, ink.ink);
  const found: TextLine[] = [];
  loose.forEach((line, index) => {
    const text = read[index];
    if (text && isReadWell(text, line)) found.push(text);
    else if (isSurelyText(line, view.view !== 'default') || (text && isSparse(text) && isRow(line))) unread.push(line);
  });
  return [...lines, ...found];
}

const charactersOf = ({ text }: TextLine): number => text.replace(/[^\p{L}\d]/gu, '').length;

/** Of so many heights a letter no line is, from so many heights on: letters of a script that the reader does not know. */
const SPARSE = { each: 1.6, all: 2.5 };

function isSparse(line: TextLine): boolean {
  const length = Math.max(boxWidth(line.box), boxHeight(line.box)) / sizeOf(line);
  return length > SPARSE.all && length > SPARSE.each * line.text.length;
}

/** Long enough to be several letters. */
const isRow = ({ box }: UnreadLine): boolean =>
  Math.max(boxWidth(box), boxHeight(box)) > SPARSE.all * Math.min(boxWidth(box), boxHeight(box));

function isReadWell(text: TextLine, line: UnreadLine): boolean {
  const characters = charactersOf(text);
  if (isSparse(text)) return false;
  return text.score >= READ.score && (characters >= READ.characters || (characters > 0 && isSurelyText(line)));
}

/** Of so few different characters a reading that towers like a drawing is one: bones, vessels and teeth read as letters (`T`, `888`). */
const FEW = 2;

function isText(line: TextLine, ink: InkMap): boolean {
  if (new Set(line.text).size <= FEW && sizeOf(line) > tallestLetter(ink)) return false;
  if (countInk(ink, claimOf(line).pieces) >= UNSEEN.share * boxArea(line.box)) return true;
  return charactersOf(line) >= UNSEEN.characters && line.score >= UNSEEN.score;
}

/** A line that lies so far in one that was read is another reading of it. */
const SAME_LINE = 0.4;

const isReadAlready = (line: TextLine, lines: readonly TextLine[]): boolean =>
  lines.some((other) => isInPlaceOf(line, other));

/** Both lie where one text is. */
const isInPlaceOf = ({ box }: TextLine, other: TextLine): boolean =>
  Math.max(shareOfOne(box, [other.box]), shareOfOne(other.box, [box])) > SAME_LINE;

/** Ink of a view that no earlier one shows; `undefined` where there is none. */
function withoutKnown(view: InkMap, known: InkMap): InkMap | undefined {
  const { width } = view;
  const ink = view.ink.slice();
  let left = 0;
  for (const at of inkPixels(view)) {
    if (hasInkNear(known, at % width, Math.floor(at / width))) ink[at] = 0;
    else left++;
  }
  return left === 0 ? undefined : { ...view, ink };
}

function hasInkNear({ width, height, ink }: InkMap, x: number, y: number): boolean {
  for (let ny = Math.max(0, y - SAME_STROKE); ny <= Math.min(height - 1, y + SAME_STROKE); ny++) {
    for (let nx = Math.max(0, x - SAME_STROKE); nx <= Math.min(width - 1, x + SAME_STROKE); nx++) {
      if (ink[ny * width + nx] >= INK_THRESHOLD) return true;
    }
  }
  return false;
}
