import { RECOGNISER_BASE, type RecogniserEntry } from '../models/manifest';
import { openSession, type Provider } from '../models/session';
import { verifyModel } from '../models/verify';
import { DEFAULT_CHARSET } from './ctc';
import { type LineReader, openDetectorEngine } from './detector-engine';
import type { EngineOptions, OcrEngine } from './engine';
import { buildLine } from './lines';
import { loadClassTable, recogniseLines } from './recogniser';

/** `detector-base`: DB detector and PP-OCRv4 recogniser, each line read once. */
export function openDetectorBase(options: EngineOptions): Promise<OcrEngine> {
  const openReader = (provider: Provider) => openSingleReader('detector-base', RECOGNISER_BASE, provider, options);
  return openDetectorEngine({ id: 'detector-base', openReader, minScore: 0.5 }, options);
}

async function openSingleReader(
  id: string,
  entry: RecogniserEntry,
  provider: Provider,
  options: EngineOptions,
): Promise<LineReader> {
  const model = await verifyModel(entry);
  const table = await loadClassTable(entry, options.charset ?? DEFAULT_CHARSET);
  const session = await openSession(model, provider);
  return {
    device: provider,
    models: [{ file: model.file, sha256: model.sha256 }],
    get elapsedMs() {
      return session.elapsedMs;
    },
    async read(lines) {
      const images = lines.map(({ line }) => line.image);
      const answers = await recogniseLines(images, entry, session, table);
      return answers.map((answer, index) => buildLine(answer, lines[index].line, lines[index].frame, id));
    },
    close: () => session.close(),
  };
}
