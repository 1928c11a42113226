import { type Box, unionBoxes } from '../base/geometry';
import { matchesIn } from '../base/text';
import type { Page, Rotation } from '../base/types';
import { type Cell, cellsOf, isUnder, readingBox, sameRow } from './cells';
import { TOLERANCES } from './tolerances';

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
  readonly rotation: Rotation;
  /** 0 to 1: mean of the characters' scores. */
  readonly score: number;
  /** Indices into `PageLayout.rows`, `cells` and `blocks`. */
  readonly row: number;
  readonly cell: number;
  readonly block: number;
}

/** A cell with its words and neighbours, all as indices. */
export interface PageCell {
  readonly words: readonly number[];
  readonly row: number;
  readonly block: number;
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
  /** Cells of one visual row, from left to right. */
  readonly rows: readonly (readonly number[])[];
  /** Cells that stand together: next to or under each other without a gap. */
  readonly blocks: readonly (readonly number[])[];
}

export function analysePage(page: Page): PageLayout {
  const cells = cellsOf(page);
  const rowOf = groups(cells, sameRow);
  const blockOf = groups(cells, standTogether);
  const words = cells.flatMap((cell, index) => wordsOf(cell, index, rowOf[index], blockOf[index], page));
  const wordsOfCell = members(words.map((word) => word.cell));
  const pageCells = cells.map(
    (cell, index): PageCell => ({
      words: wordsOfCell[index] ?? [],
      row: rowOf[index],
      block: blockOf[index],
      rotation: cell.rotation,
      reading: cell.box,
      height: cell.height,
    }),
  );
  const leftToRight = (a: number, b: number) => cells[a].box.left - cells[b].box.left;
  return {
    page,
    words,
    cells: pageCells,
    rows: members(rowOf).map((row) => row.sort(leftToRight)),
    blocks: members(blockOf),
  };
}

/** Behind a separator of label and value a word of its own begins, but not inside a time or a ratio. */
const PART = /[^:=]*\p{L}[^:=]*[:=]+(?=[\p{L}\p{N}+-])|\S+/gu;

function wordsOf(cell: Cell, index: number, row: number, block: number, page: Page): PageWord[] {
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
        rotation: cell.rotation,
        score: characters.reduce((sum, { score }) => sum + score, 0) / Math.max(1, characters.length),
        row,
        cell: index,
        block,
      };
    }),
  );
}

function standTogether(a: Cell, b: Cell): boolean {
  if (isUnder(a, b) || isUnder(b, a)) return true;
  const gap = Math.max(b.box.left - a.box.right, a.box.left - b.box.right);
  return sameRow(a, b) && gap < TOLERANCES.blockGapInHeights * Math.max(a.height, b.height);
}

/** Number of the group of each item, where related items are in one group. */
function groups<T>(items: readonly T[], related: (a: T, b: T) => boolean): number[] {
  const parent = items.map((_, index) => index);
  const root = (index: number): number => (parent[index] === index ? index : root(parent[index]));
  items.forEach((a, i) => {
    for (let j = i + 1; j < items.length; j++) if (related(a, items[j])) parent[root(j)] = root(i);
  });
  const numbers = new Map<number, number>();
  return items.map((_, index) => {
    const top = root(index);
    if (!numbers.has(top)) numbers.set(top, numbers.size);
    return numbers.get(top)!;
  });
}

function members(groupOf: readonly number[]): number[][] {
  const lists: number[][] = [];
  groupOf.forEach((group, index) => {
    lists[group] ??= [];
    lists[group].push(index);
  });
  return lists;
}
