import { foldAccents } from '../page/confusion';

/** Languages whose months and weekdays are known, from the Unicode Common Locale Data Repository through `Intl`; earlier ones come first. */
const LANGUAGES = 'en de fr es it pt nl pl tr sv da nb fi cs sk hu ro hr sl lt lv et ru uk el bg'.split(' ');
const MONTHS = Array.from({ length: 12 }, (_, month) => Date.UTC(2023, month, 15));
const WEEKDAYS = Array.from({ length: 7 }, (_, day) => Date.UTC(2023, 0, 1 + day));

const fold = (word: string): string => foldAccents(word).replace(/\.$/, '');

/** What the languages call that part of the dates, long and short, alone and beside a day (Slavic genitives): each name with its index. */
function namesOf(part: 'month' | 'weekday', dates: readonly number[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const language of LANGUAGES)
    for (const length of ['long', 'short'] as const)
      for (const more of [{}, { day: 'numeric' }] as const) {
        const format = new Intl.DateTimeFormat(language, { [part]: length, ...more, timeZone: 'UTC' });
        for (const [index, date] of dates.entries()) {
          const name = fold(format.formatToParts(date).find(({ type }) => type === part)?.value ?? '');
          if (/^\p{L}{2,}$/u.test(name) && !names.has(name)) names.set(name, index);
        }
      }
  return names;
}

let months: ReadonlyMap<string, number> | undefined;
let weekdays: ReadonlyMap<string, number> | undefined;

/** 1 to 12, or undefined: a month in any of the languages. Some are words of anatomy or of screens (`lip`, `ara`). */
export function monthIn(word: string): number | undefined {
  months ??= namesOf('month', MONTHS);
  const index = months.get(fold(word));
  return index === undefined ? undefined : index + 1;
}

/** A weekday in any of the languages, of two letters and more. */
export function isWeekday(word: string): boolean {
  weekdays ??= namesOf('weekday', WEEKDAYS);
  return weekdays.has(fold(word));
}
