import { escapeHtml } from './html';

/** One cell: what is shown, and what it sorts by. */
export interface Cell {
  readonly text: string;
  readonly value: number | string | null;
  /** Marks a cell that needs attention. */
  readonly tone?: 'bad' | 'good' | 'muted';
  /** An interval: the value, one of its ends, says less than the text. */
  readonly interval?: true;
}

export interface Table {
  /** Stable name; not an HTML id: a report may show one table twice. */
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly numeric: boolean; readonly hint?: string }[];
  readonly rows: readonly (readonly Cell[])[];
}

export const textCell = (text: string): Cell => ({ text, value: text });
export const numberCell = (value: number, text: string, tone?: Cell['tone']): Cell => ({
  text,
  value,
  ...(tone ? { tone } : {}),
});
/** An interval that sorts by one of its ends. */
export const intervalCell = (end: number, text: string): Cell => ({ text, value: end, interval: true });
export const emptyCell = (text = '–'): Cell => ({ text, value: null, tone: 'muted' });

/**
 * Plain records, one a row, for `danfojs` (`new DataFrame(tableRecords(table))`): sort values, not the rounded text; of intervals the
 * text.
 */
export const tableRecords = (table: Table): Record<string, string | number | null>[] =>
  table.rows.map((row) =>
    Object.fromEntries(row.map(({ text, value, interval }, i) => [table.columns[i].label, interval ? text : value])),
  );

/** Characters from which on a column may break inside words (file names). */
const LONG = 24;

/** The table as HTML: plain in a notebook; in a report the page's script makes its heads into buttons that sort. */
export function tableHtml(table: Table): string {
  const long = table.columns.map((_, i) => table.rows.some((row) => row[i].text.length > LONG));
  const head = table.columns
    .map(({ label, numeric, hint }) => {
      const title = hint ? ` title="${escapeHtml(hint)}"` : '';
      return `<th scope="col" class="${numeric ? 'num' : ''}"${title}>${escapeHtml(label)}</th>`;
    })
    .join('');
  const body = table.rows
    .map((row) => {
      const cells = row.map((cell, i) => {
        const classes = [table.columns[i].numeric ? 'num' : '', long[i] ? 'long' : '', cell.tone ?? '']
          .filter(Boolean)
          .join(' ');
        const value = cell.value === null ? '' : ` data-value="${escapeHtml(String(cell.value))}"`;
        return i === 0
          ? `<th scope="row" class="${classes}"${value}>${escapeHtml(cell.text)}</th>`
          : `<td class="${classes}"${value}>${escapeHtml(cell.text)}</td>`;
      });
      return `<tr>${cells.join('')}</tr>`;
    })
    .join('\n');
  return `<div class="table-scroll" tabindex="0" role="region" aria-label="${escapeHtml(table.caption)}"><table data-table="${escapeHtml(table.id)}" class="sortable"><caption><span>${escapeHtml(table.caption)}</span></caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
