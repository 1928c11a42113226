import type { Box } from '../../base/geometry';
import { unionBoxes } from '../../base/geometry';
import type { HeaderValue, Page, PhiClass, PhiHit } from '../../base/types';
import { type AnalyseOptions, analyseText } from './analyse';
import type { PresidioEntity, PresidioResult } from './types';

/** One word as Presidio gets it from Tesseract. */
export interface PresidioWord {
  readonly text: string;
  readonly box: Box;
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
 * each word. Words that are found twice with nearly the same box count once.
 */
export function analysePresidio(page: Page, options: AnalysePresidioOptions): readonly PhiHit[] {
  const words = wordsOf(page);
  const { header, ...analyse } = options;
  const denyList = header.length > 0 ? denyListOf(header) : [];
  const text = words.map((word) => word.text).join(' ');
  const matches = mapToWords(analyseText(text, { ...analyse, denyList }), words, options.allowList ?? []);
  return removeDuplicateBoxes(matches, (match) => match.word.box).map(({ word, entity, score }) => ({
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
      const boxes = line.characters.slice(match.index, match.index + match[0].length).map((character) => character.box);
      return { text: match[0], box: boxes.length > 0 ? unionBoxes(boxes) : line.box };
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
  const take = (index: number, { entity, score }: PresidioResult) => {
    if (!allowList.includes(words[index].text)) matches.push({ word: words[index], entity, score });
  };
  let opened = 0;
  let position = 0;
  for (let index = 0; index < words.length && opened < results.length; index++) {
    for (const result of results) {
      const word = words[index].text;
      const value = text.slice(result.start, result.end);
      const overlaps = Math.max(position, result.start) < Math.min(result.end, position + word.length);
      if (!overlaps || !(word.includes(value) || value.includes(word))) continue;
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
 * Every top-level header value, and of names (elements with `Name` in their name) also the parts and the usual ways to write them in
 * capitals and small letters.
 */
export function denyListOf(header: readonly HeaderValue[]): readonly string[] {
  const list = new Set<string>(GENERIC);
  for (const { value, keyword, depth } of header) {
    if (depth > 0) continue;
    list.add(value);
    if (!/name/i.test(keyword)) continue;
    const plain = value.replace(/\^/g, ' ');
    for (const form of [plain, plain.toUpperCase(), plain.toLowerCase(), titleCase(plain)]) {
      list.add(form);
      for (const part of form.split(' ')) if (part !== '') list.add(part);
    }
  }
  return [...list];
}

const titleCase = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(^|[^\p{L}])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

/** Presidio's default: boxes that differ by at most 5 pixels in left, top, width and height are one. The first stays. */
export const DUPLICATE_TOLERANCE = 5;

export function removeDuplicateBoxes<T>(
  items: readonly T[],
  boxOf: (item: T) => Box,
  tolerance = DUPLICATE_TOLERANCE,
): T[] {
  const kept: T[] = [];
  for (const item of items) if (!kept.some((other) => isNear(boxOf(other), boxOf(item), tolerance))) kept.push(item);
  return kept;
}

/** Left, top, width and height each differ by at most `tolerance` pixels. */
export function isNear(a: Box, b: Box, tolerance: number): boolean {
  const sides = (box: Box) => [box.left, box.top, box.right - box.left, box.bottom - box.top];
  const other = sides(b);
  return sides(a).every((value, index) => Math.abs(value - other[index]) <= tolerance);
}
