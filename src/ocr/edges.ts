import type { DecodedCharacter } from './ctc';

/**
 * From time steps to pixels: CTC only says roughly where a character is. The cuts between characters are put where a column has least
 * ink, so that a character's own ink lies between its two cuts; wide empty gaps become spaces (the recogniser's training text had few).
 */
export interface EdgedCharacter extends Omit<DecodedCharacter, 'position'> {
  /** In columns of the line image, right exclusive. */
  readonly left: number;
  readonly right: number;
}

export interface LineColumns {
  /** Mean ink of each column, 0 to 1. */
  readonly profile: Float32Array;
  /** Height of the text in columns' units (square pixels). */
  readonly textHeight: number;
}

/** A column with less than this mean ink is a gap. */
const EMPTY = 0.02;
/** Gaps of this many text heights are spaces; see `edges.test.ts` for the fonts it was chosen on. */
const SPACE_GAP = 0.42;
/** The same when the recogniser itself saw a space there. */
const LIKELY_SPACE_GAP = 0.25;

/** `characters` in order, with `position` in columns; spaces among them are hints only. */
export function placeCharacters(characters: readonly DecodedCharacter[], line: LineColumns): EdgedCharacter[] {
  const visible = characters.filter(({ char }) => char !== ' ');
  if (visible.length === 0) return [];
  const cuts = findCuts(
    visible.map(({ position }) => position),
    line,
  );
  const inks = visible.map((_, index) => inkExtent(line.profile, cuts[index] as number, cuts[index + 1] as number));
  const hinted = hintedSpaces(characters);
  const placed: EdgedCharacter[] = [];
  visible.forEach((character, index) => {
    const ink = inks[index] as Extent;
    const before = index === 0 ? undefined : (inks[index - 1] as Extent);
    const after = inks[index + 1];
    const { position: _, ...rest } = character;
    if (before) {
      const gap = ink.left - before.right;
      const space = hinted[index] ? LIKELY_SPACE_GAP : SPACE_GAP;
      if (gap >= space * line.textHeight) placed.push(spaceBetween(before.right, ink.left));
    }
    placed.push({
      ...rest,
      left: before ? (before.right + ink.left) / 2 : ink.left,
      right: after ? (ink.right + after.left) / 2 : ink.right,
    });
  });
  return placed;
}

function spaceBetween(left: number, right: number): EdgedCharacter {
  return { char: ' ', score: 1, alternatives: [], left, right };
}

/** For each visible character, whether the recogniser put a space before it. */
function hintedSpaces(characters: readonly DecodedCharacter[]): boolean[] {
  const hints: boolean[] = [];
  characters.forEach(({ char }, index) => {
    if (char !== ' ') hints.push(index > 0 && (characters[index - 1] as DecodedCharacter).char === ' ');
  });
  return hints;
}

interface Extent {
  readonly left: number;
  readonly right: number;
}

/** First and last column with ink between two cuts; the whole cell where there is none. */
function inkExtent(profile: Float32Array, from: number, to: number): Extent {
  let left = from;
  let right = to;
  while (left < right && (profile[left] as number) < EMPTY) left++;
  while (right > left && (profile[right - 1] as number) < EMPTY) right--;
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
  const reach = Math.max(2, Math.round(line.textHeight * 0.2));
  let previous: CutState[] = [{ column: 0, cost: 0, from: undefined }];
  for (let index = 0; index < positions.length; index++) {
    const here = positions[index] as number;
    const next = positions[index + 1];
    const low = next === undefined ? width : Math.max(1, Math.floor(here - reach));
    const high = next === undefined ? width : Math.min(width - 1, Math.ceil(next + reach));
    const states: CutState[] = [];
    for (let column = low; column <= high; column++) {
      let best: CutState | undefined;
      const cutCost = next === undefined ? 0 : 4 * Math.min(1, (profile[column] as number) * 4);
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
    mass[x + 1] = (mass[x] as number) + (profile[x] as number);
    moment[x + 1] = (moment[x] as number) + (profile[x] as number) * (x + 0.5);
  }
  return { mass, moment };
}

function cellCost(sums: Sums, from: number, to: number, position: number, textHeight: number): number {
  const mass = (sums.mass[to] as number) - (sums.mass[from] as number);
  if (mass < 0.1) return 10;
  const center = ((sums.moment[to] as number) - (sums.moment[from] as number)) / mass;
  const away = (center - position) / textHeight;
  return 8 * away * away;
}
