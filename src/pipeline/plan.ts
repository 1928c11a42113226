import { type Box, boxArea, boxHeight, boxWidth, growBox, intersectBoxes, unionBoxes } from '../base/geometry';
import { countInk } from '../base/ink';
import type { Character, PhiHit } from '../base/types';
import { isSpread, sizeOf } from '../ink/claims';
import type { FrameText } from '../ink/frame-text';
import type { InkMap } from '../ink/map';
import { type InkClaim, ownInk } from '../ink/owners';
import { clearOf } from './clear-of';
import type { Decision, Fragment } from './decide';
import type { PaintedBox, Reason } from './reason';

/** A text that stays, where its strokes are, and what it was read as. The text never leaves the process. */
export interface KeptText {
  readonly frames: readonly number[];
  readonly box: Box;
  readonly text: string;
  readonly because: readonly Reason[];
}

/** What is painted on the frames of one picture, what stays, and what counts as found. */
export interface FramePlan {
  readonly painted: readonly PaintedBox[];
  readonly kept: readonly KeptText[];
  readonly hits: readonly PhiHit[];
}

/** A letter read so well counts where it was read although no stroke is seen there. */
const SURE = 0.9;
/**
 * On noise not all of a stroke is seen: a box reaches so many letter heights over its strokes, where the reader's does; only by the margin
 * where each of its letters is seen.
 */
const SLACK = 0.3;
const MARGIN = 0.1;
/** Least share of a letter's box that is ink when it is seen. */
const SEEN = 0.08;
/** Letters of a short text. */
const SHORT = 3;
/** Boxes of neighbours become one where it is so little larger than both and the gap between them. */
const ONE_BOX = 1.3;

/**
 * Exact boxes: each stroke belongs to one fragment, and a fragment's box is that around its strokes, and around letters that were read
 * for sure where no stroke is seen. What goes side by side on one line becomes one box.
 */
export function planFrame(text: FrameText, decision: Decision): FramePlan {
  const { page, spans } = decision;
  const fragments = decision.fragments.filter((fragment) => fragment.goes || !isUnreadable(fragment, decision));
  const frames = page.frameIndices;
  const claims = fragments.map((fragment) => claimOf(fragment, decision));
  const owners = ownInk(text.ink, claims);
  const heights = lineHeights(fragments, claims, owners.boxes);
  const boxes = claims.map((claim, index) =>
    exactBoxes(claim, owners.boxes[index], heights.get(fragments[index].line), text.ink),
  );
  const places: Place[] = [];
  let before: { readonly fragment: Fragment; readonly at: number } | undefined;
  fragments.forEach((fragment, index) => {
    if (!fragment.goes) {
      before = undefined;
      return;
    }
    for (const box of boxes[index]) {
      const strokes = surelyCovered(claims[index], owners.boxes[index]) ?? box;
      const joins = before?.fragment.line === fragment.line ? oneBox(places[before.at].box, box) : undefined;
      if (joins && before) places[before.at] = joined(places[before.at], fragment, joins, strokes);
      else places.push({ frames, box, phiClass: fragment.phiClass, because: fragment.because, strokes });
      before = { fragment, at: joins && before ? before.at : places.length - 1 };
    }
  });
  const kept = fragments.flatMap((fragment, index) =>
    fragment.goes
      ? []
      : boxes[index].map((box) => ({
          frames,
          box,
          text: page.text.slice(fragment.start, fragment.end),
          because: fragment.because,
        })),
  );
  const staying = kept.map(({ box }) => box);
  const painted = places.map(
    ({ strokes, ...place }): PaintedBox => ({ ...place, box: clearOf(place.box, strokes, staying) }),
  );
  for (const { box } of text.unread)
    painted.push({ frames, box, phiClass: 'other', because: [{ rule: 'unread', score: 1 }] });
  return { painted, kept, hits: spans.map((span) => hitOf(span, decision, fragments, boxes)) };
}

/** On noise not all strokes are seen: of a text this share of its height above and below may be given up, and nothing along it. */
const GIVEN_UP = 0.25;

/** What of a box must stay covered; `undefined` all of it: of a slanted word, whose letters are boxes of their own, and of a short one. */
function surelyCovered({ box, pieces, letters, size }: FragmentClaim, strokes: Box | undefined): Box | undefined {
  if (strokes === undefined || pieces.length > 1 || letters.length <= SHORT) return undefined;
  if (boxHeight(box) > boxWidth(box)) return undefined;
  const core = { ...box, top: box.top + GIVEN_UP * size, bottom: box.bottom - GIVEN_UP * size };
  return unionBoxes([strokes, core]);
}

/** What is painted, and the box around its own strokes. */
interface Place extends PaintedBox {
  readonly strokes: Box;
}

function joined(before: Place, fragment: Fragment, box: Box, strokes: Box): Place {
  const more = fragment.because.filter(({ rule }) => !before.because.some((other) => other.rule === rule));
  return {
    ...before,
    box,
    strokes: unionBoxes([before.strokes, strokes]),
    phiClass: before.phiClass === 'other' ? fragment.phiClass : before.phiClass,
    because: [...before.because, ...more],
  };
}

interface FragmentClaim extends InkClaim {
  /** Of its letters, spaces aside. */
  readonly letters: readonly { readonly box: Box; readonly score: number }[];
}

const lettersOf = ({ line, start, end }: Fragment, { page }: Decision): readonly Character[] => {
  const placed = page.lines[line];
  const characters = placed.line.characters.slice(start - placed.start, end - placed.start);
  return characters.filter(({ char }) => char !== ' ');
};

/** What was read of letters that the reader does not know: their ink is no mark or letter that could stay. */
function isUnreadable(fragment: Fragment, decision: Decision): boolean {
  const { line } = decision.page.lines[fragment.line];
  const letters = lettersOf(fragment, decision);
  return letters.length > 0 && letters.every((letter) => isSpread(letter, line));
}

function claimOf(fragment: Fragment, decision: Decision): FragmentClaim {
  const { line } = decision.page.lines[fragment.line];
  const letters = lettersOf(fragment, decision);
  const box = letters.length > 0 ? unionBoxes(letters.map((letter) => letter.box)) : line.box;
  const pieces = line.angle === undefined ? [box] : letters.map((letter) => letter.box);
  return { box, pieces, size: sizeOf(line), letters };
}

/** The strokes of each level line with so many letters that they show how high its letters are. */
function lineHeights(
  fragments: readonly Fragment[],
  claims: readonly FragmentClaim[],
  strokes: readonly (Box | undefined)[],
): ReadonlyMap<number, Box> {
  const seen = new Map<number, { box: Box; letters: number }>();
  fragments.forEach(({ line }, index) => {
    const [box, { letters, pieces }] = [strokes[index], claims[index]];
    if (box === undefined || pieces.length > 1) return;
    const before = seen.get(line) ?? { box, letters: 0 };
    seen.set(line, { box: unionBoxes([before.box, box]), letters: before.letters + letters.length });
  });
  const level = [...seen].filter(([, { box, letters }]) => letters > SHORT && boxWidth(box) > boxHeight(box));
  return new Map(level.map(([line, { box }]) => [line, box]));
}

function exactBoxes(
  claim: FragmentClaim,
  strokes: Box | undefined,
  line: Box | undefined,
  ink: InkMap,
): readonly Box[] {
  // Of a slanted word the box around all would cover its neighbours: each letter has its own.
  if (claim.pieces.length > 1) return claim.pieces;
  const margin = Math.ceil(MARGIN * claim.size);
  const onLine = (box: Box): Box => {
    const top = Math.max(box.top, (line?.top ?? box.top) - margin);
    const bottom = Math.min(box.bottom, (line?.bottom ?? box.bottom) + margin);
    // A part that stands beside its line's strokes is covered where it was read.
    return top < bottom ? { ...box, top, bottom } : box;
  };
  if (strokes === undefined) return [onLine(claim.box)];
  // Of a short text each stroke counts, and on noise not all are seen.
  if (claim.letters.length <= SHORT)
    return [unionBoxes([strokes, onLine(growBox(claim.box, margin, margin, ink.width, ink.height))])];
  const isSeen = claim.letters.every(({ box }) => countInk(ink, [box]) >= SEEN * boxArea(box));
  const slack = isSeen ? margin : Math.ceil(SLACK * claim.size);
  const near = intersectBoxes(claim.box, growBox(strokes, slack, slack, ink.width, ink.height));
  const unseen = claim.letters.filter(({ box, score }) => score >= SURE && countInk(ink, [box]) === 0);
  return [unionBoxes([strokes, onLine(near), ...unseen.map(({ box }) => onLine(box))])];
}

/** Both boxes as one, `undefined` where it would cover much else. */
function oneBox(a: Box, b: Box): Box | undefined {
  const union = unionBoxes([a, b]);
  const gap = Math.max(
    0,
    Math.max(a.left, b.left) - Math.min(a.right, b.right),
    Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom),
  );
  const size = Math.min(boxHeight(a), boxWidth(a), boxHeight(b), boxWidth(b));
  return boxArea(union) <= ONE_BOX * (boxArea(a) + boxArea(b) + gap * size) ? union : undefined;
}

function hitOf(
  span: Decision['spans'][number],
  { page }: Decision,
  fragments: readonly Fragment[],
  boxes: readonly (readonly Box[])[],
): PhiHit {
  const pieces = [{ start: span.start, end: span.end }, ...(span.rest ?? [])];
  const own = fragments
    .map((fragment, index) => ({ fragment, index }))
    .filter(({ fragment }) => pieces.some(({ start, end }) => start < fragment.end && fragment.start < end));
  const lines = [...new Set(own.map(({ fragment }) => fragment.line))];
  const text = pieces.map(({ start, end }) => page.text.slice(start, end).replace(/\s+/g, ' ').trim()).join(' ');
  return {
    frameIndices: page.frameIndices,
    boxes: lines.flatMap((line) => {
      const parts = own.filter(({ fragment }) => fragment.line === line).flatMap(({ index }) => boxes[index]);
      return parts.length === 0 ? [] : [unionBoxes(parts)];
    }),
    text: span.corrected ?? text,
    phiClass: span.phiClass,
    finder: span.finder,
    score: span.score,
  };
}
