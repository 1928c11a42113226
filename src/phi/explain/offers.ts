import type { Character } from '../../base/types';

/** Another reading of a word. */
export interface Offer {
  readonly text: string;
  /** How likely the reader took it to be beside what it decided for, 0 to 1. */
  readonly chance: number;
}

/** Less likely readings are none. */
const LEAST = 0.03;
/** So many characters may be wrong. */
const WRONG = 2;

/** A letter or digit is taken for another, a mark for anything but a space. */
const isAs = (other: string, char: string): boolean =>
  /[\p{L}\p{N}]/u.test(other) || (other !== ' ' && !/[\p{L}\p{N}]/u.test(char));

/** What the reader took a word for besides: up to two characters replaced by what it saw in their places, too. Likeliest first. */
export function offersOf(characters: readonly Character[]): readonly Offer[] {
  const doubts = characters.flatMap(({ char, score, alternatives }, at) =>
    alternatives
      .map((other) => ({ at, char: other.char, chance: Math.min(1, other.score / Math.max(score, LEAST)) }))
      .filter((other) => other.chance >= LEAST && other.char !== char && isAs(other.char, char)),
  );
  let last = [{ text: characters.map(({ char }) => char), chance: 1, from: 0 }];
  const offers: Offer[] = [];
  for (let wrong = 1; wrong <= WRONG; wrong++) {
    last = last.flatMap(({ text, chance, from }) =>
      doubts
        .filter((doubt) => doubt.at >= from && chance * doubt.chance >= LEAST)
        .map((doubt) => ({
          text: text.map((own, at) => (at === doubt.at ? doubt.char : own)),
          chance: chance * doubt.chance,
          from: doubt.at + 1,
        })),
    );
    offers.push(...last.map(({ text, chance }) => ({ text: text.join(''), chance })));
  }
  return offers.sort((a, b) => b.chance - a.chance);
}
