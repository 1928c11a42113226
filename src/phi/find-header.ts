import { lettersAndDigits } from '../base/text';
import type { PhiClass } from '../base/types';
import { foldText, stripAccent, substitutionCost } from '../page/confusion';
import type { Readable } from '../page/distance';
import { findApproximate } from '../page/distance';
import { findHeaderParts } from './find-header-parts';
import type { FinderInput, Finding } from './finder';
import { type HeaderTerm, headerTerms, initialsOf } from './header-terms';

/** More text than a picture can show legibly; what is beyond is searched without tolerance. */
const MOST_CHARACTERS = 20_000;
/** Values that go on in the next line; all others stand within one. */
const WRAPS: ReadonlySet<PhiClass> = new Set(['institution', 'address', 'other']);

/** Text in which a value is looked for, with its place in the page. */
interface Stretch {
  readonly text: readonly Readable[];
  readonly start: number;
  /** Pairs of neighbouring characters, look-alikes taken as equal. */
  readonly pairs: ReadonlySet<string>;
}

/**
 * Header values in the picture, as well as a recogniser may read them. Uses the recogniser's own other readings; whatever is found is
 * forgotten with the file.
 */
export function findByHeader(input: FinderInput): readonly Finding[] {
  const terms = headerTerms(input.context.header);
  if (terms.length === 0) return [];
  const tolerant = input.page.text.length <= MOST_CHARACTERS;
  const lines = input.page.lines.map(({ line, start }) => stretchOf(line.characters, start));
  const whole = [stretchOf(readables(input), 0)];
  const found = terms.flatMap((term) =>
    (WRAPS.has(term.phiClass) ? whole : lines).flatMap((stretch) => matchesOf(term, stretch, tolerant)),
  );
  const values = dropLonelyWeak(found, input);
  return [...values, ...signedBy(input), ...findHeaderParts(input)];
}

/** Initials of the header's persons but the patient, that have a cell for themselves: operators sign so (`KG`, `(MvL)`). */
function signedBy({ cells, context }: FinderInput): Finding[] {
  const persons = context.header.filter(({ vr, keyword }) => vr === 'PN' && keyword !== 'PatientName');
  const initials = new Set(persons.flatMap(({ value }) => initialsOf(value)));
  return cells.flatMap(({ text, start, end }) => {
    const sign = /^\(?(\p{L}{2,3})[.)]*$/u.exec(text)?.[1].toUpperCase();
    return sign !== undefined && initials.has(sign) ? [{ start, end, phiClass: 'physician' as const, score: 0.8 }] : [];
  });
}

interface TermMatch extends Finding {
  readonly weak: boolean;
}

const stretchOf = (text: readonly Readable[], start: number): Stretch => ({
  text,
  start,
  pairs: new Set(pairsOf(text.map(({ char }) => char).join(''))),
});

function pairsOf(text: string): string[] {
  const folded = foldText(text);
  return Array.from({ length: Math.max(0, folded.length - 1) }, (_, index) => folded.slice(index, index + 2));
}

function readables(input: FinderInput): readonly Readable[] {
  const text: Readable[] = Array.from({ length: input.page.text.length }, (_, index) => ({
    char: input.page.text[index],
  }));
  for (const { line, start } of input.page.lines) {
    for (const [index, character] of line.characters.entries()) text[start + index] = character;
  }
  return text;
}

/** Edit cost that still counts as the same text: next to none for very short ones, about a letter in six for long ones. */
function limitOf(text: string): number {
  const letters = lettersAndDigits(text);
  const digits = text.replace(/\D/g, '').length;
  if (letters <= 3) return 0.1;
  if (digits > letters / 2) return letters < 7 ? 0.4 : 0.7;
  if (letters <= 5) return 0.7;
  return letters <= 8 ? 1.3 : Math.min(3.5, letters * 0.16);
}

function matchesOf(term: HeaderTerm, stretch: Stretch, tolerant: boolean): TermMatch[] {
  if (!pairsOf(term.text).some((pair) => stretch.pairs.has(pair))) return [];
  const { text } = stretch;
  return findApproximate(text, term.text, tolerant ? limitOf(term.text) : 0)
    .filter(({ start, end }) => isWhole(text, start, end, term.text) && hasEveryWord(text, start, end, term.text))
    .filter(({ start, end }) => text.slice(start, end).every(({ char }) => char !== '\t'))
    .map(({ start, end, cost }) => ({
      start: stretch.start + start,
      end: stretch.start + end,
      phiClass: term.phiClass,
      score: Math.max(0.8, 0.99 - cost / 10),
      weak: term.weak,
      ...correction(text, start, end, term),
    }));
}

/** The match neither begins nor ends inside a word, unless it is long enough to be no chance. */
function isWhole(text: readonly Readable[], start: number, end: number, term: string): boolean {
  const joined = (at: number) => /\d/.test(text[at - 1]?.char ?? '') && /\d/.test(text[at]?.char ?? '');
  if (joined(start) || joined(end)) return false;
  const cuts = cutsWord(text, start) || cutsWord(text, end);
  return !cuts || lettersAndDigits(term) >= 7;
}

/**
 * Each word of a term must be there by itself, so that the errors allowed for a long text are not all spent on one of its words. An
 * initial may not be made of the character beside the rest of the name.
 */
function hasEveryWord(text: readonly Readable[], start: number, end: number, term: string): boolean {
  const words = term.split(/\s+/);
  if (words.length < 2) return true;
  const part = text.slice(start, end);
  return words.every((word, index) => {
    if (word.length > 2 || /^\d+$/.test(word)) return findApproximate(part, word, limitOf(word) + 0.2).length > 0;
    if (index > 0 && index < words.length - 1) return true;
    const at = index === 0 ? start : end - 1;
    return substitutionCost(text[at].char, index === 0 ? word[0] : word.at(-1)!) === 0 && standsAlone(text, at);
  });
}

/** No letter or digit touches it. */
const standsAlone = (text: readonly Readable[], at: number): boolean =>
  [at - 1, at + 1].every((index) => !/[\p{L}\p{N}]/u.test(text[index]?.char ?? ' '));

function cutsWord(text: readonly Readable[], at: number): boolean {
  const [before, after] = [text[at - 1]?.char ?? ' ', text[at]?.char ?? ' '];
  const letter = /\p{L}/u;
  return (letter.test(before) && letter.test(after)) || (/\d/.test(before) && /\d/.test(after));
}

/** The header's spelling when the reading differs from it in more than case and accents, which headers without a character set lose. */
function correction(text: readonly Readable[], start: number, end: number, term: HeaderTerm): { corrected?: string } {
  const read = Array.from({ length: end - start }, (_, index) => text[start + index].char).join('');
  const loose = /\p{L}/u.test(term.text) ? /[\s\p{P}]+/gu : /\s*\n\s*/g;
  const plain = (value: string) => Array.from(value.toLowerCase(), stripAccent).join('').replace(loose, ' ').trim();
  return plain(read) === plain(term.text) ? {} : { corrected: term.text };
}

/** A weak match stays when another match touches it in its cell, or when it has a cell for itself. */
function dropLonelyWeak(found: readonly TermMatch[], input: FinderInput): Finding[] {
  return found
    .filter((match) => {
      if (!match.weak) return true;
      const cell = input.cells.find((candidate) => candidate.start <= match.start && match.end <= candidate.end);
      if (!cell) return false;
      if (cell.start === match.start && cell.end === match.end && match.end - match.start >= 4) return true;
      return found.some(
        (other) => other !== match && !other.weak && other.start < match.end + 3 && other.end > match.start - 3,
      );
    })
    .map(({ weak, ...finding }) => finding);
}
