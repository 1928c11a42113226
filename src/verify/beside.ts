import { shareOfOne } from '../base/coverage';
import { type Box, boxHeight, boxWidth } from '../base/geometry';
import { lettersAndDigits } from '../base/text';
import type { Page } from '../base/types';
import { cellsOf } from '../page/cells';
import type { FindContext } from '../phi/find';
import { boxesOf } from '../phi/hits';
import { isKnownName } from '../phi/lexicon';
import { isSexAndPlane, isTechnique } from '../phi/technique';
import { isLabelText, labelBoxes, onLabel } from './labels';
import { openWords } from './open-words';
import { besideInRow, flipBox, isNextRow, isTurned } from './rows';

export interface BesideOptions {
  /** What is painted, or is going to be. */
  readonly painted: readonly Box[];
  /** Where labels stand although they may not be read as such any more. */
  readonly labels: readonly Box[];
  /** Letters and digits that a word needs. */
  readonly characters: number;
}

/**
 * Words that stand directly beside a painted value in its row and that nothing explains (no technique, no label, not on the allow-list):
 * the rest of a value that was read or found only in part. What stands beside such a word follows, too. Boxes in frame pixels.
 */
export async function wordsBeside(page: Page, context: FindContext, options: BesideOptions): Promise<readonly Box[]> {
  if (options.painted.length === 0 || page.lines.length === 0) return [];
  let open = (await openWords(page, context, { ...options, place: 'row' })).filter(
    (word) => !isCovered(word, options.painted) && !onLabel(word, options.labels),
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
 * What is left of words of which only a part is painted, and that is neither label nor technique: a letter that touches a number, or, in a
 * line that is hardly legible, the rest of a name. Boxes in frame pixels.
 */
export function restOfWords(page: Page, { painted, labels }: Omit<BesideOptions, 'characters'>): readonly Box[] {
  return cellsOf(page).flatMap(({ words }) =>
    words.flatMap((word) => {
      if (isSexAndPlane(word.text) || isLabelText(word.text)) return [];
      const within = page.lines.filter(({ start, end }) => start <= word.start && word.end <= end);
      const signs = within.flatMap(({ line, start }) => line.characters.slice(word.start - start, word.end - start));
      const rest = signs.filter(({ box }) => !isInside(box, painted) && !onLabel(box, labels));
      const text = rest.map(({ char }) => char).join('');
      // `:1003` of `07:46:1003`: digits that touch a value are its own, however many.
      const isNumber = /^[\d:.]+$/.test(text);
      // `FeZ8` before a name: no word, but the rest of a date.
      const isMixed = text.length <= MIXED && /\d/.test(text) && /\p{L}/u.test(text);
      const isWhole = isNumber || isMixed || within.some(({ line }) => line.score < WELL);
      const isPart =
        signs.some(({ box }) => isInside(box, painted)) && (isWhole || rest.length <= FEW) && /[\p{L}\d]/u.test(text);
      const isKept = isLabelText(text) || (!isNumber && text.length > 1 && isTechnique(text));
      if (!isPart || isKept) return [];
      const boxes = rest.map(({ box }) => box);
      // What is much higher than the value is texture.
      const touching = boxes.filter((box) => painted.some((value) => besideInRow(value, box)));
      return isWhole && touching.length > 0 ? boxes : touching;
    }),
  );
}

/** More of a well-read word than so many letters is another word: the space before it was not read. */
const FEW = 3;
/** Letters and digits mixed, up to so many, are one day and month at most; more may be a code of the technique. */
const MIXED = 6;
const WELL = 0.85;

/**
 * Words in the rows directly above and below patient data or their labels, of the same size, that nothing explains: what stands in one block with a
 * patient's data is patient data until something says otherwise (a sex beside a plane, a name without a label). Boxes in frame pixels.
 */
export async function wordsInBlock(page: Page, context: FindContext, options: BesideOptions): Promise<readonly Box[]> {
  if (options.painted.length === 0 || page.lines.length === 0) return [];
  const rows = [...options.painted, ...labelBoxes(page, 'phi')];
  const open = (await openWords(page, context, { ...options, place: 'block' })).filter(
    (word) => !isInside(word, options.painted) && !onLabel(word, options.labels),
  );
  const nextTo = (boxes: readonly Box[]) => (word: Box) =>
    boxes.some((box) => (isTurned(box) ? isNextRow(flipBox(box), flipBox(word)) : isNextRow(box, word)));
  const found = open.filter(nextTo(rows));
  // One row further, not more: chains would run into texture.
  return [...found, ...open.filter((word) => !found.includes(word) && nextTo(found)(word))];
}

/**
 * Up to three characters between two painted values of a column, whatever they were read as: a sex, an age; and lines there that are hardly
 * legible. Not words of the technique.
 * Boxes in frame pixels, upright lines only.
 */
export function betweenValues(page: Page, { painted }: Pick<BesideOptions, 'painted'>): readonly Box[] {
  const boxes = page.lines
    .filter(({ line: { text, rotation, score } }) => rotation === 0 && (isShortValue(text) || isUnsure(text, score)))
    .map(({ line }) => line.box);
  return boxes.filter((box) => {
    const column = painted.filter((value) => Math.abs(value.left - box.left) < boxHeight(box));
    const isNext = (value: Box) => !isInside(box, [value]) && isNextRow(value, box);
    const isAbove = (value: Box) => value.top < box.top;
    return (
      column.some((value) => isNext(value) && isAbove(value)) &&
      column.some((value) => isNext(value) && !isAbove(value))
    );
  });
}

const isShortValue = (text: string): boolean =>
  /^[\p{L}\d]{1,3}$/u.test(text) &&
  !isLabelText(text) &&
  !isSexAndPlane(text) &&
  (!/^\p{L}{2}/u.test(text) || !isTechnique(text));

/** Hardly read, but too long for a stroke of the picture. */
const isUnsure = (text: string, score: number): boolean =>
  score < UNSURE && lettersAndDigits(text) >= LONG && !text.split(' ').every(isTechnique);
const UNSURE = 0.6;
const LONG = 4;

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

/** Of a single letter the box before it may hold the middle, where the letters of the line stand closer than they were read. */
const isCovered = (word: Box, boxes: readonly Box[]): boolean => {
  const [length, height] = [boxWidth(word), boxHeight(word)].sort((a, b) => b - a);
  return isInside(word, boxes) && (length > SINGLE * height || shareOfOne(word, boxes) > COVERED);
};
const SINGLE = 1.8;
const COVERED = 0.8;

function isInside(word: Box, boxes: readonly Box[]): boolean {
  const x = word.left + boxWidth(word) / 2;
  const y = word.top + boxHeight(word) / 2;
  return boxes.some((box) => x >= box.left && x < box.right && y >= box.top && y < box.bottom);
}
