import { DeidError } from '../base/errors';
import { openDetectorBase } from './detector-base';
import { openDetectorLarge } from './detector-large';
import { openDetectorLstm } from './detector-lstm';
import { openDetectorV6 } from './detector-v6';
import type { EngineOptions, OcrEngine } from './engine';
import { openTesseract } from './tesseract';

/** Adding an engine: one file, and one line here. The contract test runs over this table. */
export const ENGINES = {
  tesseract: openTesseract,
  'detector-lstm': openDetectorLstm,
  'detector-base': openDetectorBase,
  'detector-large': openDetectorLarge,
  'detector-v6': openDetectorV6,
} as const satisfies Readonly<Record<string, (options: EngineOptions) => Promise<OcrEngine>>>;

export type EngineId = keyof typeof ENGINES;

/**
 * Opens an engine. Models are loaded and verified here, and not again.
 * Throws `engine-unknown`, `model-missing`, `model-checksum`, `model-load`, `device-missing`.
 */
export async function openEngine(id: EngineId, options: EngineOptions = {}): Promise<OcrEngine> {
  const open = ENGINES[id];
  if (!open) {
    throw new DeidError('engine-unknown', `Engine must be one of: ${Object.keys(ENGINES).join(', ')}`);
  }
  return open(options);
}
