import { type Cell, isUnder, sameRow } from '../page/cells';
import type { LabelMatch } from './labels';

/** Words of places and comments stand under each other without being labels: they are some only in a column of surer ones. */
const UNSURE: ReadonlySet<string> = new Set(['institution', 'address', 'other']);

/**
 * Labels of a table without separators (`Patient`, `Born`, `Sex`) cannot be told from common words one by one. Two of patient data, each alone in
 * its cell, that begin under each other say of each other that they are labels, and of such words in their rows and columns.
 */
export function withSupport(labels: readonly LabelMatch[], cells: readonly Cell[]): readonly LabelMatch[] {
  const filling = labels.filter((label) => label.phiClass !== 'keep' && fillsCell(label, cells[label.cell]));
  const alone = filling.filter(({ phiClass }) => !UNSURE.has(phiClass));
  const [column, row] = [inColumn, sameRow].map(
    (related) => (label: LabelMatch, others: readonly LabelMatch[]) =>
      others.some((other) => other !== label && related(cells[other.cell], cells[label.cell])),
  );
  const inColumns = alone.filter((label) => column(label, alone));
  const unsure = filling.filter((label) => UNSURE.has(label.phiClass) && column(label, inColumns));
  const supported = new Set([...inColumns, ...unsure, ...alone.filter((label) => row(label, inColumns))]);
  return labels.map((label) => (supported.has(label) ? { ...label, certain: true } : label));
}

const fillsCell = (label: LabelMatch, { start, end, text }: Cell): boolean =>
  label.start === start && !/[\p{L}\p{N}]/u.test(text.slice(Math.min(label.end, end) - start));

const inColumn = (a: Cell, b: Cell): boolean =>
  (isUnder(a, b) || isUnder(b, a)) && Math.abs(a.box.left - b.box.left) < Math.max(a.height, b.height);
