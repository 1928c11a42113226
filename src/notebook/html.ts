import type { FigureSpec } from '../report/figure';
import { figureHtml } from '../report/figure-html';
import { dataUri, escapeHtml } from '../report/html';
import { type Table, tableHtml } from '../report/tables';
import { type Step, stepTime } from './walk-through';

/** What a notebook can show: a table, a figure, or HTML. */
export type Showable = Table | FigureSpec | string;

/** A table or figure as HTML; text is HTML already. */
export function htmlOf(thing: Showable): string {
  if (typeof thing === 'string') return thing;
  return 'rows' in thing ? tableHtml(thing) : figureHtml(thing);
}

/** A picture with the words that stand for it where it cannot be seen. */
export function pictureHtml(mime: 'image/png' | 'image/jpeg', bytes: Uint8Array, alt: string): string {
  return `<img style="max-width:100%;height:auto" src="${dataUri(mime, bytes)}" alt="${escapeHtml(alt)}">`;
}

const COLUMNS =
  'display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,260px),1fr));gap:12px;align-items:start';

/** The steps of a walk-through side by side; tables are folded below their pictures. */
export function stepsHtml(title: string, steps: readonly Step[]): string {
  const times = steps.map((step) => escapeHtml(stepTime(step))).join(' → ');
  const shown = steps.filter(({ picture, table }) => picture !== undefined || table !== undefined);
  const figures = shown.map(({ title: name, picture, table }) => {
    const image = picture === undefined ? '' : pictureHtml('image/jpeg', picture.jpeg, picture.alt);
    const rows = table === undefined || table.rows.length === 0 ? '' : folded(table);
    return `<figure style="margin:0"><figcaption>${escapeHtml(name)}</figcaption>${image}${rows}</figure>`;
  });
  const told = steps.filter((step) => !shown.includes(step) && /^[A-Z]/.test(step.title));
  const words = told.map(({ title: name }) => `<p>${escapeHtml(name)}.</p>`).join('');
  return `<h4>${escapeHtml(title)}</h4><p style="font-size:0.85em">${times}</p><div style="${COLUMNS}">${figures.join('')}</div>${words}`;
}

const folded = (table: Table): string =>
  `<details><summary>${escapeHtml(table.caption)}</summary>${tableHtml(table)}</details>`;
