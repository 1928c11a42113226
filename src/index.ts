/**
 * The public surface, named one by one: what the notebooks and the command line use. Everything else may change.
 */
export { DeidError, errorCode, isDeidError } from './base/errors';
export type {
  BoxTuple,
  DatasetInfo,
  DetectedResult,
  EnvironmentInfo,
  FileResult,
  RunInfo,
  TruthResult,
} from './base/results';
export { PHI_CLASSES, type PhiClass } from './base/types';
export type { FailedFile, Metrics, RunInput, RunMetrics } from './evaluate/metrics';
export { comparePaired, type PairedComparison } from './evaluate/paired';
export { type Published, readPublished } from './evaluate/published';
export {
  classCountTable,
  type DatasetOverview,
  datasetTable,
  describeDataset,
  type ImageFacts,
} from './notebook/dataset';
export { type FrameLike, frameTable } from './notebook/frame';
export { type NotebookParameters, readParameters } from './notebook/parameters';
export { comparisonPictures, contactSheet, type FilePicture } from './notebook/pictures';
export { presidioVerification } from './notebook/presidio-verification';
export { notebookProgress } from './notebook/progress';
export { writeNotebookReport, writeReport } from './notebook/report';
export { compareRuns, runOrLoad, type Study, type StudyRun } from './notebook/study';
export { type Step, walkThrough } from './notebook/walk-through';
export {
  DEVICES,
  type DeviceId,
  HEADER_MODES,
  HEADER_PROFILES,
  type HeaderMode,
  type HeaderProfileId,
  POLICIES,
  type Policy,
  RETAIN_OPTIONS,
  type RetainOption,
} from './pipeline/options';
export { PIPELINE_IDS, PIPELINES, type PipelineId } from './pipeline/pipelines';
export { type ContactSheetOptions, contactSheet as datasetContactSheet } from './prepare/contact-sheet';
export { type PrepareOptions, type PrepareSummary, prepareDataset } from './prepare/prepare';
export { PROFILES, type ProfileId } from './prepare/profiles';
export type { FigureSpec } from './report/figure';
export { figureHtml } from './report/figure-html';
export { figurePng, figureSvg } from './report/figure-svg';
export { classFigure, leakFigure, qualityFigure } from './report/figures';
export { paretoFigure } from './report/figures-pareto';
export { publishedTimeFigure, spreadFigure, stageFigure } from './report/figures-time';
export { failuresTable, leaksTable } from './report/leak-table';
export {
  classTable,
  fileTable,
  metricsTable,
  pairedTable,
  safetyTable,
  timingTable,
} from './report/metric-tables';
export { nextSteps } from './report/next-steps';
export { publishedNotes, publishedQualityTable, publishedTimingTable } from './report/published-tables';
export { summaryHtml } from './report/summary';
export { type Table, tableHtml, tableRecords } from './report/tables';
export type { Audit, AuditRecord } from './run/audit';
export { environmentInfo, workingProviders } from './run/environment';
export { type EvaluateOptions, type EvaluationSummary, evaluateDataset } from './run/evaluate';
export type { Shard } from './run/layout';
export { DEFAULT_LIMITS, type FileLimits } from './run/limits';
export { type MergeOptions, mergeRuns } from './run/merge';
export { mergeEvaluations } from './run/merge-evaluations';
export { picturePng } from './run/picture';
export { type RedactSummary, redactFiles } from './run/redact';
export type { RedactFilesOptions } from './run/redact-options';
export type { ReviewItem } from './run/review';
export { readSecretFile } from './run/secret';
export { parseShard } from './run/shard';
export { loadMetrics, loadResults } from './run/stored';
export { type StreamOptions, serveStream } from './run/stream-worker';
export type { ListedFile, OnProgress, Progress } from './run/summary';
export { type VerifiedFile, type VerifyFilesOptions, type VerifySummary, verifyFiles } from './run/verify';
