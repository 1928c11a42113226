import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILY_DATA } from './faces';

/** What is labelled on screens and forms. */
export const LABELS = [
  'patient',
  'name',
  'given',
  'id',
  'birth',
  'age',
  'sex',
  'date',
  'time',
  'accession',
  'institution',
  'ward',
  'room',
  'physician',
  'referring',
  'operator',
  'address',
  'phone',
  'email',
  'insurance',
  'exam',
  'comment',
  'indication',
  'weight',
  'height',
] as const;
export type LabelId = (typeof LABELS)[number];

/** The words of one language, own to this family. */
export interface Words {
  /** Module of @faker-js/faker for names, streets and towns. */
  readonly faker: string;
  readonly months: readonly string[];
  readonly monthsShort: readonly string[];
  /** How dates are written: `d` `m` `y` for two digits (`Y` four), `b` and `B` for month names. */
  readonly dates: readonly string[];
  /** Letters and words for the sexes: male, female. */
  readonly sexLetters: readonly [male: string, female: string];
  readonly sexWords: readonly [male: string, female: string];
  /** Forms of an age, `#` for the number. */
  readonly ages: readonly string[];
  readonly titles: readonly string[];
  /** `@` stands for a town, `%` for a surname, `$` for a saint. */
  readonly institutions: readonly string[];
  readonly saints: readonly string[];
  readonly wards: readonly string[];
  /** Label spellings without colon. */
  readonly labels: Readonly<Record<LabelId, readonly string[]>>;
  /** Free remarks, study names: what may stay or go. */
  readonly comments: readonly string[];
  readonly exams: readonly string[];
  /** Titles of forms: request, report, dose. */
  readonly formTitles: readonly string[];
}

/** The nine languages. Turkish and Polish letters are not in every face. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'tr'] as const;
export type Language = (typeof LANGUAGES)[number];

let words: Readonly<Record<Language, Words>> | undefined;

/** The words of a language (`data/families/screens-words.json`). */
export function wordsOf(language: Language): Words {
  words ??= JSON.parse(readFileSync(join(FAMILY_DATA, 'screens-words.json'), 'utf8')) as Record<Language, Words>;
  return words[language];
}
