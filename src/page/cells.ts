import { type Box, unionBoxes } from '../base/geometry';
import { readingBox } from '../base/reading-box';
import { matchesIn, rangeOf } from '../base/text';
import type { Page, PlacedLine, Rotation } from '../base/types';
import { TOLERANCES } from './tolerances';

/** A run of characters without white space. Offsets are into `Page.text`. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** In reading coordinates, see `readingBox`. */
  readonly box: Box;
}

/**
 * What a reader sees as one piece: a line of the page, cut where a gap is wider than two characters. A label, a value or
 * both; never two columns.
 */
export interface Cell {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly words: readonly Word[];
  readonly box: Box;
  readonly rotation: Rotation;
  /** Height of the letters in pixels, at least 1. */
  readonly height: number;
}

/** Cells in reading order. */
export function cellsOf(page: Page): readonly Cell[] {
  const cells: Cell[] = [];
  for (const placed of page.lines) {
    const words = wordsOf(placed, page);
    let group: Word[] = [];
    const flush = () => {
      if (group.length > 0) cells.push(cellOf(group, placed, page));
      group = [];
    };
    for (const word of words) {
      const last = group.at(-1);
      if (last && word.box.left - last.box.right > TOLERANCES.cellGapInCharacters * characterWidth(last)) flush();
      group.push(word);
    }
    flush();
  }
  return cells;
}

const characterWidth = (word: Word): number =>
  Math.max(1, (word.box.right - word.box.left) / word.text.length, (word.box.bottom - word.box.top) * 0.5);

function cellOf(words: readonly Word[], placed: PlacedLine, page: Page): Cell {
  const start = words[0].start;
  const end = words.at(-1)!.end;
  const box = unionBoxes(words.map((word) => word.box));
  return {
    start,
    end,
    text: page.text.slice(start, end),
    words,
    box,
    rotation: placed.line.rotation,
    height: Math.max(1, box.bottom - box.top),
  };
}

/**
 * A run of characters without white space; a label and the number of a series that follow a digit without a space (`Mar21Sex:M`,
 * `6405058417#43641`) begin a word of their own.
 */
const WORD = /\S+?(?=\s|$|(?<=\d)(?:\p{Lu}\p{L}{1,11}[:=]|#\d))/gu;

function wordsOf(placed: PlacedLine, page: Page): Word[] {
  const words: Word[] = [];
  const { line } = placed;
  for (const match of matchesIn(line.text, WORD)) {
    const { start: from, end: to } = rangeOf(match);
    const boxes = line.characters.slice(from, to).map((character) => character.box);
    const box = readingBox(boxes.length > 0 ? unionBoxes(boxes) : line.box, line.rotation, page.width, page.height);
    words.push({ text: match[0], start: placed.start + from, end: placed.start + to, box });
  }
  return words;
}

/** True when both stand on one visual row: they share at least half of the lower one's height. */
export function sameRow(a: Cell, b: Cell): boolean {
  if (a.rotation !== b.rotation) return false;
  const shared = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
  return shared >= TOLERANCES.rowOverlap * Math.min(a.height, b.height);
}

/** True when `b` is the next line under `a`: less than one and a half letters of space between, and a common horizontal range. */
export function isUnder(a: Cell, b: Cell): boolean {
  if (a.rotation !== b.rotation) return false;
  const size = Math.max(a.height, b.height);
  const gap = b.box.top - a.box.bottom;
  const follows = gap > -TOLERANCES.lineOverlapInHeights * size && gap < TOLERANCES.lineGapInHeights * size;
  return follows && b.box.left < a.box.right && b.box.right > a.box.left;
}
