import { type Box, boxArea, clipBox, intersectBoxes } from '../base/geometry';
import type { Frame } from '../base/types';
import { type Along, along, inkLevel, TOLERANCE } from './along';
import { isTurned } from './rows';

/**
 * A gap of so many text heights ends a text, and bright anatomy that crosses it counts as gap; so many text heights of ink in all, or
 * without any gap between letters, are anatomy.
 */
const GAP = 1.2;
const LONGEST = 7;
const WITHOUT_GAP = 2;
/** Ink outside the rows may be this much of the ink inside, row by row. */
const TEXTURE = 0.3;
/** Text heights that a grain of texture is wide at most. */
const GRAIN = 0.25;
/** A stroke fills so much of a column's height on the average at least; single grains of noise fill less. */
const STROKE = 0.1;

/**
 * Strokes that go on beside a box: a detector cuts a line where it runs into bone or noise, and what was cut off stays legible. Looks
 * along the text in both directions for columns with ink of the text's own level, inside the text's rows only, up to the first wide
 * gap. Returns the box grown over them, or `undefined` when nothing goes on.
 *
 * @param frame view in which the text was read
 * @param box of the text, in stored-frame pixels
 * @param kept boxes of what was read beside it and stays (labels); nothing grows into these
 * @param turned by 90 or 270 degrees; left out, a box that is higher than twice its width is
 */
export function inkBeside(frame: Frame, box: Box, kept: readonly Box[], turned = isTurned(box)): Box | undefined {
  const view = along(frame, clipBox(box, frame.width, frame.height), turned);
  const level = inkLevel(view);
  if (level === undefined) return undefined;
  const isInk = (a: number, b: number) => Math.abs(view.gray(a, b) - level) <= TOLERANCE;
  const stays = (a: number) => kept.some((other) => boxArea(intersectBoxes(other, view.column(a))) > 0);
  const from = trail(view, view.from - 1, -1, isInk, stays);
  const to = trail(view, view.to, 1, isInk, stays);
  if (from === undefined && to === undefined) return undefined;
  return view.grown(from ?? view.from, to ?? view.to);
}

/** How far ink goes on from `start` in direction `step`: the new edge (exclusive towards the end), `undefined` when it does not. */
function trail(
  view: Along,
  start: number,
  step: -1 | 1,
  isInk: (a: number, b: number) => boolean,
  stays: (a: number) => boolean,
): number | undefined {
  const size = view.high - view.low;
  let columns = 0;
  let run = 0;
  let last: number | undefined;
  for (let a = start; a >= 0 && a < view.length; a += step) {
    const distance = Math.abs(a - (last ?? start - step));
    if (distance > GAP * size || stays(a)) break;
    const kind = columnKind(view, a, isInk);
    run = kind === 'none' ? 0 : run + 1;
    if (kind === 'ink') {
      last = a;
      columns += 1;
    }
    if (columns > LONGEST * size || run > WITHOUT_GAP * size) return undefined;
  }
  // One or two columns are the blurred edge of what is covered, or noise.
  if (last === undefined || columns < 3) return undefined;
  if (isTexture(view, Math.min(start, last), Math.max(start, last) + 1, isInk)) return undefined;
  return step === 1 ? last + 1 : last;
}

/**
 * In texture the rows just outside the text's rows hold as much ink as those inside; beside text they are empty. Anatomy that crosses the text is
 * wider than grains of texture and does not count. Single bright grains are no strokes either.
 */
function isTexture(view: Along, from: number, to: number, isInk: (a: number, b: number) => boolean): boolean {
  const size = view.high - view.low;
  const rows = outerRows(view);
  let inside = 0;
  let outside = 0;
  let columns = 0;
  let solid: number[] = [];
  const count = (a: number) => {
    columns += 1;
    for (let b = view.low; b < view.high; b += 1) if (isInk(a, b)) inside += 1;
    outside += rows.filter((b) => isInk(a, b)).length;
  };
  for (let a = from; a <= to; a += 1) {
    const kind = a < to ? columnKind(view, a, isInk) : 'none';
    if (kind === 'solid') {
      solid.push(a);
      continue;
    }
    if (solid.length <= GRAIN * size) solid.forEach(count);
    solid = [];
    if (kind === 'ink') count(a);
  }
  return inside < STROKE * size * columns || outside / Math.max(1, rows.length) > (TEXTURE * inside) / size;
}

const outerRows = ({ low, high, breadth }: Along): readonly number[] =>
  [low - 3, low - 2, high + 1, high + 2].filter((b) => b >= 0 && b < breadth);

/** Strokes stay inside the text's rows and leave gaps; what fills them or runs out of them is anatomy. */
function columnKind(view: Along, a: number, isInk: (a: number, b: number) => boolean): 'ink' | 'solid' | 'none' {
  let ink = 0;
  for (let b = view.low; b < view.high; b += 1) if (isInk(a, b)) ink += 1;
  if (ink === 0) return 'none';
  const runsOut = outerRows(view).filter((b) => isInk(a, b)).length >= 2;
  return runsOut || ink === view.high - view.low ? 'solid' : 'ink';
}
