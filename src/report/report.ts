import { createHash } from 'node:crypto';
import type { Metrics, RunInput } from '../evaluate/metrics';
import type { Published } from '../evaluate/published';
import { FIGURE_CLIENT } from './figure-client';
import { figureElement } from './figure-html';
import { classFigure, leakFigure, qualityFigure } from './figures';
import { paretoFigure } from './figures-pareto';
import { spreadFigure, stageFigure } from './figures-time';
import { galleryHtml, type PictureSource } from './gallery';
import { escapeHtml } from './html';
import { mainRun, runLabels } from './labels';
import { failuresTable, leaksTable } from './leak-table';
import { methodHtml } from './method';
import {
  classTable,
  fileTable,
  metricsTable,
  pairedTable,
  publishedTimingTable,
  safetyTable,
  timingTable,
} from './metric-tables';
import { plotlyAsset } from './plotly-asset';
import { REPORT_CLIENT } from './report-client';
import { REPORT_STYLE } from './style';
import { summaryHtml } from './summary';
import { type Table, tableHtml } from './tables';

export interface ReportInput {
  readonly metrics: Metrics;
  /** The runs that `metrics` was built from, in the same order. */
  readonly runs: readonly RunInput[];
  readonly title?: string;
  readonly published?: Published;
  /** Pipeline that the summary and the gallery are about; default `proof`, else the best one. */
  readonly main?: string;
  /** Where the gallery's pictures come from; no gallery without it. */
  readonly pictures?: PictureSource;
  /** Base64 characters for all pictures, default 8 million. */
  readonly pictureBudget?: number;
  /** `false`: neither texts nor pictures from before the redaction go into the report. Default `true`. */
  readonly patientData?: boolean;
  /**
   * A rendered notebook: trusted HTML without scripts. It takes the place of the report's own tables and figures; those among its
   * outputs come alive (sorting, Plotly).
   */
  readonly notebook?: string;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

/**
 * One self-contained HTML page: summary, tables that sort, figures, and a gallery with a before/after slider. Everything that comes from
 * files is escaped, and a content security policy lets only the page's own scripts run (by hash) and no request leave it.
 * Throws `RangeError` without runs, or when `runs` and `metrics.runs` differ in number.
 */
export async function renderReport(input: ReportInput): Promise<string> {
  const { metrics, runs } = input;
  if (runs.length === 0 || runs.length !== metrics.runs.length) {
    throw new RangeError('renderReport: runs must be those of metrics, at least one');
  }
  return page(
    input.title ?? `De-identification of ${metrics.dataset.name}`,
    await sections(input),
    input.patientData !== false,
  );
}

const tables = (...list: readonly Table[]): string => list.map(tableHtml).join('\n');

async function sections(input: ReportInput): Promise<readonly Section[]> {
  const { metrics, runs } = input;
  const main = mainRun(metrics, input.main);
  const labels = runLabels(metrics.runs);
  const patientData = input.patientData !== false;
  const gallery = input.pictures
    ? await galleryHtml(runs, labels, main, {
        pictures: input.pictures,
        patientData,
        ...(input.pictureBudget ? { budget: input.pictureBudget } : {}),
      })
    : '';
  const leaks = leaksTable(metrics, runs, patientData);
  const failures = failuresTable(metrics);
  const all: readonly Section[] = [
    { id: 'summary', title: 'Summary', html: summaryHtml(metrics, main) },
    ...(input.notebook === undefined ? numbers(input, main) : [notebookSection(input.notebook)]),
    { id: 'pictures', title: 'Gallery', html: gallery },
    ...(input.notebook === undefined ? troubles(leaks, failures) : []),
    { id: 'file-list', title: 'Files', html: folded(fileTable(labels[main], runs[main].files)) },
    { id: 'method', title: 'How it was measured', html: methodHtml(metrics, input.published) },
  ];
  return all.filter((section) => section.html !== '');
}

/** The report's own tables and figures. */
function numbers({ metrics, runs, published }: ReportInput, main: number): readonly Section[] {
  const figures = [
    leakFigure(metrics),
    qualityFigure(metrics, published),
    paretoFigure(metrics, published),
    stageFigure(metrics),
    classFigure(metrics),
    spreadFigure(metrics, runs),
  ];
  return [
    { id: 'runs', title: 'All runs', html: tables(safetyTable(metrics), metricsTable(metrics, published)) },
    { id: 'plots', title: 'Figures', html: `<div class="figures">${figures.map(figureElement).join('\n')}</div>` },
    {
      id: 'time',
      title: 'Time',
      html: tables(timingTable(metrics), ...(published ? [publishedTimingTable(published, metrics)] : [])),
    },
    { id: 'by-class', title: 'By class', html: tables(classTable(metrics, main)) },
    { id: 'comparison', title: 'Comparison', html: runs.length > 1 ? tables(pairedTable(metrics, runs, main)) : '' },
  ];
}

const troubles = (leaks: Table, failures: Table): readonly Section[] => [
  { id: 'leak-list', title: 'Leaks', html: leaks.rows.length > 0 ? folded(leaks) : '' },
  { id: 'failure-list', title: 'Failures', html: failures.rows.length > 0 ? tables(failures) : '' },
];

const notebookSection = (html: string): Section => ({ id: 'notebook', title: 'Notebook', html });

const folded = (table: Table): string =>
  `<details${table.rows.length <= 30 ? ' open' : ''}><summary>${table.rows.length} rows</summary>${tableHtml(table)}</details>`;

const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

function page(title: string, list: readonly Section[], patientData: boolean): string {
  const plotly = plotlyAsset();
  const start = `${FIGURE_CLIENT}window.__deidFigures.load(document.getElementById('plotly').textContent, ${JSON.stringify(plotly.sha256)});`;
  // Plotly adds style rules of its own at run time, hence unsafe-inline for styles; scripts only by hash.
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(start)} ${hashOf(REPORT_CLIENT)} 'sha256-${plotly.sha256}'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const contents = list.map(({ id, title: name }) => `<a href="#${id}">${escapeHtml(name)}</a>`).join('');
  const body = list.map(
    ({ id, title: name, html }) =>
      `<section id="${id}" aria-label="${escapeHtml(name)}"><h2>${escapeHtml(name)}</h2>\n${html}\n</section>`,
  );
  return `<!doctype html>
<html lang="en" class="deid-report">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${REPORT_STYLE}</style>
</head>
<body>
<header class="top"><div><h1>${escapeHtml(title)}</h1></div><button type="button" id="theme" aria-pressed="false">Dark / light</button></header>
<nav class="contents" aria-label="Contents">${contents}</nav>
<main>
${patientData ? '<p class="confidential"><strong>Contains the texts and pictures of the input.</strong> Where the input is real, treat this page as patient data.</p>' : ''}
${body.join('\n')}
</main>
<script type="text/plain" id="plotly">${plotly.base64}</script>
<script>${start}</script>
<script>${REPORT_CLIENT}</script>
</body>
</html>
`;
}
