import { type Box, unionBoxes } from '../base/geometry';
import { readingBox } from '../base/reading-box';
import { matchesIn } from '../base/text';
import type { Page, Rotation } from '../base/types';
import { type Cell, cellsOf } from './cells';

/** A run of characters without white space; `MI:0.4` is two, `MI:` and `0.4`. */
export interface PageWord {
  /** Index into `Page.lines`. */
  readonly line: number;
  /** Offsets into `Page.text`, the end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** In stored-frame pixels. */
  readonly box: Box;
  /** In reading coordinates: text runs to the right, lines run down. Only for relations between words of one rotation. */
  readonly reading: Box;
  /** 0 to 1: mean of the characters' scores. */
  readonly score: number;
  /** Index into `PageLayout.cells`. */
  readonly cell: number;
}

/** A cell with its words as indices. */
export interface PageCell {
  readonly words: readonly number[];
  readonly rotation: Rotation;
  readonly reading: Box;
  /** Height of its letters in pixels, at least 1. */
  readonly height: number;
}

/** A page's words and how they stand: built once, read by all that follows. */
export interface PageLayout {
  readonly page: Page;
  readonly words: readonly PageWord[];
  readonly cells: readonly PageCell[];
}

export function analysePage(page: Page): PageLayout {
  const words: PageWord[] = [];
  const cells = cellsOf(page).map((cell, index): PageCell => {
    const first = words.length;
    const own = wordsOf(cell, index, page);
    words.push(...own);
    const { rotation, box: reading, height } = cell;
    return { words: own.map((_, at) => first + at), rotation, reading, height };
  });
  return { page, words, cells };
}

/** Behind a separator of label and value a word of its own begins, but not inside a time or a ratio. */
const PART = /[^:=]*\p{L}[^:=]*[:=]+(?=[\p{L}\p{N}+-])|\S+/gu;

function wordsOf(cell: Cell, index: number, page: Page): PageWord[] {
  return cell.words.flatMap((word) =>
    [...matchesIn(word.text, PART)].map(({ 0: text, index: at }): PageWord => {
      const start = word.start + at;
      const line = page.lines.findIndex((placed) => start >= placed.start && start < placed.end);
      const placed = page.lines[line];
      const characters = placed.line.characters.slice(start - placed.start, start - placed.start + text.length);
      const box = characters.length > 0 ? unionBoxes(characters.map((character) => character.box)) : placed.line.box;
      return {
        line,
        start,
        end: start + text.length,
        text,
        box,
        reading: readingBox(box, cell.rotation, page.width, page.height),
        score: characters.reduce((sum, { score }) => sum + score, 0) / Math.max(1, characters.length),
        cell: index,
      };
    }),
  );
}
