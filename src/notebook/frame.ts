import { count } from '../report/format';
import { emptyCell, numberCell, type Table, textCell } from '../report/tables';

/** What a danfojs `DataFrame` offers, so that the library need not know danfojs. */
export interface FrameLike {
  readonly columns: readonly string[];
  readonly values: readonly unknown[];
}

/** A data frame as a table; numbers with at most three decimals. danfojs writes `frames_sum`, a reader sees `frames sum`. */
export function frameTable(frame: FrameLike, caption: string): Table {
  const rows = frame.values.map((row) => (Array.isArray(row) ? row : [row]));
  const numeric = frame.columns.map((_, i) => rows.some((row) => typeof row[i] === 'number'));
  return {
    id: `frame-${caption.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    caption,
    columns: frame.columns.map((name, i) => ({ label: name.replaceAll('_', ' '), numeric: numeric[i] })),
    rows: rows.map((row) => row.map(cellOf)),
  };
}

function cellOf(value: unknown) {
  if (typeof value === 'number' && Number.isFinite(value)) {
    return numberCell(value, Number.isInteger(value) ? count(value) : value.toFixed(3));
  }
  return value === null || value === undefined || Number.isNaN(value) ? emptyCell() : textCell(String(value));
}
