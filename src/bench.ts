/**
 * The bench: datasets, evaluation, figures, tables, reports and the notebooks' own functions. Named one by one; everything else may change.
 *
 * @module bench
 */
export { didYouMean } from './base/closest';
export { timeLeft } from './base/eta';
export type { DatasetInfo, EnvironmentInfo, FileResult } from './base/results';
export type { Metrics, RunInput, RunMetrics } from './evaluate/metrics';
export { type Published, readPublished } from './evaluate/published';
export { readSparkTimes, type SparkTime } from './evaluate/spark-times';
export { type DatasetOverview, datasetTable, describeDataset, type ImageFacts } from './notebook/dataset';
export { type FrameLike, frameTable } from './notebook/frame';
export type { NotebookHost } from './notebook/host';
export { pictureHtml, type Showable } from './notebook/html';
export { Notebook, openNotebook } from './notebook/notebook';
export type { NotebookParameters } from './notebook/parameters';
export { comparisonPictures } from './notebook/pictures';
export { presidioVerification } from './notebook/presidio-verification';
export { writeNotebookReport } from './notebook/report';
export { compareRuns, runOrLoad, type Study, type StudyRun } from './notebook/study';
export { type PrepareOptions, type PrepareSummary, prepareDataset } from './prepare/prepare';
export { PROFILES, type ProfileId } from './prepare/profiles';
export { LEAK_DEFINITION } from './report/definitions';
export type { FigureSpec } from './report/figure';
export { figureHtml } from './report/figure-html';
export { figurePng, figureSvg } from './report/figure-svg';
export { classFigure, leakFigure, qualityFigure } from './report/figures';
export { paretoFigure } from './report/figures-pareto';
export { publishedTimeFigure, spreadFigure, stageFigure } from './report/figures-time';
export { pipelineColour, pipelineName } from './report/labels';
export { failuresTable, leaksTable } from './report/leak-table';
export { metricsTable, pairedTable, safetyTable, timingTable } from './report/metric-tables';
export { nextSteps, nextStepsHtml } from './report/next-steps';
export { publishedNotesHtml, publishedQualityTable, publishedTimingTable } from './report/published-tables';
export { type Table, tableHtml, tableRecords } from './report/tables';
export { environmentInfo, type ProviderState, providerStates } from './run/environment';
export { type EvaluateOptions, type EvaluationSummary, evaluateDataset } from './run/evaluate';
export { mergeEvaluations } from './run/merge-evaluations';
export { loadMetrics, loadResults } from './run/stored';
