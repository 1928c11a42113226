import { matchesIn, rangeOf } from '../base/text';
import { toDigits } from '../page/confusion';

/** A time of day in a text. */
export interface TimeMatch {
  readonly start: number;
  readonly end: number;
  /** The time with its spaces and look-alikes put right; undefined when nothing had to be. */
  readonly corrected?: string;
  /** It names its half of the day (a.m., p.m.): it is no time that has passed. */
  readonly hasHalf: boolean;
  /** 0 to 1: how sure it is that this is a time of day. */
  readonly score: number;
}

/** Hours and minutes with the letters that are read for their digits. */
const HOUR = '[0-2OoIl]?[\\dOoIl]';
const SIXTY = '[0-5OoIlS][\\dOoIlSB]';
const COLON = ' {0,2}[:;] {0,2}';
const HALF = '(?: ?(?:[AaPp]\\. ?[Mm]\\.|[AaPp][Mm])(?!\\p{L})|[AaPp](?![\\p{L}\\p{N}]))';
/** `AN` is what is read for `AM`; only behind seconds, where it can be nothing else. */
const HALF_READ = `(?:${HALF}| ?[AP][NH](?![\\p{L}\\p{N}]))`;
/** No digit, no word, no part of a version or of a longer clock, nor of so many in so much time (`18/01:45`); the `T` of ISO 8601 stands behind a date. */
const BEFORE = '(?<![\\p{L}\\p{N}:;]|\\d\\.|(?<![/\\d])\\d{1,3}/)';
const AFTER = '(?![\\p{L}\\p{N}]|:\\d)';

const WITH_SECONDS = new RegExp(
  `(?:${BEFORE}|(?<=(?<!\\p{L})T))(${HOUR})(${COLON})(${SIXTY})(${COLON})(${SIXTY})([.,]\\d{1,6})?(${HALF_READ})?${AFTER}`,
  'gu',
);
const WITHOUT_SECONDS = new RegExp(
  `(?:${BEFORE}|(?<=(?<!\\p{L})T))((?:[01]?\\d|2[0-3])(?:: ?|h))([0-5]\\d)(${HALF})?${AFTER}(?!\\.\\d)`,
  'gu',
);
/** `1:30` behind these words is how long something took. */
const DURATION =
  /(?:\bta|\btime|\bdur(?:ation)?|elapsed|total|delay|timer|\bt ?=|fluoro|rate|ratio|scale|zoom|1)\W{0,3}$/i;

/** Behind a word for the breast full and half hours are places on it, as on the face of a clock (ACR BI-RADS): `RT BREAST 10:00 4CM FN`. */
const BREAST =
  /(?<!\p{L})(?:breast|brust|mamma|mama|mamella|mammella|sein|seno|borst|pier[śs]|meme|bröst|bryst)(?!\p{L})[^\t]*$/iu;
const ON_CLOCK_FACE = /^(?:0?[1-9]|1[0-2]):[03]0$/;

/** `3:27 min` is one, too. */
const UNIT_OF_TIME = /^ ?(?:min|mins|minutes|sec|s|msec|ms)(?![\p{L}\p{N}])/iu;

/** All times of day in one row of text, in order, without overlaps. */
export function findTimes(text: string): readonly TimeMatch[] {
  const found: TimeMatch[] = [];
  for (const match of matchesIn(text, WITH_SECONDS)) {
    const [hour, minute, second] = [match[1], match[3], match[5]].map(toDigits);
    const half = (match[7] ?? '').replace(/[NH]/, 'M');
    const right = `${hour}:${minute}:${second}${match[6] ?? ''}${half}`;
    const hasHalf = match[7] !== undefined;
    found.push({ ...rangeOf(match), hasHalf, score: 0.75, ...(right === match[0] ? {} : { corrected: right }) });
  }
  for (const match of matchesIn(text, WITHOUT_SECONDS)) {
    const range = rangeOf(match);
    const taken = found.some((other) => range.start < other.end && other.start < range.end);
    const isDuration = DURATION.test(text.slice(0, range.start)) || UNIT_OF_TIME.test(text.slice(range.end));
    const isPlace = ON_CLOCK_FACE.test(match[0]) && BREAST.test(text.slice(0, range.start));
    const hasHalf = match[3] !== undefined;
    if (taken || isPlace || (!hasHalf && isDuration)) continue;
    const right = match[0].replace(': ', ':');
    found.push({
      ...range,
      hasHalf,
      score: hasHalf ? 0.75 : 0.55,
      ...(right === match[0] ? {} : { corrected: right }),
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** `114058`, `11.40` and `11.40.58` are times only right behind a date: offsets into `text`, which begins where the date ends. */
export function timeBehindDate(text: string): { readonly start: number; readonly end: number } | undefined {
  const match =
    /^[ ,T]{0,2}((?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?:\.\d{1,6})?|(?:[01]?\d|2[0-3])\.[0-5]\d(?:\.[0-5]\d)?)(?![\p{L}\p{N}]|\.\d)/u.exec(
      text,
    );
  if (!match) return undefined;
  return { start: match[0].length - match[1].length, end: match[0].length };
}
