import { findNumbers } from 'libphonenumber-js';
import { LONGEST_LINE, matchesIn } from '../base/text';
import type { PhiClass } from '../base/types';
import { isWeekday } from './calendar';
import { findDates } from './dates';
import { formOf } from './explain/forms';
import { isPlainTerm, termOf } from './explain/vocabulary';
import type { FinderInput, Finding } from './finder';
import { readMonth } from './months';
import { findTimes, timeBehindDate } from './times';

interface Rule {
  readonly pattern: RegExp;
  readonly phiClass: PhiClass;
  readonly score: number;
  /** Captured group that is the value; default the whole match. */
  readonly group?: number;
  readonly check?: (match: string) => boolean;
}

const START = '(?<![\\p{L}\\p{N}]|\\d\\.)';
const END = '(?![\\p{L}\\p{N}])';
const rule = (
  source: string,
  phiClass: PhiClass,
  score: number,
  more: Partial<Rule> & { flags?: string } = {},
): Rule => ({
  pattern: new RegExp(START + source + END, `gud${more.flags ?? ''}`),
  phiClass,
  score,
  ...more,
});

const RULES: readonly Rule[] = [
  rule('[\\w.+\\-]{1,64}\\s?@\\s?[\\w\\-]{1,63}(?:\\.[\\w\\-]{1,63}){0,4}\\.\\p{L}{2,63}', 'email', 0.9),
  rule('(?:https?://|www\\.)[^\\s]{3,200}', 'url', 0.9, { flags: 'i' }),
  rule('[\\w\\-]{2,63}(?:\\.[\\w\\-]{2,63}){0,3}\\.(?:com|org|net|edu|gov|de|fr|uk|eu|health|hospital)', 'url', 0.7, {
    flags: 'i',
  }),
  rule('[012](?:\\.\\d{1,30}){5,20}', 'id', 0.9),
  rule('[A-Z]{1,5}[-#]?\\d{5,14}', 'id', 0.75),
  rule('(?:[A-Z]{2,5}|\\d{2,6})-[A-Z\\d]{0,6}\\d{4,10}(?:-[A-Z\\d]{1,8}){0,2}', 'id', 0.65, {
    check: (text) => !isNumberedTerm(text),
  }),
  rule('\\d{6,14}', 'id', 0.6),
  rule('(?<![/\\d]|[MFO] )\\d{1,3} \\d{6,14}', 'id', 0.6),
  rule('\\d{3}[- ]\\d{3}[- ]\\d{4}', 'id', 0.6),
  rule('\\d{3}[YMWD]', 'age', 0.8),
  rule(
    '\\d{1,3}\\s?(?:[Yy](?:ea)?rs?(?:\\sold)?|[Yy]ears?(?:\\sold)?|YEARS?|YRS?|[Yy][/lI|]?[Oo]|[Yy]|Jahre|ans|años|[rlgлг]\\.|лет|let|lata|roků|ani|éves|vuotta)',
    'age',
    0.7,
  ),
  rule('\\d{1,3}[Yy](?:rs?)?\\s?[/, ]\\s?([MF])', 'sex', 0.8, { group: 1 }),
  rule('([MF])\\s?[/, ]\\s?\\d{2,3}\\s?[Yy](?:rs?)?', 'sex', 0.8, { group: 1 }),
  rule('(\\d{2,3}[Yy])[MFO]', 'age', 0.8, { group: 1 }),
  rule('\\d{2,3}[Yy]([MFO])', 'sex', 0.8, { group: 1 }),
  rule('(?:MALE|FEMALE|Male|Female|weiblich|männlich)', 'sex', 0.8),
];

/** `PSMA-1007`: an annotation and its number. Shorter ones stand before patients' numbers, too (`CT-20391`). */
const isNumberedTerm = (text: string): boolean => {
  const match = /^([A-Z]{4,5})-\d{4}$/.exec(text);
  return match !== null && termOf(match[1])?.isName === false;
};

/** Dates, times, ages, identifiers, phones and addresses of the net that their shape alone gives away. */
export function findByPatterns(input: FinderInput): readonly Finding[] {
  const found: Finding[] = [];
  let start = 0;
  for (const row of input.page.text.split('\n')) {
    for (const finding of rowPatterns(row)) found.push(moved(finding, start));
    start += row.length + 1;
  }
  return found;
}

const moved = (finding: Finding, by: number): Finding => ({
  ...finding,
  start: finding.start + by,
  end: finding.end + by,
  ...(finding.rest ? { rest: finding.rest.map(({ start, end }) => ({ start: start + by, end: end + by })) } : {}),
});

/** A row may be several lines far apart: only dates are put together across the gap. */
function rowPatterns(text: string): Finding[] {
  const dates = findDates(text).map((date) => ({ ...date, ...withWeekday(text, date) }));
  const found: Finding[] = dates.map(({ start, end, corrected, score, lost }) => ({
    start,
    end,
    phiClass: 'date',
    score,
    corrected: lost ? (corrected ?? text.slice(start, end)) : corrected,
    ...(lost ? { missing: { before: lost, after: 0 } } : {}),
  }));
  const rest = dates.reduce((masked, date) => blank(masked, date.start, date.end), text);
  for (const { pattern, phiClass, score, group = 0, check } of RULES) {
    for (const match of matchesIn(rest, pattern)) {
      // `3` at one end of a row and `y` at the other are no age.
      if (match[0].includes('\t')) continue;
      const range = match.indices?.[group];
      if (range && (!check || check(match[group]))) found.push({ start: range[0], end: range[1], phiClass, score });
    }
  }
  return [
    ...found,
    ...findTimes(rest)
      .filter(({ start, hasHalf }) => dates.length > 0 || hasHalf || !isElapsed(rest, start))
      .map(({ hasHalf: _, ...time }) => ({ ...time, phiClass: 'time' as const })),
    ...dates.flatMap(({ end }) => behindDate(text, end)),
    ...longDates(text),
    ...dates.flatMap((date) => sexBeside(text, date)),
    ...agePairs(text),
    ...sexBesideNumber(text),
    ...phones(rest),
  ];
}

/** Time that has passed, where no date stands beside it: `00:41:30`, or behind an annotation (`Retrazione 08:14`). */
function isElapsed(text: string, start: number): boolean {
  const before = /(\p{L}{4,}) ?[:=]? {0,2}$/u.exec(text.slice(0, start));
  return /^0{1,2}[:;]/.test(text.slice(start)) || (before !== null && isPlainTerm(before[1]));
}

/** `Do 12.03.2020`, `18/May/2023 Per`: of two letters only before the date. */
function withWeekday(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  const before = /(?<!\p{L})(\p{L}{2,})\.?,? $/u.exec(text.slice(0, start));
  const behind = /^,? (\p{L}{3,})(?!\p{L})/u.exec(text.slice(end));
  return {
    start: before && isWeekday(before[1]) ? before.index : start,
    end: behind && isWeekday(behind[1]) ? end + behind[0].length : end,
  };
}

/** A time without colons behind a date. */
function behindDate(text: string, end: number): Finding[] {
  const time = timeBehindDate(text.slice(end));
  return time ? [{ start: end + time.start, end: end + time.end, phiClass: 'time', score: 0.8 }] : [];
}

const CTIME =
  /(?<![\p{L}\p{N}])(?<date>\p{L}{3} {1,2}\d{1,2}),? (?<time>\d{1,2}:\d{2}(?::\d{2})?)(?: [A-Z]{3,4})? (?<year>(?:19|20)\d{2})(?![\p{L}\p{N}])/dgu;

/** `Thu Jun 09 11:40:58 2011`: the year of the date stands behind the time. */
function longDates(text: string): Finding[] {
  return [...matchesIn(text, CTIME)].flatMap((match) => {
    const { date, time, year } = match.indices?.groups ?? {};
    if (!date || !time || !year || !readMonth(match[0].slice(0, 3))) return [];
    return [
      { start: date[0], end: date[1], rest: [{ start: year[0], end: year[1] }], phiClass: 'date', score: 0.9 },
      { start: time[0], end: time[1], phiClass: 'time', score: 0.9 },
    ];
  });
}

/** Dates are taken out before other forms are looked for: the digits of a date are part of nothing else. */
const blank = (text: string, start: number, end: number): string =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

const SEX_AFTER =
  /^[\s,/;]{0,3}\(?([MFO])\)?(?=\s*(?:$|[,/;\t]|\d{1,3}(?:\s?[YyMWD])?(?:\b|$)))(?:[ ,/;]{1,4}(\d{1,3}))?(?=\s*(?:$|\t|[YyMWD]\b|[,/;]))/d;
const SEX_BEFORE = /(?:^|[\s,/;])\(?([MF])\)?[\s,/;]{1,2}$/;

/** `25 MAR 61, F, 28`: a sex letter and an age right behind a date of birth, or a sex before it at the beginning of a line. */
function sexBeside(text: string, date: { readonly start: number; readonly end: number }): Finding[] {
  const behind = SEX_AFTER.exec(text.slice(date.end));
  if (behind?.indices) {
    const [, sex, age] = behind.indices;
    const found: Finding[] = [{ start: date.end + sex[0], end: date.end + sex[1], phiClass: 'sex', score: 0.8 }];
    if (age) found.push({ start: date.end + age[0], end: date.end + age[1], phiClass: 'age', score: 0.75 });
    return found;
  }
  const ahead = SEX_BEFORE.exec(text.slice(0, date.start));
  if (!ahead || ahead.index > 2) return [];
  const start = ahead.index + ahead[0].indexOf(ahead[1]);
  return [{ start, end: start + 1, phiClass: 'sex', score: 0.7 }];
}

/** `58284455 M`, `M 63 5909328638`: sex and age beside a long number that is alone with them in its place. */
const WITH_NUMBER =
  /(?<=^|\t) *(?:([MFO])[ ,/]{1,3})?(?:(\d{1,3})[Yy]?[ ,/]{1,3})?(?:[A-Z]{0,4}[-#]?\d{6,14})(?:[ ,/]{1,3}([MFO]))?(?:[ ,/]{1,3}(\d{1,3})[Yy]?)? *(?=$|\t)/dg;
function sexBesideNumber(text: string): Finding[] {
  return [...matchesIn(text, WITH_NUMBER)].flatMap(({ indices }) => {
    const [, sexBefore, ageBefore, sexAfter, ageAfter] = indices ?? [];
    const sex = sexBefore ?? sexAfter;
    const age = sexBefore ? ageBefore : sexAfter ? ageAfter : undefined;
    return [
      ...(sex ? [{ start: sex[0], end: sex[1], phiClass: 'sex' as const, score: 0.75 }] : []),
      ...(age ? [{ start: age[0], end: age[1], phiClass: 'age' as const, score: 0.75 }] : []),
    ];
  });
}

/** A line that is nothing but an age and a sex: `42 M`, `M/42`. */
function agePairs(text: string): Finding[] {
  const pairs = /(?<=^|\t) *(?:(\d{1,3}) ?[/,]? ?([MF])|([MF]) ?[/,] ?(\d{1,3})) *(?=$|\t)/dg;
  return [...matchesIn(text, pairs)].flatMap((match) => {
    const age = match.indices?.[1] ?? match.indices?.[4];
    const sex = match.indices?.[2] ?? match.indices?.[3];
    if (!age || !sex || Number(match[1] ?? match[4]) > 120) return [];
    return [
      { start: age[0], end: age[1], phiClass: 'age' as const, score: 0.7 },
      { start: sex[0], end: sex[1], phiClass: 'sex' as const, score: 0.7 },
    ];
  });
}

function phones(text: string): Finding[] {
  if (text.length > LONGEST_LINE || (text.match(/\d/g)?.length ?? 0) < 7) return [];
  return findNumbers(text, { defaultCountry: 'US', v2: true })
    .map(({ startsAt, endsAt }) => ({ start: startsAt, end: endsAt, phiClass: 'phone' as const, score: 0.7 }))
    .filter(
      ({ start, end }) => /^\+|[().-]/.test(text.slice(start, end)) && formOf(text.slice(start, end)) !== 'ratio',
    );
}
