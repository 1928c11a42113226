import type { Frame, ModelUse } from '../base/types';
import { chooseProvider, type Device } from '../models/device';
import { INK_NETWORK } from '../models/manifest';
import { openSession, type Tensor } from '../models/session';
import { verifyModel } from '../models/verify';
import type { InkMap } from './map';
import { inputSize, type Tile, tilesOf } from './tiles';

/** The network that sees text ink: no reader, no dictionary, strokes only (docs/ink.md). */
export interface InkModel {
  readonly device: string;
  readonly models: readonly ModelUse[];
  /** Milliseconds spent in the network so far. */
  readonly elapsedMs: number;
  /** One map a view, in their order. A colour view is read in colour. */
  read(frames: readonly Frame[]): Promise<readonly InkMap[]>;
  /** Frees the model; twice is fine. */
  close(): Promise<void>;
}

export interface InkOptions {
  /** Default `auto`. */
  readonly device?: Device;
  /** Receives a sentence when a device falls back to the CPU. */
  readonly onNotice?: (message: string) => void;
}

/** Opens the network. Throws `model-missing`, `model-checksum`, `model-load`, `device-missing`. */
export async function openInk(options: InkOptions = {}): Promise<InkModel> {
  const provider = await chooseProvider(options.device ?? 'auto', options.onNotice);
  const model = await verifyModel(INK_NETWORK);
  const session = await openSession(model, provider);
  const readFrame = async (frame: Frame): Promise<InkMap> => {
    const { width, height } = frame;
    const map = { width, height, ink: new Uint8Array(width * height), line: new Uint8Array(width * height) };
    for (const tile of tilesOf(width, height)) copyTile(await session.run(inputOf(frame, tile)), tile, map);
    return map;
  };
  return {
    device: provider,
    models: [{ file: model.file, sha256: model.sha256 }],
    get elapsedMs() {
      return session.elapsedMs;
    },
    async read(frames) {
      const maps: InkMap[] = [];
      for (const frame of frames) maps.push(await readFrame(frame));
      return maps;
    },
    close: () => session.close(),
  };
}

/** Three planes of levels 0 to 255; the last row and column go on beyond the frame. */
function inputOf(frame: Frame, tile: Tile): Tensor {
  const { width, height } = inputSize(tile);
  const { left, top, right, bottom } = tile.seen;
  const plane = width * height;
  const data = new Float32Array(3 * plane);
  const [from, step] = frame.rgb ? [frame.rgb, 3] : [frame.gray, 1];
  for (let channel = 0; channel < step; channel++) {
    for (let y = 0; y < height; y++) {
      const start = channel * plane + y * width;
      const row = (Math.min(bottom - 1, top + y) * frame.width + left) * step + channel;
      const seen = right - left;
      for (let x = 0; x < seen; x++) data[start + x] = from[row + x * step];
      data.fill(data[start + seen - 1], start + seen, start + width);
    }
  }
  // Grey is all three colours.
  if (step === 1) for (const channel of [1, 2]) data.copyWithin(channel * plane, 0, plane);
  return { data, dims: [1, 3, height, width] };
}

/** The taken part of what the network says of a tile: two planes, ink and line, 0 to 1. */
function copyTile({ data }: Tensor, tile: Tile, map: InkMap): void {
  const { width, height } = inputSize(tile);
  const { left, top, right, bottom } = tile.taken;
  const plane = width * height;
  for (let y = top; y < bottom; y++) {
    let from = (y - tile.seen.top) * width + left - tile.seen.left;
    let to = y * map.width + left;
    for (let x = left; x < right; x++, from++, to++) {
      map.ink[to] = 255 * data[from] + 0.5;
      map.line[to] = 255 * data[plane + from] + 0.5;
    }
  }
}
