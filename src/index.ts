/**
 * The library: read, find, redact and verify, one image or many. Named one by one; everything else may change. What measures, compares
 * and reports is in `bench`.
 *
 * @module library
 */
export { DeidError, isDeidError } from './base/errors';
export type { Box } from './base/geometry';
export { type Page, PHI_CLASSES, type PhiClass, type PhiHit, type TextLine } from './base/types';
export { VERSION } from './base/version';
export { readFrame } from './dicom/frames';
export { type DicomFile, openDicom } from './dicom/open';
export { openGatedEngine as openEngine } from './ink/gated-engine';
export type { OcrEngine } from './ocr/engine';
export type { EngineId } from './ocr/engines';
export { openPipeline, type Pipeline } from './pipeline/open';
export type { PipelineOptions } from './pipeline/options';
export type { FileOutcome } from './pipeline/outcome';
export { PIPELINE_IDS, type PipelineId } from './pipeline/pipelines';
export { processFile } from './pipeline/process';
export { type RedactOptions, redactFile } from './redact/redact';
export { type FindOptions, findPhi, type OwnFinder, type ReadOptions, readText } from './run/library';
export { type RedactSummary, redactFiles } from './run/redact';
export type { RedactFilesOptions } from './run/redact-options';
export { type VerifyFilesOptions, type VerifySummary, verifyFile, verifyFiles } from './run/verify';
