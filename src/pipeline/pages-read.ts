import type { Box } from '../base/geometry';
import type { Frame, Page, PhiHit } from '../base/types';
import { isInkView } from '../verify/along';
import { labelBoxes } from '../verify/labels';

/** What was read: pages, and those of a first reading that they replace. */
export interface PagesRead {
  readonly pages: readonly Page[];
  readonly replaced?: readonly Page[];
}

export const isSameFrame = (a: Page, b: Page): boolean => a.frameIndices[0] === b.frameIndices[0];

/** Where labels stand, by either reading. */
export const labelsOf = ({ pages, replaced = [] }: PagesRead): readonly Box[] =>
  [...pages, ...replaced].flatMap((page) => labelBoxes(page));

/** Characters that were read and belong to no hit: labels and technique text, which stay. */
export function keptBoxes(page: Page, hits: readonly Pick<PhiHit, 'boxes'>[]): readonly Box[] {
  const boxes = hits.flatMap((hit) => hit.boxes);
  return page.lines
    .flatMap(({ line }) => line.characters.map((character) => character.box))
    .filter(({ left, right, top, bottom }) => {
      const x = (left + right) / 2;
      const y = (top + bottom) / 2;
      return !boxes.some((box) => x >= box.left && x < box.right && y >= box.top && y < box.bottom);
    });
}

/** Where the text was drawn in one value, that view tells its strokes from all anatomy. */
export const inkFirst = (views: readonly Frame[]): readonly Frame[] => [
  ...views.filter(isInkView),
  ...views.filter((view) => !isInkView(view)),
];
