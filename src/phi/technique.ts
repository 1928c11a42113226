import { type Form, formOf } from './explain/forms';
import { termOf } from './explain/vocabulary';
import { isKnownName } from './lexicon';

/** Directions, a letter for a parameter, the number of a series or image, with and without contrast agent, a sequence (`T2_TSE`). */
const CODE =
  /^(?:[RLAPHFSI]{1,3}|[A-Z]:[+-]?\d{1,4}(?:[.,]\d{1,4})?|#\d{1,6}|[+-]C|C[+-]|(?=.*[a-z\d])[*]?\w{2,8}_\w{1,12})$/;

/** Forms of what is technique whatever it says. */
const VALUES: ReadonlySet<Form> = new Set([
  'mark',
  'number',
  'decimal',
  'measure',
  'ratio',
  'dimension',
  'parameter',
  'setting',
]);

/** What was read of a date before its year would pass for a ratio: `100/1954`. */
const YEAR = /^\d{1,4}\/(?:19|20)\d{2}$/;

/** True for one word (no spaces) that is technique, laterality, scale or measurement text. Separators at its end are ignored. */
export function isTechnique(word: string): boolean {
  if (word.length > 40) return false;
  const plain = word.replace(/^[([{<"']+|[)\]}>"',;:.=]+$/g, '');
  if (plain === '') return true;
  if (YEAR.test(plain)) return false;
  return isTechniqueWord(plain) || VALUES.has(formOf(plain)) || CODE.test(plain);
}

/** Of the annotation vocabulary what is a parameter, a unit or a maker, or neither a name nor common English. */
const isKnown = (lower: string): boolean => {
  const term = termOf(lower);
  return term !== undefined && (term.isParameter || term.isUnit || term.isMaker || !(term.isName || term.isCommon));
};

/** By vocabulary alone; parts joined by `-`, `/`, `+` or `_` must all be in it. */
export function isTechniqueWord(word: string): boolean {
  // `LA0`: behind a letter a zero is an O.
  const lower = word.toLowerCase().replace(/(?<=\p{L})0/gu, 'o');
  if (isKnown(lower) || isKnown(lower.replace(/\./g, ''))) return true;
  const parts = lower.split(/[-/+_.:&]/).filter((part) => part !== '' && !/^\d{1,4}$/.test(part));
  return parts.length > 1 && parts.every((part) => isKnown(part) || part.length === 1);
}

/** Of a header: an annotation that is no name by itself even where a patient is called so (`NONE`, `SPINE`); surnames stay names (`STONE`). */
export const isOrdinaryWord = (word: string): boolean =>
  isTechniqueWord(word) || (termOf(word) !== undefined && !isKnownName(word));
