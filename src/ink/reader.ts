import type { EngineOptions, Gate, OcrEngine } from '../ocr/engine';
import { type EngineId, openEngine } from '../ocr/engines';
import { isUpended } from '../ocr/orient';
import { READ_WELL } from '../ocr/views';
import { claimOf } from './claims';
import type { InkReader } from './frame-text';
import { looseLines } from './loose-lines';
import { openInk } from './network';

/** Sees turned text in a view where a line of ink that no reading claims stands upright. */
export const gateOf = (network: InkReader): Gate => ({
  get elapsedMs() {
    return network.elapsedMs;
  },
  async showsTurned(view, known) {
    const [map] = await network.read([view]);
    const read = known.filter(({ score }) => score >= READ_WELL).map(claimOf);
    return looseLines(map, read).some(({ box }) => isUpended(box));
  },
});

/** Readers that look at a picture laid down, too. */
const LOOKS_TWICE: ReadonlySet<EngineId> = new Set(['detector-lstm', 'detector-base', 'detector-large']);

/** Opens an engine as the pipelines use it: the ink network says where a second look pays. Throws what `openEngine` of the engines throws. */
export async function openReader(id: EngineId, options: EngineOptions = {}): Promise<OcrEngine> {
  if (!LOOKS_TWICE.has(id)) return openEngine(id, options);
  const ink = await openInk(options);
  try {
    const engine = await openEngine(id, { ...options, gate: gateOf(ink) });
    const close = async (): Promise<void> => {
      await Promise.all([engine.close(), ink.close()]);
    };
    return { ...engine, models: [...engine.models, ...ink.models], close };
  } catch (error) {
    await ink.close();
    throw error;
  }
}
