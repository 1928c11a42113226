import { type Box, clipBox } from '../base/geometry';
import type { Frame } from '../base/types';
import type { EngineOptions, Gate, OcrEngine } from '../ocr/engine';
import { type EngineId, openEngine } from '../ocr/engines';
import { isUpended } from '../ocr/orient';
import { READ_WELL } from '../ocr/views';
import { claimOf } from './claims';
import { looseLines } from './loose-lines';
import { type InkMap, TRACE } from './map';
import { type InkModel, openInk } from './network';

/**
 * Sees turned text in a view where a line of ink that no reading claims stands upright, and where there is no ink at all. Looks once at each
 * view, however often it is asked. Closes the network with itself.
 */
export function gateOf(network: InkModel): Gate {
  const maps = new WeakMap<Frame, Promise<readonly InkMap[]>>();
  const mapOf = async (view: Frame): Promise<InkMap> => {
    const read = maps.get(view) ?? network.read([view]);
    maps.set(view, read);
    return (await read)[0];
  };
  return {
    models: network.models,
    get elapsedMs() {
      return network.elapsedMs;
    },
    async showsTurned(view, known) {
      const read = known.filter(({ score }) => score >= READ_WELL).map(claimOf);
      return looseLines(await mapOf(view), read).some(({ box }) => isUpended(box));
    },
    async tracesIn(view, boxes) {
      const map = await mapOf(view);
      return boxes.map((box) => hasTrace(map, clipBox(box, map.width, map.height)));
    },
    close: () => network.close(),
  };
}

function hasTrace({ ink, width }: InkMap, { left, top, right, bottom }: Box): boolean {
  for (let y = top; y < bottom; y++)
    for (let at = y * width + left; at < y * width + right; at++) if (ink[at] >= TRACE) return true;
  return false;
}

/** Opens an engine as the pipelines use it: the ink network says where a second look pays. Throws what the engines throw. */
export const openGatedEngine = (id: EngineId, options: EngineOptions = {}): Promise<OcrEngine> =>
  openEngine(id, { openGate: async () => gateOf(await openInk({ device: options.device })), ...options });
