import type { EngineId } from '../ocr/engines';

/**
 * The pipelines, one literal table: a line here is all that the command line, the help and the tests need.
 * `reader` finds the text; a pipeline that `proves` decides word by word, with the ink network, and looks at its output again.
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
    title:
      'all views, header-aware, a text stays only for a reason, released only when nothing else is seen in the output',
    reader: 'detector-v6',
    proves: true,
    finder: 'phi',
    views: 'all',
  },
} as const satisfies Readonly<Record<string, PipelineSpec>>;

export interface PipelineSpec {
  readonly title: string;
  /** Engine that reads every frame. */
  readonly reader: EngineId;
  /** The output is looked at again, by the detector and by the ink network, and released only when all that they see was kept for a reason. */
  readonly proves?: boolean;
  readonly finder: 'phi' | 'presidio';
  /** `default`: what a viewer shows first. `all`: every window, polarity, channel and overlay that can show text. */
  readonly views: 'default' | 'all';
}

export type PipelineId = keyof typeof PIPELINES;

export const PIPELINE_IDS = Object.keys(PIPELINES) as readonly PipelineId[];
