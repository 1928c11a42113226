/**
 * The bench: datasets, evaluation, figures, tables, reports and the notebooks' own functions. Named one by one; everything else may change.
 *
 * @module bench
 */
export type { FileResult } from './base/results';
export type { Metrics, RunInput, RunMetrics } from './evaluate/metrics';
export { type Published, readPublished } from './evaluate/published';
export { readSparkTimes } from './evaluate/spark-times';
export { frameTable } from './notebook/frame';
export { Notebook, openNotebook } from './notebook/notebook';
export type { NotebookParameters } from './notebook/parameters';
export { writeNotebookReport } from './notebook/report';
export type { Study } from './notebook/study';
export { type PrepareOptions, prepareDataset } from './prepare/prepare';
export { PROFILES } from './prepare/profiles';
export type { FigureSpec } from './report/figure';
export { figureHtml } from './report/figure-html';
export { classFigure, leakFigure, qualityFigure } from './report/figures';
export { paretoFigure } from './report/figures-pareto';
export { publishedTimeFigure, spreadFigure, stageFigure } from './report/figures-time';
export { failuresTable, leaksTable } from './report/leak-table';
export { metricsTable, pairedTable, safetyTable, timingTable } from './report/metric-tables';
export { nextStepsHtml } from './report/next-steps';
export { publishedNotesHtml, publishedQualityTable } from './report/published-tables';
export { type Table, tableHtml, tableRecords } from './report/tables';
export { type EvaluateOptions, type EvaluationSummary, evaluateDataset } from './run/evaluate';
export { loadMetrics, loadResults } from './run/stored';
