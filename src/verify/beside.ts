import { type Box, boxHeight, boxWidth } from '../base/geometry';
import { lettersAndDigits } from '../base/text';
import type { Page, TextLine } from '../base/types';
import { type FindContext, findPhi } from '../phi/find';
import { readLabels } from '../phi/find-labels';
import { boxesOf } from '../phi/hits';
import { isKnownName } from '../phi/lexicon';
import { isSexAndPlane, isTechnique, isTechniqueChain, PLANE } from '../phi/technique';
import { cellsOf, type Word } from '../phi/words';
import { isLabelText, labelBoxes, onLabel } from './labels';
import { besideInRow, flipBox, isNextRow, isTurned } from './rows';

export interface BesideOptions {
  /** What is painted, or is going to be. */
  readonly painted: readonly Box[];
  /** Where labels stand although they may not be read as such any more. */
  readonly labels: readonly Box[];
  /** Letters and digits that a word needs. */
  readonly characters: number;
}

/** A reader that is less sure reads texture. */
const SURE = 0.6;

/**
 * Words that stand directly beside a painted value in its row and that nothing explains (no technique, no label, not on the allow-list):
 * the rest of a value that was read or found only in part. What stands beside such a word follows, too. Boxes in frame pixels.
 */
export async function wordsBeside(page: Page, context: FindContext, options: BesideOptions): Promise<readonly Box[]> {
  if (options.painted.length === 0 || page.lines.length === 0) return [];
  let open = (await openWords(page, context, options.characters)).filter(
    (word) => !isInside(word, options.painted) && !onLabel(word, options.labels),
  );
  const found: Box[] = [];
  let edge = options.painted;
  while (edge.length > 0) {
    const next = open.filter((word) => edge.some((box) => besideInRow(box, word)));
    found.push(...next);
    open = open.filter((word) => !next.includes(word));
    edge = next;
  }
  return found;
}

/**
 * Words in the rows directly above and below patient data or their labels, of the same size, that nothing explains: what stands in one block with a
 * patient's data is patient data until something says otherwise (a sex beside a plane, a name without a label). Boxes in frame pixels.
 */
export async function wordsInBlock(page: Page, context: FindContext, options: BesideOptions): Promise<readonly Box[]> {
  if (options.painted.length === 0 || page.lines.length === 0) return [];
  const rows = [...options.painted, ...labelBoxes(page, 'phi')];
  return (await openWords(page, context, options.characters, isCodeOrJoining)).filter(
    (word) =>
      !isInside(word, options.painted) &&
      !onLabel(word, options.labels) &&
      rows.some((box) => (isTurned(box) ? isNextRow(flipBox(box), flipBox(word)) : isNextRow(box, word))),
  );
}

/**
 * Words of two or three that look like a name of which a part is painted, where the other part is a name and a technical word, too
 * (`Summer Page`, `Head Larry`). Boxes in frame pixels.
 */
export function namesakes(page: Page, { painted }: Pick<BesideOptions, 'painted'>): readonly Box[] {
  const found = cellsOf(page).flatMap(({ words }) => {
    if (words.length < 2 || words.length > 3 || !words.every(({ text }) => NAME_WORD.test(text))) return [];
    const placed = words.map((word) => ({ word, boxes: boxesOf(page, [word]) }));
    const isPainted = ({ boxes }: (typeof placed)[number]) => boxes.every((box) => isInside(box, painted));
    if (!placed.some(isPainted)) return [];
    return placed.filter((entry) => !isPainted(entry) && isKnownName(entry.word.text) && !isLabelText(entry.word.text));
  });
  return found.flatMap(({ boxes }) => boxes);
}

const NAME_WORD = /^\p{Lu}[\p{L}'’-]{2,}[,^]?$/u;

/** Two or three capitals are a code of the technique more often than a name; one is a sex. */
const isCodeOrJoining = (text: string): boolean => /^\p{Lu}{2,3}$/u.test(text) || JOINING.test(text);

/** Boxes of the words that are neither technique nor label, nor may they stay by the user's rules or by `isSpared`. */
async function openWords(
  page: Page,
  context: FindContext,
  characters: number,
  isSpared: (text: string) => boolean = () => false,
): Promise<readonly Box[]> {
  const cells = cellsOf(page);
  const { labels } = readLabels(cells, page.text);
  const spans = await findPhi(page, { ...context, policy: 'all-text' });
  const doubtful = [
    ...cells.filter(({ text }) => isSpacedNumber(text)),
    ...page.lines.filter(({ line }) => line.score >= SURE && (isAgeAndSex(line.text) || standsOtherwise(line, page))),
  ];
  const words = cells
    .flatMap((cell) => cell.words)
    .filter(({ text, start, end }) => {
      if (doubtful.some((part) => part.start <= start && end <= part.end)) return true;
      if (isMisreadSex({ start, end }, page.text)) return true;
      if (YEAR_AND_MORE.test(text) || (JOINING.test(text) && !isSpared(text))) return true;
      const touches = (other: { start: number; end: number }) => other.start < end && start < other.end;
      const line = page.lines.find((placed) => placed.start <= start && end <= placed.end)?.line;
      const length = lettersAndDigits(text);
      const sure = line !== undefined && line.score >= SURE && length >= characters;
      return (
        sure &&
        spans.some(touches) &&
        !labels.some(touches) &&
        !isTechnique(text) &&
        !isTechniqueChain(text) &&
        !isSexAndPlane(text) &&
        !isLabelText(text) &&
        !isSpared(text)
      );
    });
  return boxesOf(page, words);
}

/** Between two pieces of a name it is part of it: `Siedlecki and Lisiecki`. */
const JOINING = /^(?:and|of|the|for|und|et|de|&)$/i;

/** `2008/2`: as a number alone a ratio, beside patient data what was read of a date. */
const YEAR_AND_MORE = /^(?:19|20)\d{2}[/.-]\d{1,2}$/;

/** `XR 3586 22`: a number that was read with spaces; each of its pieces would pass for technique. Not `TR 4200 90`. */
function isSpacedNumber(text: string): boolean {
  const [, code, digits] = /^(\p{Lu}{0,3})\s?(\d+(?:\s\d+)+)$/u.exec(text) ?? [];
  if (code === undefined) return false;
  const length = digits.replace(/\s/g, '').length;
  if (code.length < 2) return length >= 7;
  return length >= 6 && !isTechnique(code + digits.split(' ')[0]);
}

/** `H COR`: before a plane, one of the letters that an M or an F is taken for. */
const isMisreadSex = ({ start, end }: Pick<Word, 'start' | 'end'>, text: string): boolean =>
  /^[HNWKEP]$/.test(text.slice(start, end)) && BEFORE_PLANE.test(text.slice(end));

const BEFORE_PLANE = new RegExp(`^ ${PLANE}(?![\\p{L}\\d])`, 'u');

/** `65 H`, `5f F`: a line that is an age and a sex but for a letter or a digit that was misread. */
const isAgeAndSex = (text: string): boolean =>
  (/^\d{1,3}\s?[MFHNWEP]$/.test(text.trim()) && Number.parseInt(text, 10) <= 120) ||
  /^\d[\p{L}\d]{1,2}\s[MF]$/u.test(text.trim());

/**
 * A line that is read another way up than most lines has been read because it could not be read: upside down (`11 8`), or a few letters
 * beside turned text.
 */
function standsOtherwise({ rotation, text }: TextLine, { lines }: Page): boolean {
  const share = (other: number) => lines.filter(({ line }) => line.rotation === other).length / lines.length;
  if (rotation >= 180 && share((rotation + 180) % 360) > 0.5) return true;
  return lettersAndDigits(text) <= FEW && [0, 90, 180, 270].some((other) => other !== rotation && share(other) > 0.5);
}

const FEW = 3;

function isInside(word: Box, boxes: readonly Box[]): boolean {
  const x = word.left + boxWidth(word) / 2;
  const y = word.top + boxHeight(word) / 2;
  return boxes.some((box) => x >= box.left && x < box.right && y >= box.top && y < box.bottom);
}
