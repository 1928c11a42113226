import { matchesIn, rangeOf } from '../base/text';
import { toDigits } from '../page/confusion';
import { ENGLISH, readMonth } from './months';

/** A calendar date in a text. */
export interface DateMatch {
  readonly start: number;
  readonly end: number;
  /** Four digits as printed, or two-digit years as `20yy` / `19yy`; undefined for a date without one. */
  readonly year?: number;
  readonly month: number;
  readonly day?: number;
  /** The date with its spaces and look-alikes put right; undefined when nothing had to be. */
  readonly corrected?: string;
  /** Digits of the year that were not read, before the match. */
  readonly lost?: number;
  /** 0 to 1: how sure it is that this is a date. */
  readonly score: number;
}

/** A digit, or a letter that is read for one. */
const D = '[0-9OoQDIl|SBZ]';
const YEAR = `(?:1[89]|2[0O]|[Il|]9|Z[0O])${D}{2}`;
/** A year with a space that the recogniser saw between its digits. */
const GAPPED_YEAR = `(?:1\\s?[89]|2\\s?0)\\s?\\d\\s?\\d`;
const MONTH_WORD = '[\\p{L}015689]{3,10}?';
/** Also `9 de junio de 2011`. */
const SEPARATOR = '(?:\\sde\\s|[\\s.,/\\-]{0,2})';

/** `rest`: the end of a year whose beginning was not read. */
type Part = 'y' | 'm' | 'd' | 'word' | 'rest';
interface Form {
  readonly pattern: RegExp;
  /** What each captured group is. */
  readonly parts: readonly Part[];
  readonly score: number;
}

/** No digit, no word; a single letter may be a star or a bullet before a date of birth (`x08.04.1993`), a point may end a label (`geb.`). */
const before = '(?<!\\p{N}|(?<!\\p{L})\\.|\\p{L}\\p{L})';
/** No digit, but the hour of a clock that follows without a space. */
const after = '(?!\\p{N}(?!\\d?:[0-5]\\d))';
const form = (source: string, parts: readonly Part[], score: number): Form => ({
  pattern: new RegExp(before + source + after, 'gu'),
  parts,
  score,
});

/** Most specific first: a later form never takes characters of an earlier one. */
const FORMS: readonly Form[] = [
  form(`(${YEAR})${SEPARATOR}(${MONTH_WORD})${SEPARATOR}(${D}{1,2})`, ['y', 'word', 'd'], 0.95),
  form(`(${D}{1,2})(?:st|nd|rd|th|\\.)?${SEPARATOR}(${MONTH_WORD})${SEPARATOR}(${YEAR})`, ['d', 'word', 'y'], 0.95),
  form(`(${MONTH_WORD})${SEPARATOR}(${D}{1,2})(?:st|nd|rd|th)?${SEPARATOR}(${YEAR})`, ['word', 'd', 'y'], 0.95),
  form(`(${D}{1,2})\\s?[-/.]\\s?(${D}{1,2})\\s?[-/.]\\s?(${YEAR})`, ['m', 'd', 'y'], 0.95),
  form(`(${YEAR})[-/.](${D}{1,2})[-/.](${D}{1,2})`, ['y', 'm', 'd'], 0.9),
  form(`(${YEAR}) (${D}{2}) (${D}{2})`, ['y', 'm', 'd'], 0.8),
  form(`(${GAPPED_YEAR})\\s?[-/.]\\s?(\\d\\s?\\d)\\s?[-/.]\\s?(\\d\\s?\\d)`, ['y', 'm', 'd'], 0.85),
  form(`(\\d{2})[/|Il1](\\d{2})/(${YEAR})`, ['m', 'd', 'y'], 0.85),
  form(`(\\d{2})/(\\d{2})[|Il1]?(${YEAR})`, ['m', 'd', 'y'], 0.85),
  form(`(${GAPPED_YEAR})${SEPARATOR}(${MONTH_WORD})${SEPARATOR}(\\d{1,2})`, ['y', 'word', 'd'], 0.85),
  form(`(\\d{1,2})${SEPARATOR}(${MONTH_WORD})${SEPARATOR}(${GAPPED_YEAR})`, ['d', 'word', 'y'], 0.85),
  form(`(${MONTH_WORD})${SEPARATOR}(\\d{1,2})${SEPARATOR}(${GAPPED_YEAR})`, ['word', 'd', 'y'], 0.85),
  form('(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{2})(?![.,/-]\\d)', ['m', 'd', 'd', 'y'], 0.8),
  form("(\\d{1,2})[-./ ]?(\\p{L}{3,9}?)[-./ ']{1,2}(\\d{2})", ['d', 'word', 'y'], 0.75),
  form('(\\p{L}{3,9}?)[-/](\\d{1,2})[-/](\\d{2})', ['word', 'd', 'y'], 0.75),
  // Short names of other languages are words of screens: `OUT 12 33`.
  form(`(${ENGLISH.join('|')}|${ENGLISH.join('|').toUpperCase()}) (\\d{1,2}),? '?(\\d{2})`, ['word', 'd', 'y'], 0.75),
  form(`(\\d{2}) (\\d{2}) (${YEAR})`, ['m', 'd', 'y'], 0.8),
  form('(\\d{4})[-/](\\d{2})[-/](\\d{2})', ['y', 'm', 'd'], 0.75),
  form('(\\d{2})([-/])(\\d{2})\\2(\\d{4})', ['m', 'd', 'd', 'y'], 0.75),
  form(`(\\d\\s?\\d?)\\s?/\\s?(\\d\\s?\\d?)\\s?/\\s?(${GAPPED_YEAR})`, ['m', 'd', 'y'], 0.85),
  // `03 0CT25`, `030CT25`
  form("(\\d{1,2})[-. \\t]?(\\p{L}{3}|0\\p{L}{2}|\\p{L}0\\p{L})[-. \\t']?(\\d{2})", ['d', 'word', 'y'], 0.8),
  form(`(\\d{1,3})[-. ]?(\\p{L}{3})[-. ]?(\\d{2})`, ['rest', 'word', 'd'], 0.8),
  form('((?:19|20)\\d{2})([01]\\d)([0-3]\\d)(?!\\.\\d{7})', ['y', 'm', 'd'], 0.8),
  form(`(${MONTH_WORD})[-. ]{1,2}(${YEAR})`, ['word', 'y'], 0.6),
  // All that a line has: its day was not read.
  { pattern: new RegExp(`^(${ENGLISH.join('|')})[-. ](\\d{2})$`, 'giu'), parts: ['word', 'y'], score: 0.6 },
];

/** Whether a day and a year of four digits stand beside the month: what is between them can hardly be anything else. */
const isFullDate = (parts: readonly string[], groups: readonly string[]): boolean =>
  parts.length === 3 && groups.some((group, index) => parts[index] === 'y' && /^(?:19|20)\d{2}$/.test(group));

/** All dates in one line of text, in order, without overlaps. Work grows linearly with the length of the text. */
export function findDates(text: string): readonly DateMatch[] {
  // Every form has a number in digits (`readDate`): most searches end here.
  if (!/\d/.test(text)) return [];
  const found: DateMatch[] = [];
  for (const { pattern, parts, score } of FORMS) {
    for (const match of matchesIn(text, pattern)) {
      const date = readDate(match, parts, score);
      if (date && found.every((other) => date.end <= other.start || date.start >= other.end)) found.push(date);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function readDate(match: RegExpExecArray, parts: readonly Part[], score: number): DateMatch | undefined {
  const groups = match.slice(1);
  const numbers = {
    y: undefined as number | undefined,
    m: undefined as number | undefined,
    d: undefined as number | undefined,
  };
  let month: string | undefined;
  const spelt: string[] = [];
  for (const [index, part] of parts.entries()) {
    const group = groups[index];
    if (/^[/.-]$/.test(group)) continue;
    if (part === 'word') {
      const reading = readMonth(group, isFullDate(parts, groups));
      if (!reading) return undefined;
      numbers.m = reading.month;
      month = group;
      spelt.push(reading.corrected ?? group);
    } else {
      if (!/\d/.test(group)) return undefined;
      spelt.push(toDigits(group).replace(/\s/g, ''));
      if (part !== 'rest') numbers[part] = Number(spelt.at(-1));
    }
  }
  if (!month && numbers.m! > 12) [numbers.m, numbers.d] = [numbers.d, numbers.m];
  if (!inRange(numbers.y, numbers.m, numbers.d)) return undefined;
  return {
    ...rangeOf(match),
    year: numbers.y === undefined ? undefined : fullYear(numbers.y),
    month: numbers.m!,
    day: numbers.d,
    lost: parts[0] === 'rest' ? 4 - groups[0].length : undefined,
    corrected: correct(match[0], groups, spelt, month !== undefined),
    score,
  };
}

const fullYear = (year: number): number => (year >= 100 ? year : year < 40 ? 2000 + year : 1900 + year);

function inRange(year: number | undefined, month: number | undefined, day: number | undefined): boolean {
  if (month === undefined || month < 1 || month > 12) return false;
  if (day !== undefined && (day < 1 || day > 31)) return false;
  return year === undefined || year < 100 || (year >= 1000 && year <= 2999);
}

/** The same date with each part put right and, where a month is spelt out, a space where the recogniser lost one. */
function correct(
  read: string,
  groups: readonly string[],
  spelt: readonly string[],
  worded: boolean,
): string | undefined {
  const values = groups.filter((group) => !/^[/.-]$/.test(group));
  let rest = read;
  let result = '';
  for (const [index, group] of values.entries()) {
    const at = rest.indexOf(group);
    let between = rest.slice(0, at);
    // A single point where the other gap has none is a speck (`2014 Jan.06`).
    const speck = between === '.' && read.split('.').length === 2;
    if (index > 0 && worded && (between === '' || speck)) between = ' ';
    if (index > 0 && (worded ? /^\s*[/-]\s*$/ : /\s*[/.-]\s*/).test(between)) between = between.trim();
    if (index > 0 && !worded && /^(?:|[|Il1])$/.test(between) && read.includes('/')) between = '/';
    result += between + spelt[index];
    rest = rest.slice(at + group.length);
  }
  result += rest;
  return result === read ? undefined : result;
}
