import type { Box } from '../../base/geometry';
import { unionBoxes } from '../../base/geometry';
import type { HeaderValue, Page, PhiClass, PhiHit } from '../../base/types';
import { type AnalyseOptions, analyseText } from './analyse';
import type { PresidioEntity, PresidioResult } from './types';

/** One word as Presidio gets it from Tesseract. */
export interface PresidioWord {
  readonly text: string;
  readonly box: Box;
  /** 0 to 100, as Tesseract has it; of what is found the analyser's score, 0 to 1. */
  readonly score?: number;
}

/** A word that is part of an entity. A word of two entities is there twice. */
export interface PresidioWordMatch {
  readonly word: PresidioWord;
  readonly entity: PresidioEntity;
  readonly score: number;
}

export interface AnalysePresidioOptions extends Omit<AnalyseOptions, 'denyList'> {
  /** The file's header; its values and the sex letters are the deny-list, as Presidio builds it. Empty: no deny-list at all. */
  readonly header: readonly HeaderValue[];
  /** -1 to 100 (`RangeError`): words that Tesseract is less sure of are left out; default all words count. */
  readonly ocrThreshold?: number;
}

const CLASS_OF: Readonly<Partial<Record<PresidioEntity, PhiClass>>> = {
  DATE_TIME: 'date',
  EMAIL_ADDRESS: 'email',
  LOCATION: 'address',
  PERSON: 'name',
  PHONE_NUMBER: 'phone',
  UK_NHS: 'id',
  URL: 'url',
  US_BANK_NUMBER: 'id',
  US_DRIVER_LICENSE: 'id',
  US_ITIN: 'id',
  US_PASSPORT: 'id',
  US_SSN: 'id',
  MEDICAL_LICENSE: 'id',
};

/**
 * Patient data on a page as Presidio's image redactor finds it: the words joined by single spaces, analysed as one text, one hit for
 * each word. Words that are found twice with nearly the same box count once, with the higher score.
 */
export function analysePresidio(page: Page, options: AnalysePresidioOptions): readonly PhiHit[] {
  const { header, ocrThreshold = -1, ...analyse } = options;
  if (!(ocrThreshold >= -1 && ocrThreshold <= 100)) throw new RangeError('ocrThreshold must be between -1 and 100');
  const words = wordsOf(page).filter((word) => (word.score ?? 100) >= ocrThreshold);
  const denyList = header.length > 0 ? denyListOf(header) : [];
  const text = words.map((word) => word.text).join(' ');
  const matches = mapToWords(analyseText(text, { ...analyse, denyList }), words, options.allowList ?? []);
  return removeDuplicates(matches, ({ word, score }) => ({ box: word.box, score })).map(({ word, entity, score }) => ({
    frameIndices: page.frameIndices,
    boxes: [word.box],
    text: word.text,
    phiClass: CLASS_OF[entity] ?? 'other',
    finder: `presidio:${entity}`,
    score,
  }));
}

export function wordsOf(page: Page): PresidioWord[] {
  return page.lines.flatMap(({ line }) =>
    [...line.text.matchAll(/\S+/g)].map((match) => {
      const characters = line.characters.slice(match.index, match.index + match[0].length);
      const box = characters.length > 0 ? unionBoxes(characters.map((character) => character.box)) : line.box;
      const sum = characters.reduce((total, character) => total + character.score, 0);
      return { text: match[0], box, score: (100 * sum) / Math.max(1, characters.length) };
    }),
  );
}

/**
 * Words of each result, as Presidio's `map_analyzer_results_to_bounding_boxes` walks them: a word that overlaps a result and contains
 * its text or is contained in it opens a match, which takes the following words up to the result's end. The walk never goes back, and
 * it ends when as many matches were opened as there are results.
 */
export function mapToWords(
  results: readonly PresidioResult[],
  words: readonly PresidioWord[],
  allowList: readonly string[],
): PresidioWordMatch[] {
  const text = words.map((word) => word.text).join(' ');
  const matches: PresidioWordMatch[] = [];
  const isAllowed = (index: number) => allowList.includes(words[index].text);
  const take = (index: number, { entity, score }: PresidioResult) => {
    if (!isAllowed(index)) matches.push({ word: words[index], entity, score });
  };
  let opened = 0;
  let position = 0;
  for (let index = 0; index < words.length && opened < results.length; index++) {
    for (const result of results) {
      const word = words[index].text;
      const value = text.slice(result.start, result.end);
      const overlaps = Math.max(position, result.start) < Math.min(result.end, position + word.length);
      if (!overlaps || !(word.includes(value) || value.includes(word)) || isAllowed(index)) continue;
      take(index, result);
      while (position + words[index].text.length < result.end && index + 1 < words.length) {
        position += words[index].text.length + 1;
        index++;
        take(index, result);
      }
      opened++;
    }
    position += words[index].text.length + 1;
  }
  return matches;
}

/** Sex letters that Presidio adds to every deny-list. */
const GENERIC = ['[M]', '[F]', '[X]', '[U]', 'M', 'F', 'X', 'U'];

/**
 * What the header says of the patient and of names: values of top-level elements with `Patient` or `Name` in their name, as they are and
 * without carets and dashes, as a whole and word by word, as written, in capitals, small letters and with capital initials. So since
 * presidio-image-redactor 0.0.58; older ones took every value of the header, numbers too.
 */
export function denyListOf(header: readonly HeaderValue[]): readonly string[] {
  const list = new Set<string>();
  for (const { value, keyword, depth } of header) {
    if (depth > 0 || !/name|patient/i.test(keyword)) continue;
    list.add(value.trim());
    const plain = value.replace(/[\^-]/g, ' ').trim().replace(/\s+/g, ' ');
    for (const form of [plain, plain.toUpperCase(), plain.toLowerCase(), titleCase(plain)]) {
      list.add(form);
      for (const part of form.split(' ')) list.add(part);
    }
  }
  list.delete('');
  return [...list, ...GENERIC];
}

const titleCase = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(^|[^\p{L}])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

/** Presidio's default: boxes that differ by at most 5 pixels in left, top, width and height are one. */
export const DUPLICATE_TOLERANCE = 5;

/**
 * One of each pair of items at the same place: of unequal scores the higher one stays, of equal ones the later one, as in Presidio's
 * verify engine. Pairs are looked at one by one, highest scores first; what stays keeps its order.
 */
export function removeDuplicates<T>(
  items: readonly T[],
  of: (item: T) => { readonly box: Box; readonly score?: number },
  tolerance = DUPLICATE_TOLERANCE,
): T[] {
  const scoreOf = (item: T) => of(item).score ?? 0;
  const sorted = [...items].sort((a, b) => scoreOf(b) - scoreOf(a));
  const dropped = new Set<T>();
  for (const [index, item] of sorted.entries()) {
    for (const other of sorted.slice(index + 1)) {
      if (!isNear(of(item).box, of(other).box, tolerance)) continue;
      dropped.add(scoreOf(other) < scoreOf(item) ? other : item);
    }
  }
  return items.filter((item) => !dropped.has(item));
}

/** Left, top, width and height each differ by at most `tolerance` pixels. */
export function isNear(a: Box, b: Box, tolerance: number): boolean {
  const sides = (box: Box) => [box.left, box.top, box.right - box.left, box.bottom - box.top];
  const other = sides(b);
  return sides(a).every((value, index) => Math.abs(value - other[index]) <= tolerance);
}
