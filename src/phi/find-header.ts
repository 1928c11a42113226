import { substitutionCost } from './confusion';
import type { Readable } from './distance';
import { findApproximate } from './distance';
import type { FinderInput, Finding } from './finder';
import { type HeaderTerm, headerTerms } from './header-terms';

/** More text than a picture can show legibly; what is beyond is searched without tolerance. */
const MOST_CHARACTERS = 20_000;

/**
 * Header values in the picture, as well as a recogniser may read them. Uses the recogniser's own other readings; whatever is found is
 * forgotten with the file.
 */
export function findByHeader(input: FinderInput): readonly Finding[] {
  const terms = headerTerms(input.context.header);
  if (terms.length === 0) return [];
  const text = readables(input);
  const found = terms.flatMap((term) => matchesOf(term, text));
  return dropLonelyWeak(found, input);
}

interface TermMatch extends Finding {
  readonly weak: boolean;
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

/** Edit cost that still counts as the same text: none for very short ones, about a letter in six for long ones. */
function limitOf(text: string): number {
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '').length;
  const digits = text.replace(/\D/g, '').length;
  if (letters <= 3) return 0.1;
  if (digits > letters / 2) return letters < 7 ? 0.4 : 0.7;
  if (letters <= 5) return 0.7;
  return letters <= 8 ? 1.3 : letters * 0.17;
}

function matchesOf(term: HeaderTerm, text: readonly Readable[]): TermMatch[] {
  const limit = text.length > MOST_CHARACTERS ? 0 : limitOf(term.text);
  return findApproximate(text, term.text, limit)
    .filter(
      (match) =>
        isWhole(text, match.start, match.end, term.text) && hasEveryWord(text, match.start, match.end, term.text),
    )
    .map(({ start, end, cost }) => ({
      start,
      end,
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
  return !cuts || term.replace(/[^\p{L}\p{N}]/gu, '').length >= 7;
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
    if (word.length > 2) return findApproximate(part, word, limitOf(word) + 0.2).length > 0;
    if (index > 0 && index < words.length - 1) return true;
    const edge = index === 0 ? part[0] : part[part.length - 1];
    return substitutionCost(edge.char, index === 0 ? word[0] : word.at(-1)!) <= 0.3;
  });
}

function cutsWord(text: readonly Readable[], at: number): boolean {
  const [before, after] = [text[at - 1]?.char ?? ' ', text[at]?.char ?? ' '];
  const letter = /\p{L}/u;
  return (letter.test(before) && letter.test(after)) || (/\d/.test(before) && /\d/.test(after));
}

/** The header's spelling when the reading differs from it in more than case. */
function correction(text: readonly Readable[], start: number, end: number, term: HeaderTerm): { corrected?: string } {
  const read = Array.from({ length: end - start }, (_, index) => text[start + index].char).join('');
  const loose = /\p{L}/u.test(term.text) ? /[\s\p{P}]+/gu : /\s*\n\s*/g;
  const plain = (value: string) => value.toLowerCase().replace(loose, ' ').trim();
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
