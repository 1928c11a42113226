import { editDistance } from '../page/distance';
import type { FinderInput, Finding } from './finder';
import { type HeaderTerm, headerTerms } from './header-terms';

/** Shortest part of a value that says which value it is. */
const SHORTEST = 4;
/** So many digits a part has at least: `6.19` ends a birthday, and is a dose. Those of a date with the name of its month need fewer. */
const FEWEST_DIGITS = 5;
const FEWEST_WITH_MONTH = 3;
/** Edit cost for each character of a part that still counts as the same text. */
const TOLERANCE = 0.12;

/**
 * Header values of which a recogniser read only the beginning or the end, because ink of the picture ran through the rest: at the end
 * or the beginning of a piece of text. The finding says how many characters are missing there, so that they are covered as well.
 */
export function findHeaderParts(input: FinderInput): readonly Finding[] {
  const terms = headerTerms(input.context.header).filter((term) => !term.weak);
  const long = terms.filter((term) => term.text.length > SHORTEST);
  return input.cells.flatMap((cell) => {
    const labels = input.labels.filter((label) => label.start < cell.end && label.end > cell.start);
    const last = labels.at(-1);
    // `Im: 6415` is an image's number, also where the patient's begins like it.
    if (last?.phiClass === 'keep') return [];
    const from = Math.min(Math.max(cell.start, ...labels.map((label) => label.end)), cell.end);
    const rest = input.page.text.slice(from, cell.end);
    const lead = rest.length - rest.trimStart().length;
    const text = rest.trim();
    if (text.length < SHORTEST || text.length > 60 || isWhole(text, terms)) return [];
    // Behind its label a value begins where it begins: only its end may be missing, unless the label stands alone.
    return best(text, from + lead, long, from > cell.start);
  });
}

/** Whether there is too little of the value to tell it from a measure (`6.19`) or the name of a device (`C5-1`, of `05-15-1996`). */
function isTooLittle(text: string, { phiClass }: HeaderTerm): boolean {
  const isDate = phiClass === 'date' || phiClass === 'birth-date';
  if (/\p{L}/u.test(text) && !isDate) return false;
  return text.replace(/\D/g, '').length < (/\p{L}{3}/u.test(text) ? FEWEST_WITH_MONTH : FEWEST_DIGITS);
}

const limitOf = (text: string): number => text.length * TOLERANCE;

const TITLE = /^(?:mr|mrs|ms|miss|dr|prof|herr|frau)\.?\s/i;

/** A text that is a whole value (`MICHALOWSKI, ANGELAF`, `Ms Michalowski`) is no part of a longer one. */
function isWhole(text: string, terms: readonly HeaderTerm[]): boolean {
  const plain = text.replace(TITLE, '');
  return terms.some(
    (term) => plain.length >= term.text.length && editDistance(plain, term.text, limitOf(plain)) <= limitOf(plain),
  );
}

/** The value of which the text is the beginning or the end: the one most like it, of these the shortest. */
function best(text: string, start: number, terms: readonly HeaderTerm[], onlyEnd: boolean): Finding[] {
  let found: { readonly term: HeaderTerm; readonly cost: number; readonly atEnd: boolean } | undefined;
  for (const term of terms) {
    if (term.text.length <= text.length || text.length < term.text.length * 0.3 || isTooLittle(text, term)) continue;
    const limit = limitOf(text);
    const ends = editDistance(text, term.text.slice(0, text.length), limit);
    const begins = onlyEnd ? Number.POSITIVE_INFINITY : editDistance(text, term.text.slice(-text.length), limit);
    const cost = Math.min(ends, begins);
    const better = !found || cost < found.cost || (cost === found.cost && term.text.length < found.term.text.length);
    if (cost <= limit && better) found = { term, cost, atEnd: begins < ends };
  }
  if (!found) return [];
  const { term, atEnd } = found;
  const missing = term.text.length - text.length;
  return [
    {
      start,
      end: start + text.length,
      phiClass: term.phiClass,
      score: 0.8,
      corrected: term.text,
      missing: atEnd ? { before: missing, after: 0 } : { before: 0, after: missing },
    },
  ];
}
