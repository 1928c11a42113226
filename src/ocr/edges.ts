import type { DecodedCharacter } from './ctc';
import { type Extent, findSpaces } from './spaces';

/**
 * From time steps to pixels: CTC only says roughly where a character is. The cuts between characters are put where a column has least
 * ink, so that a character's own ink lies between its two cuts; wide empty gaps become spaces (the recogniser's training text had few).
 */
export interface EdgedCharacter extends Omit<DecodedCharacter, 'position' | 'spaceBefore'> {
  /** In columns of the line image, right exclusive. */
  readonly left: number;
  readonly right: number;
}

export interface LineColumns {
  /** Ink of each column, 0 none to 1 as much as the fullest columns of this line. */
  readonly profile: Float32Array;
  /** Height of the text in columns' units (square pixels). */
  readonly textHeight: number;
}

/** A column with less ink than this is a gap. */
const EMPTY = 0.12;
/** A character's box reaches to the middle of the gaps beside it, but not further into them than this many text heights. */
const GAP_REACH = 0.3;
/** Letters that touch share this much, in text heights, on either side of their cut: a sliver of a redacted letter must not stay. */
const OVERLAP = 0.08;
/** Weight of a character's distance from where the recogniser saw it (in text heights, squared) against ink that a cut runs through. */
const PLACE_COST = 32;
/** The recogniser sees characters this many text heights left of their middle. */
const BIAS = 0.037;

/** `characters` in order, with `position` in columns; where spaces are is decided here (`spaces.ts`). */
export function placeCharacters(characters: readonly DecodedCharacter[], line: LineColumns): EdgedCharacter[] {
  const visible = characters.filter(({ char }) => char !== ' ');
  if (visible.length === 0) return [];
  const cuts = findCuts(
    visible.map(({ position }) => position + BIAS * line.textHeight),
    line,
  );
  const inks = visible.map((_, index) => inkExtent(line.profile, cuts[index], cuts[index + 1]));
  const spaces = findSpaces(
    visible.map(({ char }) => char),
    inks,
    visible.map(({ spaceBefore = 0 }) => spaceBefore),
    line.textHeight,
  );
  const reach = line.textHeight * GAP_REACH;
  const overlap = line.textHeight * OVERLAP;
  const placed: EdgedCharacter[] = [];
  visible.forEach((character, index) => {
    const ink = inks[index];
    const before = inks[index - 1];
    const after = inks[index + 1];
    const { position: _, spaceBefore: __, ...rest } = character;
    if (before && spaces[index]) placed.push(spaceBetween(before.right, ink.left));
    placed.push({
      ...rest,
      left: before ? ink.left - Math.min(reach, Math.max(overlap, (ink.left - before.right) / 2)) : ink.left,
      right: after ? ink.right + Math.min(reach, Math.max(overlap, (after.left - ink.right) / 2)) : ink.right,
    });
  });
  return placed;
}

function spaceBetween(left: number, right: number): EdgedCharacter {
  return { char: ' ', score: 1, alternatives: [], left, right };
}

/** First and last column with ink between two cuts; the whole cell where there is none. */
function inkExtent(profile: Float32Array, from: number, to: number): Extent {
  let left = from;
  let right = to;
  while (left < right && profile[left] < EMPTY) left++;
  while (right > left && profile[right - 1] < EMPTY) right--;
  return left < right ? { left, right } : { left: from, right: to };
}

/**
 * `positions.length + 1` cuts, first 0 and last the width, found by dynamic programming: each cut wants a column without ink, each
 * character wants the middle of its ink where the recogniser saw it.
 */
function findCuts(positions: readonly number[], line: LineColumns): number[] {
  const { profile } = line;
  const width = profile.length;
  const sums = prefixSums(profile);
  let previous: CutState[] = [{ column: 0, cost: 0, from: undefined }];
  for (let index = 0; index < positions.length; index++) {
    const here = positions[index];
    const next = positions[index + 1];
    // A cut lies between the places of its two characters, not close to either.
    const inset = next === undefined ? 0 : Math.min(line.textHeight * 0.1, (next - here) * 0.25);
    const low = next === undefined ? width : Math.max(1, Math.floor(here + inset));
    const high = next === undefined ? width : Math.min(width - 1, Math.max(low, Math.ceil(next - inset)));
    const states: CutState[] = [];
    for (let column = low; column <= high; column++) {
      let best: CutState | undefined;
      const cutCost = next === undefined ? 0 : 4 * Math.min(1, profile[column] * 1.5);
      for (const state of previous) {
        if (state.column >= column) continue;
        const cost = state.cost + cutCost + cellCost(sums, state.column, column, here, line.textHeight);
        if (!best || cost < best.cost) best = { column, cost, from: state };
      }
      if (best) states.push(best);
    }
    previous = states.length > 0 ? states : forced(previous, Math.min(width, high));
  }
  const cuts: number[] = [];
  for (let state = cheapest(previous); state; state = state.from) cuts.unshift(state.column);
  return cuts;
}

interface CutState {
  readonly column: number;
  readonly cost: number;
  readonly from: CutState | undefined;
}

/** More characters than columns: cells without width, so that the counts still agree. */
function forced(previous: readonly CutState[], column: number): CutState[] {
  const from = cheapest(previous) as CutState;
  return [{ column: Math.max(from.column, column), cost: from.cost + 100, from }];
}

const cheapest = (states: readonly CutState[]): CutState | undefined =>
  states.reduce<CutState | undefined>((best, state) => (best && best.cost <= state.cost ? best : state), undefined);

interface Sums {
  readonly mass: Float64Array;
  readonly moment: Float64Array;
}

function prefixSums(profile: Float32Array): Sums {
  const mass = new Float64Array(profile.length + 1);
  const moment = new Float64Array(profile.length + 1);
  for (let x = 0; x < profile.length; x++) {
    mass[x + 1] = mass[x] + profile[x];
    moment[x + 1] = moment[x] + profile[x] * (x + 0.5);
  }
  return { mass, moment };
}

function cellCost(sums: Sums, from: number, to: number, position: number, textHeight: number): number {
  const mass = sums.mass[to] - sums.mass[from];
  if (mass < 0.8) return 10;
  const center = (sums.moment[to] - sums.moment[from]) / mass;
  const away = (center - position) / textHeight;
  return PLACE_COST * away * away;
}
