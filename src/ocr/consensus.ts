import type { DecodedCharacter } from './ctc';

/**
 * Several readings of one line become one, character by character (ROVER: Fiscus, "A post-processing system to yield reduced word
 * error rates", 1997). Positions must be on one common axis: a character is compared only with those that stand where it stands.
 * Pure: no model needed.
 */
export interface Reading {
  readonly characters: readonly DecodedCharacter[];
  /** How much this reading counts; 1 for an equal vote. */
  readonly weight: number;
}

/** One place of the line: what each reading saw there (`''`: nothing). */
interface Slot {
  readonly votes: Map<string, number>;
  position: number;
  seen: number;
  /** Sum of the readings' probabilities of a space before this character, and of their weights. */
  space: number;
  weight: number;
}

/**
 * @param reach distance on the axis within which two characters can be the same, about half a text height
 */
export function consensus(readings: readonly Reading[], reach: number): DecodedCharacter[] {
  const ranked = readings
    .map(({ characters, weight }) => ({ weight, characters: characters.filter(({ char }) => char !== ' ') }))
    .filter(({ characters }) => characters.length > 0)
    .sort((a, b) => b.weight * confidence(b) - a.weight * confidence(a));
  if (ranked.length === 0) return [];
  const total = ranked.reduce((sum, { weight }) => sum + weight, 0);
  let slots: Slot[] = [];
  let counted = 0;
  for (const reading of ranked) {
    slots = align(slots, reading, reach, counted);
    counted += reading.weight;
  }
  return slots.flatMap((slot) => elected(slot, total));
}

/** Mean score of a reading's characters, spaces aside; 0 where nothing was read. */
export function confidence({ characters }: Reading): number {
  const visible = characters.filter(({ char }) => char !== ' ');
  return visible.reduce((sum, { score }) => sum + score, 0) / Math.max(1, visible.length);
}

/** Adds a reading's votes to the slots, with new slots where it saw more; `counted`: weight of the readings before. */
function align(slots: readonly Slot[], { characters, weight }: Reading, reach: number, counted: number): Slot[] {
  const path = alignment(slots, characters, reach);
  return path.map(({ slot, character }) => {
    const target: Slot = slot ?? {
      votes: new Map(counted > 0 ? [['', counted]] : []),
      position: 0,
      seen: 0,
      space: 0,
      weight: 0,
    };
    if (character) vote(target, character, weight);
    else add(target.votes, '', weight);
    return target;
  });
}

function vote(slot: Slot, character: DecodedCharacter, weight: number): void {
  add(slot.votes, character.char, weight * character.score);
  for (const { char, score } of character.alternatives) {
    // What the alternatives say together is at most what the first reading left over.
    if (char !== ' ') add(slot.votes, char, weight * Math.min(score, 1 - character.score));
  }
  slot.space += weight * (character.spaceBefore ?? 0);
  slot.weight += weight;
  slot.position = (slot.position * slot.seen + character.position) / (slot.seen + 1);
  slot.seen++;
}

function add(votes: Map<string, number>, char: string, value: number): void {
  votes.set(char, (votes.get(char) ?? 0) + value);
}

interface Step {
  readonly slot: Slot | undefined;
  readonly character: DecodedCharacter | undefined;
}

/** Cheapest pairing of slots and characters in order: an edit distance whose costs know positions and runners-up. */
function alignment(slots: readonly Slot[], characters: readonly DecodedCharacter[], reach: number): Step[] {
  const width = characters.length + 1;
  const cost = new Float64Array((slots.length + 1) * width);
  const from = new Uint8Array(cost.length);
  for (let i = 0; i <= slots.length; i++) {
    for (let j = 0; j <= characters.length; j++) {
      if (i === 0 && j === 0) continue;
      const options = [
        i > 0 && j > 0 ? cost[(i - 1) * width + j - 1] + pairCost(slots[i - 1], characters[j - 1], reach) : Infinity,
        i > 0 ? cost[(i - 1) * width + j] + 1 : Infinity,
        j > 0 ? cost[i * width + j - 1] + 1 : Infinity,
      ];
      const best = options.indexOf(Math.min(...options));
      cost[i * width + j] = options[best];
      from[i * width + j] = best;
    }
  }
  const steps: Step[] = [];
  let [i, j] = [slots.length, characters.length];
  while (i > 0 || j > 0) {
    const step = from[i * width + j];
    steps.unshift({
      slot: step === 2 ? undefined : slots[i - 1],
      character: step === 1 ? undefined : characters[j - 1],
    });
    if (step !== 2) i--;
    if (step !== 1) j--;
  }
  return steps;
}

/** 0 the same character in the same place; from 2 on leaving both alone is cheaper. */
function pairCost(slot: Slot, character: DecodedCharacter, reach: number): number {
  const away = Math.abs(slot.position - character.position) / reach;
  const same = (slot.votes.get(character.char) ?? 0) > 0;
  return (same ? 0 : 0.9) + Math.min(3, away * away);
}

/** The winner of a slot, unless "nothing" wins. Scores are shares of all votes. */
function elected({ votes, position, space, weight }: Slot, total: number): DecodedCharacter[] {
  const ranked = [...votes].sort((a, b) => b[1] - a[1]);
  const [winner, score] = ranked[0];
  if (winner === '') return [];
  const alternatives = ranked
    .slice(1, 6)
    .flatMap(([char, value]) => (char === '' ? [] : [{ char, score: value / total }]));
  return [{ char: winner, score: Math.min(1, score / total), position, alternatives, spaceBefore: space / weight }];
}
