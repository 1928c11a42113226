import type { Box } from '../base/geometry';
import { lettersAndDigits } from '../base/text';
import type { Page, TextLine } from '../base/types';
import { cellsOf } from '../page/cells';
import { type FindContext, findPhi } from '../phi/find';
import { readLabels } from '../phi/find-labels';
import { boxesOf } from '../phi/hits';
import { readMonth } from '../phi/months';
import {
  isJoining,
  isLikeSex,
  isNearlyPlane,
  isSexAndPlane,
  isTechnique,
  isTechniqueChain,
  PLANE,
} from '../phi/technique';
import { isBareAge } from './behind-age';
import { isLabelText } from './labels';
import { lettersByRotation } from './turned-letters';
import { misreadTechnique } from './unknown';

export interface OpenOptions {
  /** Letters and digits that a word needs. */
  readonly characters: number;
  /** Asked for beside patient data in its row, or in the rows around it. */
  readonly place: 'row' | 'block';
}

/** A reader that is less sure reads texture. */
const SURE = 0.6;
/** Below this score of a line its digits may be what is left of a longer number. */
const WELL = 0.85;

/** A word of a page: its piece of text, what stands before it there, what follows, and the line that it was read in. */
interface Word {
  readonly text: string;
  readonly cell: string;
  readonly before: string;
  /** Like `before`, in the whole line, which may have several pieces. */
  readonly inLine: string;
  readonly after: string;
  readonly line: TextLine;
  readonly page: Page;
  readonly place: OpenOptions['place'];
}

/** What looks like technique and is not, where patient data stands beside it. */
const DOUBTFUL: readonly ((word: Word) => boolean)[] = [
  // Pieces further apart are cells of their own, in one line all the same.
  ({ cell, line }) => isSpacedNumber(cell) || isSpacedNumber(line.text),
  ({ text, line }) => isPieceOfNumber(text, line.text),
  ({ line }) => line.score >= SURE && isAgeAndSex(line.text),
  ({ line, page }) => line.score >= SURE && standsOtherwise(line, page),
  // `H COR`, `0 MPR`: before a plane, one of the letters that a sex is taken for.
  ({ text, after }) => isLikeSex(text) && BEFORE_PLANE.test(after),
  // `DOE, JANE F`, `CROSS DREW 0`: behind a value, what a sex is read as. Alone it would be an orientation, or noise.
  ({ text, inLine, place }) =>
    place === 'row' && /[\p{L}\d]\P{L}{0,3}$/u.test(inLine) && (isLikeSex(text) || text === '"'),
  // `F MPP`: at the beginning of a row, before a plane that was misread.
  ({ text, before, after, place }) =>
    place === 'block' && text === 'F' && before === '' && /^ \p{Lu}{2,5}(?![\p{L}\d])/u.test(after),
  // `1945 Mar`: beside the year a month, not the reduction of metal artefacts.
  ({ text, before, after, place }) =>
    place === 'row' && readMonth(text) !== undefined && (/\d\S*$/.test(before) || /^ \d/.test(after)),
  // `1993 Mar O DOE`: a day read as an initial makes month and day part of the name, and the year would be a number like any other.
  // `Z019`, whatever stands there.
  ({ text, before, after, place }) =>
    place === 'row' && YEAR.test(text) && (!/^\d+$/.test(text) || endsInMonth(before) || beginsWithMonth(after)),
  // `2008/2`: as a number alone a ratio, beside patient data what was read of a date.
  ({ text }) => /^(?:19|20)\d{2}[/.-]\d{1,2}$/.test(text),
  // `21 2009`: a date whose month was not read.
  ({ text, line }) => line.score >= SURE && isOfDayAndYear(text, line.text),
  // `1032`, `10.32`, `10:3217`: behind a date, or alone under one, a time whose colon was misread. In a row alone it is what is read in texture.
  ({ text, before, line, place }) =>
    line.score >= WELL && isMisreadTime(text) && (place === 'block' ? before === '' : /\d\S*$/.test(before)),
  // Between two pieces of a name it is part of it: `Siedlecki and Lisiecki`.
  ({ text, place }) => place === 'row' && isJoining(text),
  ({ line, place }) => place === 'block' && line.score >= SURE && isBareAge(line.text),
  // `258`: alone in its row and hardly read, what was read of an identifier.
  ({ line, place }) => place === 'block' && line.score >= SURE && line.score < WELL && /^\d{2,4}$/.test(line.text),
];

/** Two or three capitals are a code of the technique more often than a name; one is a sex. */
const isSpared = (text: string, place: OpenOptions['place']): boolean =>
  place === 'block' && (/^\p{Lu}{2,3}$/u.test(text) || isJoining(text));

const BEFORE_PLANE = new RegExp(`^ ${PLANE}(?![\\p{L}\\d])`, 'u');

/** Boxes of the words that are neither technique nor label, nor may they stay by the user's rules; and of the doubtful ones. */
export async function openWords(
  page: Page,
  context: FindContext,
  { characters, place }: OpenOptions,
): Promise<readonly Box[]> {
  const cells = cellsOf(page);
  const { labels } = readLabels(cells, page.text);
  const spans = await findPhi(page, { ...context, policy: 'all-text' });
  // Of few letters nothing is said: `M AX` is no `MAX`.
  const misread = misreadTechnique(cells).filter(({ text }) => lettersAndDigits(text) >= LONG);
  const words = cells.flatMap((cell) =>
    cell.words.filter(({ text, start, end }) => {
      const placed = page.lines.find((other) => other.start <= start && end <= other.end);
      if (placed === undefined) return false;
      const { line } = placed;
      const before = page.text.slice(cell.start, start).trim();
      const word = {
        text,
        cell: cell.text,
        before,
        inLine: page.text.slice(placed.start, start).trim(),
        after: page.text.slice(end),
        line,
        page,
        place,
      };
      if (DOUBTFUL.some((isDoubtful) => isDoubtful(word))) return true;
      if (line.score < SURE || lettersAndDigits(text) < characters || isSpared(text, place)) return false;
      const touches = (other: { start: number; end: number }) => other.start < end && start < other.end;
      const label = labels.find(touches);
      // `Study2013/04/1`: what goes on behind a label that it touches.
      const rest = label === undefined ? text : text.slice(Math.max(0, label.end - start));
      if (label !== undefined && lettersAndDigits(rest) < 2) return false;
      if (isLikeSex(word.inLine) && isNearlyPlane(rest)) return false;
      return spans.some(touches) && !isExplained(rest) && !misread.some(touches);
    }),
  );
  return boxesOf(page, words);
}

const LONG = 5;

const isExplained = (text: string): boolean =>
  isTechnique(text) || isTechniqueChain(text) || isSexAndPlane(text) || isLabelText(text);

/** `XR 3586 22`: a number that was read with spaces; each of its pieces would pass for technique. Not `TR 4200 90`. */
function isSpacedNumber(text: string): boolean {
  const [, code, digits] = /^(\p{Lu}{0,3})\s?(\d+(?:\s+\d+)+)$/u.exec(text) ?? [];
  if (code === undefined) return false;
  const length = digits.replace(/\s/g, '').length;
  if (code.length < 2) return length >= 7;
  return length >= 6 && !isTechnique(code + digits.split(/\s/)[0]);
}

/** `12/257 8840 20 340 #36848`: such a number among technique, of eight digits at least. */
const isPieceOfNumber = (text: string, line: string): boolean =>
  [...line.matchAll(/(?<=^|\s)\d+(?: \d+)+(?=\s|$)/g)].some(
    ([number]) => number.replaceAll(' ', '').length >= 8 && number.split(' ').includes(text),
  );

/** With the letters that its digits are read as. */
const YEAR = /^(?:[1Il|]9|[2Z][0OQ])[\dOQDIl|SBZ]{2}$/;
const endsInMonth = (text: string): boolean => isMonth(/(\p{L}+)[ .,/-]*$/u.exec(text)?.[1]);
const beginsWithMonth = (text: string): boolean => isMonth(/^[ .,/-]*(\p{L}+)/u.exec(text)?.[1]);
const isMonth = (word: string | undefined): boolean => word !== undefined && readMonth(word) !== undefined;

const isOfDayAndYear = (text: string, line: string): boolean =>
  (/(?<!\S)\d{1,2}[ .,/-]{1,2}(?:19|20)\d{2}(?![\d/.-])/.exec(line)?.[0].split(' ') ?? []).includes(text);

/** Hours, minutes and perhaps seconds, with whatever a colon was taken for, or with two digits of which one is lost. */
const isMisreadTime = (text: string): boolean =>
  /^(?:[01]?\d|2[0-3])[.:;,]?[0-5]\d(?:[.:;,]?[0-5]\d)?$/.test(text)
    ? !/^\d{1,3}$|^\d[.,]\d{2}$/.test(text)
    : /^\d{1,2}:\d{1,2}:\d{1,2}$/.test(text);

/** `65 H`, `20 0`, `5f F`: a line that is an age and a sex but for a letter or a digit that was misread. */
const isAgeAndSex = (text: string): boolean =>
  (/^\d{1,3}Y?(?:\s?[MFHNWEP]|\s[O0])$/.test(text.trim()) && Number.parseInt(text, 10) <= 120) ||
  /^\d[\p{L}\d]{1,2}\s[MF]$/u.test(text.trim());

/**
 * A line that is read another way up than most lines has been read because it could not be read: upside down (`11 8`), or a few letters
 * beside turned text.
 */
function standsOtherwise({ rotation, text }: TextLine, page: Page): boolean {
  const letters = new Map<number, number>(lettersByRotation(page));
  const all = [...letters.values()].reduce((sum, count) => sum + count, 0);
  const share = (other: number) => (letters.get(other) ?? 0) / all;
  if (rotation >= 180 && share((rotation + 180) % 360) > 0.5) return true;
  return lettersAndDigits(text) <= FEW && [0, 90, 180, 270].some((other) => other !== rotation && share(other) > 0.5);
}

const FEW = 3;
