import type { Box } from '../base/geometry';
import type { Page } from '../base/types';
import { type Cell, cellsOf, type Word } from '../page/cells';
import { readLabels } from '../phi/find-labels';
import { boxesOf } from '../phi/hits';
import { readMonth } from '../phi/months';
import { isJoining, isLikeSex, isPlane, isTechnique, planeBehindSex } from '../phi/technique';
import { isLabelText } from './labels';

/**
 * Well-read technical words of pages: what painting must spare. Nothing that a piece of a date could pass for, and nothing in a piece of text with a
 * label of patient data (`Sex/F`, `Age/Sex:83 F`).
 */
export const techniqueOf = (pages: readonly Page[]): readonly Box[] =>
  pages.flatMap((page) => {
    const cells = cellsOf(page);
    const labels = readLabels(cells, page.text).labels.filter(({ phiClass }) => phiClass !== 'keep');
    const words = cells
      .filter(({ start, end }) => !labels.some((label) => label.start < end && start < label.end))
      .filter(({ start }) => scoreAt(page, start) >= WELL_READ)
      .flatMap(wordsOfTechnique);
    return boxesOf(page, words);
  });

const scoreAt = ({ lines }: Page, at: number): number =>
  lines.find(({ start, end }) => start <= at && at < end)?.line.score ?? 0;

function wordsOfTechnique(cell: Cell): readonly Pick<Word, 'start' | 'end'>[] {
  const whole = isTechniqueCell(cell);
  return cell.words.flatMap(({ text, start, end }, at) => {
    // `FAX`: behind the sex.
    const plane = planeBehindSex(text);
    if (plane !== undefined) return [{ start: start + plane, end }];
    const beside = [cell.words[at - 1], cell.words[at + 1]];
    if (isLikeSex(text) && beside[1] !== undefined && isPlane(beside[1].text)) return [];
    if (isSpacedSeries(text, beside[1]?.text)) return [{ start, end: beside[1].end }];
    const isImage = IMAGE_OF.test(text) && !beside.some((word) => DATE_PART.test(word?.text ?? ''));
    // `Hauck and`: only among technique.
    const telling = whole || isImage || (TELLING.test(text) && !isJoining(text));
    return telling && isTechnique(text) && readMonth(text) === undefined ? [{ start, end }] : [];
  });
}

/** `TE 98`: a piece of text that is all technique, with a word of letters that names some (no label, no `and`), and without a month. */
const isTechniqueCell = ({ words }: Cell): boolean =>
  words.every(({ text }) => isTechnique(text)) &&
  words.some(({ text }) => /^\p{L}{2,}/u.test(text) && !isLabelText(text) && !isJoining(text)) &&
  !words.some(({ text }) => readMonth(text) !== undefined);

/** `#8 2061`: the number of a series that was read with a space. */
const isSpacedSeries = (text: string, next = ''): boolean =>
  /^#\d+$/.test(text) && /^\d+$/.test(next) && isTechnique(text + next);

/** Image of fewer than a hundred, where no date goes on beside it. */
const IMAGE_OF = /^\d{1,2}\/\d{1,2}$/;
const DATE_PART = /^[^\p{L}\d]*(?:\p{L}{3,9}|\d{1,4})[^\p{L}\d]*$/u;
/** Three characters and a letter, a plane, the number of a series, or an image of a hundred and more. */
const TELLING = /^(?:(?=.{3})(?:.*\p{L}|#\d|\d{1,3}\/\d{3}$|\d{3,4}\/\d{3,4}$)|(?:AX|AP|PA|[+-]C)$)/u;
const WELL_READ = 0.8;
