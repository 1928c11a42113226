import type { EngineOptions, Gate, OcrEngine } from '../ocr/engine';
import { type EngineId, openEngine } from '../ocr/engines';
import { isUpended } from '../ocr/orient';
import { READ_WELL } from '../ocr/views';
import { claimOf } from './claims';
import { looseLines } from './loose-lines';
import { type InkModel, openInk } from './network';

/** Sees turned text in a view where a line of ink that no reading claims stands upright. Closes the network with itself. */
export const gateOf = (network: InkModel): Gate => ({
  models: network.models,
  get elapsedMs() {
    return network.elapsedMs;
  },
  async showsTurned(view, known) {
    const [map] = await network.read([view]);
    const read = known.filter(({ score }) => score >= READ_WELL).map(claimOf);
    return looseLines(map, read).some(({ box }) => isUpended(box));
  },
  close: () => network.close(),
});

/** Opens an engine as the pipelines use it: the ink network says where a second look pays. Throws what the engines throw. */
export const openGatedEngine = (id: EngineId, options: EngineOptions = {}): Promise<OcrEngine> =>
  openEngine(id, { openGate: async () => gateOf(await openInk({ device: options.device })), ...options });
