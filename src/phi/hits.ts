import type { Box } from '../base/geometry';
import { clipBox, unionBoxes } from '../base/geometry';
import type { Page, PhiHit, PhiSpan, PlacedLine } from '../base/types';

/**
 * Where the spans stand in the picture: one box for each line that a span touches.
 *
 * A box reaches half way into the space or punctuation before and after the value, and to the line's own edge at the ends of a line: character edges
 * are estimates, and a sliver of a digit that stays is readable.
 */
export function spansToHits(page: Page, spans: readonly PhiSpan[]): readonly PhiHit[] {
  return spans.map((span) => {
    const pieces = [{ start: span.start, end: span.end }, ...(span.rest ?? [])];
    return {
      frameIndices: page.frameIndices,
      boxes: boxesOf(page, pieces, span.missing),
      text: span.corrected ?? pieces.map((piece) => plainText(page.text.slice(piece.start, piece.end))).join(' '),
      phiClass: span.phiClass,
      finder: span.finder,
      score: span.score,
    };
  });
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * Boxes of the pieces; the first and the last reach over what was not read of the value, inside the frame. The only function that turns offsets into
 * boxes.
 */
export function boxesOf(page: Page, pieces: readonly Piece[], missing?: PhiSpan['missing']): readonly Box[] {
  const found = pieces.flatMap((piece) =>
    page.lines.flatMap((placed) => {
      const box = pieceBox(placed, piece.start, piece.end);
      return box ? [{ box, line: placed.line }] : [];
    }),
  );
  if (!missing) return found.map(({ box }) => box);
  return found.map(({ box, line }, index) => {
    const upright = line.rotation === 0 || line.rotation === 180;
    const length = upright ? line.box.right - line.box.left : line.box.bottom - line.box.top;
    const width = length / Math.max(1, line.text.length);
    const before = index === 0 ? Math.ceil(missing.before * width) : 0;
    const after = index === found.length - 1 ? Math.ceil(missing.after * width) : 0;
    const turned = line.rotation === 180 || line.rotation === 270;
    const [low, high] = turned ? [after, before] : [before, after];
    const grown = upright
      ? { ...box, left: box.left - low, right: box.right + high }
      : { ...box, top: box.top - low, bottom: box.bottom + high };
    return clipBox(grown, page.width, page.height);
  });
}

const plainText = (text: string): string => text.replace(/\s+/g, ' ').trim();

function pieceBox(placed: PlacedLine, start: number, end: number): Box | undefined {
  const { line } = placed;
  let from = Math.max(start, placed.start) - placed.start;
  let to = Math.min(end, placed.end) - placed.start;
  while (from < to && /\s/.test(line.text[from])) from++;
  while (to > from && /\s/.test(line.text[to - 1])) to--;
  if (from >= to) return undefined;
  const boxes = line.characters.slice(from, to).map((character) => character.box);
  if (boxes.length === 0) return line.box;
  if (from === 0 && to === line.text.length) return unionBoxes([line.box, ...boxes]);
  const box = unionBoxes(boxes);
  const reach = { before: reachOf(line, from, -1), after: reachOf(line, to - 1, 1) };
  return stretch(box, line.box, line.rotation, reach.before, reach.after);
}

/** Share of the line's height that a box reaches into a space at least, however narrow the space was thought to be. */
const LEAST_REACH = 0.15;

/**
 * Pixels by which the box may grow past character `index` in direction `step`: to the line's edge (`Infinity`), or half the way through
 * the spaces and punctuation there.
 */
function reachOf(line: PlacedLine['line'], index: number, step: -1 | 1): number {
  const thickness =
    line.rotation === 0 || line.rotation === 180 ? line.box.bottom - line.box.top : line.box.right - line.box.left;
  const margin = Math.floor(thickness * LEAST_REACH);
  let length = 0;
  for (let next = index + step; ; next += step) {
    if (next < 0 || next >= line.text.length) return Number.POSITIVE_INFINITY;
    // The colon of a label stays: half the space behind it is the value's.
    if (/[\p{L}\p{N}:=]/u.test(line.text[next]))
      return Math.max(Math.floor(length / 2), next === index + step ? 0 : margin);
    const { box } = line.characters[next];
    length += line.rotation === 0 || line.rotation === 180 ? box.right - box.left : box.bottom - box.top;
  }
}

function stretch(box: Box, line: Box, rotation: number, before: number, after: number): Box {
  const low = (value: number, edge: number, reach: number) => Math.max(Math.min(edge, value), value - reach);
  const high = (value: number, edge: number, reach: number) => Math.min(Math.max(edge, value), value + reach);
  const [lowReach, highReach] = rotation === 0 || rotation === 90 ? [before, after] : [after, before];
  if (rotation === 0 || rotation === 180) {
    return { ...box, left: low(box.left, line.left, lowReach), right: high(box.right, line.right, highReach) };
  }
  return { ...box, top: low(box.top, line.top, lowReach), bottom: high(box.bottom, line.bottom, highReach) };
}
