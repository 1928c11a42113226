import type { Character } from '../../base/types';

/** Less likely readings are none. */
const LEAST = 0.03;

/** A letter or digit is taken for another, a mark for anything but a space. */
const isAs = (other: string, char: string): boolean =>
  /[\p{L}\p{N}]/u.test(other) || (other !== ' ' && !/[\p{L}\p{N}]/u.test(char));

/** What the reader took a word for besides: one character replaced by what it saw in its place, too. Likeliest first. */
export function offersOf(characters: readonly Character[]): readonly string[] {
  const word = characters.map(({ char }) => char);
  return characters
    .flatMap(({ char, score, alternatives }, at) =>
      alternatives
        .filter((other) => other.char !== char && isAs(other.char, char))
        .map((other) => ({
          text: word.map((own, place) => (place === at ? other.char : own)).join(''),
          chance: Math.min(1, other.score / Math.max(score, LEAST)),
        })),
    )
    .filter(({ chance }) => chance >= LEAST)
    .sort((a, b) => b.chance - a.chance)
    .map(({ text }) => text);
}
