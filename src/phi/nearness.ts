import { type Cell, sameRow } from '../page/cells';
import { findDates } from './dates';
import type { FinderInput } from './finder';

/**
 * Cells beside personal data: they touch, above, below or in the row, a cell with a label of patient data, a date or a long number,
 * and are aligned with it. Patient data stands in blocks; a line in such a block is more likely a name than one beside `120 kV`.
 */
export function personalNeighbours(input: FinderInput): ReadonlySet<Cell> {
  const labelled = new Set(
    input.labels.filter((label) => label.phiClass !== 'keep').map((label) => input.cells[label.cell]),
  );
  const personal = input.cells.filter((cell) => labelled.has(cell) || isPersonal(cell.text));
  return new Set(input.cells.filter((cell) => personal.some((other) => other !== cell && isBeside(cell, other))));
}

const isPersonal = (text: string): boolean =>
  /(?<![\d.])\d{6,}(?!\.\d)/.test(text) ||
  findDates(text).some((date) => date.year !== undefined && date.score >= 0.75);

function isBeside(a: Cell, b: Cell): boolean {
  if (a.rotation !== b.rotation) return false;
  const size = Math.max(a.height, b.height);
  if (sameRow(a, b)) {
    const gap = Math.max(a.box.left, b.box.left) - Math.min(a.box.right, b.box.right);
    return gap < 4 * size;
  }
  const gap = Math.max(a.box.top, b.box.top) - Math.min(a.box.bottom, b.box.bottom);
  const aligned = (x: number, y: number) => Math.abs(x - y) < 1.5 * size;
  const centre = (cell: Cell) => (cell.box.left + cell.box.right) / 2;
  return (
    gap < 1.8 * size &&
    (aligned(a.box.left, b.box.left) || aligned(a.box.right, b.box.right) || aligned(centre(a), centre(b)))
  );
}
