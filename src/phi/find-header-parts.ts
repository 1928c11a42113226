import { editDistance } from './distance';
import type { FinderInput, Finding } from './finder';
import { type HeaderTerm, headerTerms } from './header-terms';
import type { Cell } from './words';

/** Shortest part of a value that says which value it is. */
const SHORTEST = 4;
/** Edit cost for each character of a part that still counts as the same text. */
const TOLERANCE = 0.12;

/**
 * Header values of which a recogniser read only the beginning or the end, because ink of the picture ran through the rest: at the end
 * or the beginning of a piece of text. The finding says how many characters are missing there, so that they are covered as well.
 */
export function findHeaderParts(input: FinderInput): readonly Finding[] {
  const terms = headerTerms(input.context.header).filter((term) => !term.weak && term.text.length > SHORTEST);
  return input.cells.flatMap((cell) => {
    const from = Math.max(
      cell.start,
      ...input.labels.filter((label) => label.start < cell.end).map((label) => label.end),
    );
    const value = { start: Math.min(from, cell.end), text: input.page.text.slice(Math.min(from, cell.end), cell.end) };
    const lead = value.text.length - value.text.trimStart().length;
    const text = value.text.trim();
    if (text.length < SHORTEST || text.length > 60) return [];
    return best(text, value.start + lead, terms, labelled(cell, from));
  });
}

/** Behind its label a value begins where it begins: only its end may be missing, unless the label stands alone. */
const labelled = (cell: Cell, from: number): boolean => from > cell.start;

function best(text: string, start: number, terms: readonly HeaderTerm[], onlyEnd: boolean): Finding[] {
  let found: (Finding & { readonly length: number }) | undefined;
  for (const term of terms) {
    if (term.text.length <= text.length || text.length < term.text.length * 0.3) continue;
    const missing = term.text.length - text.length;
    const limit = text.length * TOLERANCE;
    const ends = editDistance(text, term.text.slice(0, text.length), limit) <= limit;
    const begins = !onlyEnd && editDistance(text, term.text.slice(missing), limit) <= limit;
    if ((ends || begins) && (!found || term.text.length < found.length)) {
      found = {
        start,
        end: start + text.length,
        phiClass: term.phiClass,
        score: 0.8,
        corrected: term.text,
        missing: ends ? { before: 0, after: missing } : { before: missing, after: 0 },
        length: term.text.length,
      };
    }
  }
  if (!found) return [];
  const { length, ...finding } = found;
  return [finding];
}
