import type { Metrics, RunInput } from '../evaluate/metrics';
import type { Published } from '../evaluate/published';
import { bestRun } from './best-run';
import { figureElement } from './figure-html';
import { classFigure, leakFigure, qualityFigure } from './figures';
import { paretoFigure } from './figures-pareto';
import { publishedTimeFigure, spreadFigure, stageFigure } from './figures-time';
import { galleryHtml, type PictureSource } from './gallery';
import { escapeHtml } from './html';
import { runLabels } from './labels';
import { failuresTable, leaksTable } from './leak-table';
import { methodHtml } from './method';
import { classTable, fileTable, metricsTable, pairedTable, safetyTable, timingTable } from './metric-tables';
import { nextStepsHtml } from './next-steps';
import { type Section, sectionsPage } from './page';
import { publishedQualityTable, publishedTimingTable } from './published-tables';
import { summaryHtml } from './summary';
import { type Table, tableHtml } from './tables';

export interface ReportInput {
  readonly metrics: Metrics;
  /** The runs that `metrics` was built from, in the same order. */
  readonly runs: readonly RunInput[];
  readonly title?: string;
  readonly published?: Published;
  /** Pipeline that the summary and the gallery are about; default the best one by `BEST_RULE`. */
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
  return sectionsPage(
    input.title ?? `De-identification of ${metrics.dataset.name}`,
    await sections(input),
    input.patientData !== false,
  );
}

const tables = (...list: readonly Table[]): string => list.map(tableHtml).join('\n');

async function sections(input: ReportInput): Promise<readonly Section[]> {
  const { metrics, runs } = input;
  const main = bestRun(metrics, input.main);
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
    { id: 'summary', title: 'Summary', html: summaryHtml(metrics, main, metrics.runs[main].pipeline === input.main) },
    { id: 'next-steps', title: 'What to do next', html: nextStepsHtml(metrics) },
    ...(input.notebook === undefined ? numbers(input, main) : [notebookSection(input.notebook)]),
    { id: 'pictures', title: 'Gallery', html: gallery },
    ...(input.notebook === undefined ? troubles(leaks, failures) : []),
    {
      id: 'file-list',
      title: 'Files',
      html: folded(fileTable(labels[main], runs[main].files), `${runs[main].files.length} files`),
    },
    { id: 'method', title: 'How it was measured', html: methodSection(input) },
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
    ...(published ? [publishedTimeFigure(metrics, published)] : []),
  ];
  const quality = published ? [publishedQualityTable(published, metrics)] : [];
  const times = published ? [publishedTimingTable(published, metrics)] : [];
  return [
    { id: 'runs', title: 'All runs', html: tables(safetyTable(metrics), metricsTable(metrics, published), ...quality) },
    { id: 'plots', title: 'Figures', html: `<div class="figures">${figures.map(figureElement).join('\n')}</div>` },
    { id: 'time', title: 'Time', html: tables(timingTable(metrics), ...times) },
    { id: 'by-class', title: 'By class', html: tables(classTable(metrics, main)) },
    { id: 'comparison', title: 'Comparison', html: runs.length > 1 ? tables(pairedTable(metrics, runs, main)) : '' },
  ];
}

const troubles = (leaks: Table, failures: Table): readonly Section[] => [
  { id: 'leak-list', title: 'Leaks', html: leaks.rows.length > 0 ? folded(leaks) : '' },
  { id: 'failure-list', title: 'Failures', html: failures.rows.length > 0 ? tables(failures) : '' },
];

/** A notebook has its own tables and figures; its headings go into the table of contents. */
const notebookSection = (html: string): Section => ({
  id: 'notebook',
  title: 'Notebook',
  html,
  parts: [...html.matchAll(/<h2 id="([^"]+)">(.*?)<a class="anchor-link"/g)].map(([, id, title]) => ({
    id,
    title: plainText(title),
  })),
});

const plainText = (html: string): string =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Rules that a reader of the figures needs, folded: the page is to be short. */
const methodSection = ({ metrics, published, notebook }: ReportInput): string =>
  // A notebook says itself where published figures disagree with their own files.
  `<details><summary>Rules, dataset, machine, models</summary>${methodHtml(metrics, published, notebook === undefined)}</details>`;

const folded = (table: Table, what = `${table.rows.length} rows`): string =>
  `<details><summary>${escapeHtml(what)}</summary>${tableHtml(table)}</details>`;
