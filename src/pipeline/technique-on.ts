import type { Box } from '../base/geometry';
import type { Page } from '../base/types';
import { textsNear } from '../verify/near';
import { techniqueOf } from '../verify/technique-boxes';

/** A technical word, and what is read at its place. */
export interface TechnicalWord {
  readonly box: Box;
  readonly text: string;
}

/** The technical words of all frames, those that are read alike at one place once. */
export function techniqueOfFrames(pages: readonly Page[]): readonly TechnicalWord[] {
  const found = pages.flatMap((page) => techniqueOf([page]).map((box) => ({ box, text: textAt(page, box) })));
  const key = ({ box, text }: TechnicalWord) => [box.left, box.top, box.right, box.bottom, text].join();
  return [...new Map(found.map((word) => [key(word), word])).values()];
}

/**
 * Where a page lacks only the signs of a technical word that another frame has at that place: `31072` for `#31072`. What both read alike is
 * no better explained by the other.
 */
export const techniqueOn = (page: Page, technique: readonly TechnicalWord[]): readonly Box[] =>
  technique
    .filter(({ box, text }) => {
      const here = textAt(page, box);
      return here !== text && here !== '' && signsOf(here) === signsOf(text);
    })
    .map(({ box }) => box);

const textAt = (page: Page, box: Box): string => textsNear(page, box).join('').replaceAll(' ', '');

const signsOf = (text: string): string => text.replace(/[^\p{L}\d]/gu, '');
