import type { EngineId } from '../ocr/engines';

/**
 * The pipelines, one literal table: a line here is all that the command line, the help and the tests need.
 * `reader` finds the text; `second` reads again where the first was unsure; `verifiers` are engines of both families that have to find
 * nothing in the output before the file is released.
 */
export const PIPELINES = {
  presidio: {
    title: "words by Tesseract, the Presidio-equivalent analyser, Presidio's box rules",
    reader: 'tesseract',
    finder: 'presidio',
    views: 'default',
  },
  tesseract: {
    title: 'full page by Tesseract',
    reader: 'tesseract',
    finder: 'phi',
    views: 'default',
  },
  'detector-lstm': {
    title: 'text detector, Tesseract per region',
    reader: 'detector-lstm',
    finder: 'phi',
    views: 'default',
  },
  'detector-base': {
    title: 'text detector, base recogniser',
    reader: 'detector-base',
    finder: 'phi',
    views: 'default',
  },
  'detector-large': {
    title: 'text detector, large recogniser',
    reader: 'detector-large',
    finder: 'phi',
    views: 'default',
  },
  proof: {
    title: 'all views, header-aware, read twice where unsure, released only when engines of both families find nothing',
    reader: 'detector-base',
    second: 'detector-large',
    verifiers: ['tesseract', 'detector-base'],
    finder: 'phi',
    views: 'all',
  },
} as const satisfies Readonly<Record<string, PipelineSpec>>;

export interface PipelineSpec {
  readonly title: string;
  /** Engine that reads every frame. */
  readonly reader: EngineId;
  /** Engine that reads a frame again when the first reading is unsure or incomplete. */
  readonly second?: EngineId;
  /** Engines that prove the output: one of another family, and the reader, whose detector sees another picture after painting. */
  readonly verifiers?: readonly EngineId[];
  readonly finder: 'phi' | 'presidio';
  /** `default`: what a viewer shows first. `all`: every window, polarity, channel and overlay that can show text. */
  readonly views: 'default' | 'all';
}

export type PipelineId = keyof typeof PIPELINES;

export const PIPELINE_IDS = Object.keys(PIPELINES) as readonly PipelineId[];
