import type { FigureSpec } from '../report/figure';
import { figureHtml } from '../report/figure-html';
import { dataUri, escapeHtml } from '../report/html';
import { type Table, tableHtml } from '../report/tables';
import { type Step, stepTime } from './walk-through';

/** What a notebook can show: a table, a figure, or HTML. */
export type Showable = Table | FigureSpec | string;

/** A table with more rows is folded: who looks for one row opens it, who reads on (or prints) has a short page. */
const LONG_TABLE = 24;

/** A table or figure as HTML; text is HTML already. */
export function htmlOf(thing: Showable): string {
  if (typeof thing === 'string') return thing;
  if (!('rows' in thing)) return figureHtml(thing);
  if (thing.rows.length === 0) return `<p>${escapeHtml(thing.caption)}: none.</p>`;
  return thing.rows.length > LONG_TABLE
    ? folded(thing, `${thing.caption}: ${thing.rows.length} rows`)
    : tableHtml(thing);
}

/** Pictures side by side, each with its caption. */
export function captionedHtml(pictures: readonly { readonly picture: string; readonly caption: string }[]): string {
  const figures = pictures.map(
    ({ picture, caption }) =>
      `<figure style="margin:0;break-inside:avoid"><figcaption style="font-size:0.85em;overflow-wrap:anywhere">${escapeHtml(caption)}</figcaption>${picture}</figure>`,
  );
  return `<div style="display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr));gap:12px;align-items:start">${figures.join('')}</div>`;
}

/** A picture with the words that stand for it where it cannot be seen. */
export function pictureHtml(mime: 'image/png' | 'image/jpeg', bytes: Uint8Array, alt: string): string {
  return `<img style="max-width:100%;height:auto" src="${dataUri(mime, bytes)}" alt="${escapeHtml(alt)}">`;
}

const COLUMNS =
  'display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,200px),1fr));gap:12px;align-items:start';

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

const folded = (table: Table, summary = table.caption): string =>
  `<details><summary>${escapeHtml(summary)}</summary>${tableHtml(table)}</details>`;
