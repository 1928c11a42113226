import { lookAlikes, toDigits } from '../../page/confusion';
import { type Form, formOf } from './forms';
import { isPlainTerm } from './vocabulary';

/**
 * Whether a word that nothing explains would be an annotation if one look-alike were taken for the other: `02-9` for `C2-9`, `D.692` for
 * `0.692`, `Totai` for `Total`. Numbers and initials are left alone: each is like some other.
 */
export const isMisread = (word: string): boolean =>
  !/^(?:\d+|.\p{L}?)$/u.test(word) &&
  [toDigits(word), ...replaced(word)].some((other) => isPlainTerm(other) || isCertain(other));

/** With one of its characters replaced by what is like it. */
const replaced = (word: string): readonly string[] =>
  [...word].flatMap((char, at) =>
    [...lookAlikes(char), ...(ROUND.includes(char) ? ROUND : '')].map(
      (other) => word.slice(0, at) + other + word.slice(at + 1),
    ),
  );

/** Small letters that are a ring when they are few pixels high. */
const ROUND = 'aeo';

const CERTAIN: ReadonlySet<Form> = new Set(['decimal', 'measure', 'dimension', 'probe', 'parameter']);
const isCertain = (word: string): boolean => /\d/.test(word) && CERTAIN.has(formOf(word));
