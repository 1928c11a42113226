import type { PhiClass } from '../base/types';
import { findDates } from './dates';
import { termOf } from './explain/vocabulary';
import { isTechnique } from './technique';
import { findTimes, type TimeMatch, timeBehindDate } from './times';

/** A part of a value text: offsets relative to that text. */
export interface ValuePart {
  readonly start: number;
  readonly end: number;
  readonly phiClass: PhiClass;
  readonly corrected?: string;
}

const SEX_WORDS =
  'male|female|man|woman|männlich|maennlich|weiblich|homme|femme|hombre|mujer|masculin|féminin|feminin|maschio|femmina|unknown|other';
const SEX = new RegExp(`^[\\s(/,-]*(${SEX_WORDS}|[MFOUWXD])(?![\\p{L}\\p{N}])`, 'iu');
const AGE =
  /^[\s(/,-]*([0-9OolI]{1,3}\s?(?:y(?:ea)?rs?|years?|y\.?\/?o\.?|y|j(?:ahre)?|ans|años|anos|anni|jaar|months?|mo|m|w(?:ee)?ks?|w|days?|d)?)(?![\p{L}\p{N}])/iu;
/** `011YF`, `46 M`: an age with its sex letter; months would touch their number, or be written small. */
const AGE_GLUED = /^([\s(/,-]*\d{1,3}(?:[Yy]| (?=[MF])))([MFO])(?![\p{L}\p{N}])/u;
const PHONE = /^\s*(\+?[\d(][\d\s().\-/x]{4,24}\d)/i;

/**
 * The value of a label: which characters of the text behind (or under) it, by class. Empty when the text cannot be such a value.
 *
 * @param strict the label alone proves little: take only what cannot be anything else
 */
export function readValue(phiClass: PhiClass, text: string, strict: boolean): readonly ValuePart[] {
  switch (phiClass) {
    case 'date':
    case 'birth-date':
      return dateValue(phiClass, text, strict);
    case 'time':
      return timeValue(text);
    case 'age':
      return ageOrSex(text, 'age');
    case 'sex':
      return ageOrSex(text, 'sex');
    case 'id':
    case 'accession':
      return idValue(phiClass, text, strict);
    case 'phone':
      return groupPart(PHONE.exec(text), 'phone');
    case 'email':
    case 'url':
      return groupPart(/^\s*(\S+[.@]\S+)/.exec(text), phiClass);
    case 'name':
    case 'physician':
      return nameValue(phiClass, text, strict);
    default:
      return strict ? [] : wholeValue(phiClass, text);
  }
}

function groupPart(match: RegExpExecArray | null, phiClass: PhiClass): ValuePart[] {
  if (!match) return [];
  const start = match.index + match[0].indexOf(match[1]);
  return [{ start, end: start + match[1].trimEnd().length, phiClass }];
}

function dateValue(phiClass: 'date' | 'birth-date', text: string, strict: boolean): ValuePart[] {
  const [date] = findDates(text);
  if (date && date.start <= 6) {
    const part = { start: date.start, end: date.end, phiClass, corrected: date.corrected };
    const behind = text.slice(date.end);
    if (phiClass === 'birth-date') return [part, ...shift(ageBehind(behind), date.end)];
    const [clock] = findTimes(behind);
    if (clock && /^[\s,T]{0,3}$/.test(behind.slice(0, clock.start)))
      return [part, ...shift([timePart(clock)], date.end)];
    return [part];
  }
  if (strict) return [];
  const loose = /^\s*(\S*\d\S*(?:\s\S*\d\S*){0,2})/.exec(text);
  return loose && (loose[1].match(/\d/g)?.length ?? 0) >= 2 ? groupPart(loose, phiClass) : [];
}

/** `(57)`, `, 57 y / F`: age and sex behind a date of birth. */
const ageBehind = (text: string): readonly ValuePart[] =>
  /^\s*[(,/]/.test(text) || /^\s+\d{1,3}\s?[Yy]/.test(text) ? ageOrSex(text, 'age') : [];

const timePart = ({ start, end, corrected }: TimeMatch): ValuePart => ({
  start,
  end,
  phiClass: 'time',
  ...(corrected === undefined ? {} : { corrected }),
});

/** A time with or without colons at the beginning of a text. */
function timeValue(text: string): readonly ValuePart[] {
  const [clock] = findTimes(text);
  if (clock && text.slice(0, clock.start).trim() === '') return [timePart(clock)];
  const plain = timeBehindDate(text);
  return plain ? [{ ...plain, phiClass: 'time' }] : [];
}

const shift = (parts: readonly ValuePart[], by: number): ValuePart[] =>
  parts.map((part) => ({ ...part, start: part.start + by, end: part.end + by }));

/** `51`, `051Y`, `51 Y / M`, `M 51`: either order, as `Age/Sex` labels have it. */
function ageOrSex(text: string, first: 'age' | 'sex'): ValuePart[] {
  const glued = AGE_GLUED.exec(text);
  if (glued) {
    const end = glued[1].length;
    const start = end - glued[1].trimStart().replace(/^[(/,-]+/, '').length;
    return [
      { start, end: glued[1].trimEnd().length, phiClass: 'age' },
      { start: end, end: end + 1, phiClass: 'sex' },
    ];
  }
  const forms = { age: AGE, sex: SEX };
  const second = first === 'age' ? 'sex' : 'age';
  for (const [one, other] of [
    [first, second],
    [second, first],
  ] as const) {
    const parts = groupPart(forms[one].exec(text), one).filter(
      (part) => one === 'sex' || /\d/.test(text.slice(part.start, part.end)),
    );
    if (parts.length === 0) continue;
    const rest = forms[other].exec(text.slice(parts[0].end));
    const more = shift(groupPart(rest, other), parts[0].end).filter((part) =>
      isPlainPair(text.slice(part.start), other),
    );
    return [...parts, ...more];
  }
  return [];
}

/** Behind an age a bare number is not a second age, and behind a sex only a number with `Y` or at the end is an age. */
const isPlainPair = (rest: string, phiClass: 'age' | 'sex'): boolean =>
  phiClass === 'sex' || /^\d{1,3}\s?(?:y|j|ans|$)/i.test(rest);

/** A number printed in groups: `943 476 5919`, `078 05 1126`, `2123 45670 1`, not one that ends in a decimal. */
const GROUPS = /^\s*(?=(?:\d ?){7,16}(?![\d.,:/-]))\d{2,5}(?: \d{1,5}){1,4}(?= *(?:$|[^\d .,:/-]))/;

function idValue(phiClass: 'id' | 'accession', text: string, strict: boolean): ValuePart[] {
  const words = [...text.matchAll(/\S+/g)];
  if (words.length === 0) return [];
  const hasDigit = (word: string) => /\d/.test(word);
  const first = words[0];
  if (strict && (first[0].match(/\d/g)?.length ?? 0) < 4) return [];
  if (!hasDigit(first[0]) && !(words[1] && hasDigit(words[1][0])) && first[0].replace(/\P{L}/gu, '').length < 3)
    return [];
  const grouped = GROUPS.exec(text);
  if (grouped) return [{ start: first.index, end: grouped[0].trimEnd().length, phiClass }];
  let end = first.index + first[0].length;
  for (const word of words.slice(1, 5)) {
    if (!hasDigit(word[0]) || isTechnique(word[0]) || findDates(text.slice(word.index))[0]?.start === 0) break;
    end = word.index + word[0].length;
  }
  const start = first.index;
  return [{ start, end, phiClass }];
}

/** Up to the first date, number or technical code; an age or a sex in brackets behind it is a value of its own. */
function nameValue(phiClass: 'name' | 'physician', text: string, strict: boolean): ValuePart[] {
  const words = [...text.matchAll(/\S+/g)];
  let end = 0;
  let count = 0;
  for (const word of words.slice(0, 8)) {
    if (/\d|^\(/.test(word[0]) && /\d|^\([MFO]\)/i.test(word[0]) && !looksLikeName(word[0])) break;
    if (count >= 1 && /\d/.test(word[0]) && isTechnique(word[0])) break;
    end = word.index + word[0].length;
    count += word[0].split(/[,^~]/).filter((part) => /\p{L}{2}/u.test(part)).length;
  }
  if (count === 0 || (strict && (count < 2 || words.some((word) => isTechnique(word[0]))))) return [];
  const start = words[0].index;
  const parts: ValuePart[] = [{ start, end, phiClass }];
  if (phiClass === 'physician') return parts;
  const bracket = /^\s*[(,/]/.exec(text.slice(end));
  return bracket ? [...parts, ...shift(ageOrSex(text.slice(end), 'sex'), end)] : parts;
}

/** A name in which the recogniser took one or two letters for digits (`M1CHAEL`). */
function looksLikeName(word: string): boolean {
  const digits = word.match(/\d/g)?.length ?? 0;
  const letters = word.match(/\p{L}/gu)?.length ?? 0;
  return letters >= 4 && digits <= 1;
}

/** `0.1 cm` behind `Unit:` or a misread `Depth:` is a measure, no ward. */
const MEASURE = /^[\s:=]*[+-]?\d+[.,]?\d*\s?(\p{L}{1,2}m?|%)\s*$/u;

function wholeValue(phiClass: PhiClass, text: string): ValuePart[] {
  if (termOf(MEASURE.exec(text)?.[1] ?? '')?.isUnit) return [];
  const [date] = findDates(text);
  const end = (date && date.start > 0 ? text.slice(0, date.start) : text).trimEnd().length;
  const start = text.length - text.trimStart().length;
  return /[\p{L}\p{N}]/u.test(text.slice(start, end)) ? [{ start, end, phiClass }] : [];
}
