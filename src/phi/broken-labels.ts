import { type Cell, isUnder } from '../page/cells';
import type { FoundLabel } from './finder';
import { exactLabel, type LabelMatch } from './labels';

/** A label whose last words stand under its first, the value beside both: `Institution` over `Name:`. */
export interface BrokenLabel {
  /** The first words, with the class of the whole. */
  readonly label: LabelMatch;
  /** What stands under them; no label by itself. */
  readonly rest: FoundLabel;
}

/** A last line of a label: up to two words and the separator, nothing behind. */
const LAST_LINE = /^(\p{L}+(?: \p{L}+)?) ?[:=]$/u;

/** All of them on a page: the words of both lines together are a known label, and the upper one has no separator (`Patient ID:` over `Name:`). */
export function brokenLabels(cells: readonly Cell[]): readonly BrokenLabel[] {
  return cells.flatMap((lower, index): BrokenLabel[] => {
    const last = LAST_LINE.exec(lower.text)?.[1];
    if (last === undefined) return [];
    for (const [cell, upper] of cells.entries()) {
      for (let count = 1; !/[:=]/.test(upper.text) && count <= upper.words.length; count++) {
        const first = upper.words.slice(0, count);
        const column = { ...upper, box: { ...upper.box, right: first[count - 1].box.right } };
        const entry = exactLabel(`${first.map(({ text }) => text).join(' ')} ${last}`);
        if (entry === undefined || !isUnder(column, lower) || !isAligned(upper, lower)) continue;
        const { phiClass } = entry;
        const label = { start: upper.start, end: first[count - 1].end, phiClass, cell, certain: true, entry };
        return [{ label, rest: { start: lower.start, end: lower.end, phiClass, cell: index } }];
      }
    }
    return [];
  });
}

const isAligned = (a: Cell, b: Cell): boolean => Math.abs(a.box.left - b.box.left) < Math.min(a.height, b.height) / 2;
