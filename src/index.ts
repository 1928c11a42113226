/**
 * The library: read, find, redact and verify, one image or many. Named one by one; everything else may change. What measures, compares
 * and reports is in `bench`.
 *
 * @module library
 */
export { DeidError, errorCode, isDeidError } from './base/errors';
export type { Box } from './base/geometry';
export { type Page, PHI_CLASSES, type PhiClass, type PhiHit, type TextLine } from './base/types';
export { VERSION } from './base/version';
export { readFrame, type StoredFrame } from './dicom/frames';
export { type DicomFile, openDicom } from './dicom/open';
export type { EngineReading, OcrEngine } from './ocr/engine';
export { type EngineId, openEngine } from './ocr/engines';
export { deviceRules } from './phi/device-rules';
export { openPipeline, type Pipeline } from './pipeline/open';
export {
  DEVICES,
  type DeviceId,
  DOCUMENT_MODES,
  type DocumentMode,
  HEADER_MODES,
  HEADER_PROFILES,
  type HeaderMode,
  type HeaderProfileId,
  type PipelineOptions,
  POLICIES,
  type Policy,
  RETAIN_OPTIONS,
  type RetainOption,
} from './pipeline/options';
export type { FileOutcome } from './pipeline/outcome';
export { PIPELINE_IDS, PIPELINES, type PipelineId } from './pipeline/pipelines';
export { processFile } from './pipeline/process';
export { type RedactOptions, redactFile } from './redact/redact';
export type { Shard } from './run/layout';
export { type FindOptions, findPhi, type OwnFinder, type ReadOptions, readText } from './run/library';
export { DEFAULT_LIMITS, type FileLimits } from './run/limits';
export { type MergeOptions, mergeRuns } from './run/merge';
export { type RedactSummary, redactFiles } from './run/redact';
export type { MethodOptions, RedactFilesOptions } from './run/redact-options';
export { readSecretFile } from './run/secret';
export { parseShard } from './run/shard';
export { type StreamOptions, serveStream } from './run/stream-worker';
export type { ListedFile, OnProgress, Progress } from './run/summary';
export { type ResidualPlace, type VerifyFilesOptions, type VerifySummary, verifyFile, verifyFiles } from './run/verify';
