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
    const tiles = tilesOf(width, height);
    // All tiles of a frame are of one size: one input serves them in turn.
    const input = emptyInput(tiles[0]);
    for (const tile of tiles) {
      fillInput(input, frame, tile);
      copyTile(await session.run(input), tile, map);
    }
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

function emptyInput(tile: Tile): Tensor {
  const { width, height } = inputSize(tile);
  return { data: new Float32Array(3 * width * height), dims: [1, 3, height, width] };
}

/** Three planes of levels 0 to 255; the last row and column go on beyond the frame. */
function fillInput({ data }: Tensor, frame: Frame, tile: Tile): void {
  const { width, height } = inputSize(tile);
  const { left, top, right, bottom } = tile.seen;
  const plane = width * height;
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
}

/**
 * The taken part of what the network says of a tile: eight planes of half the width and height, 0 to 1; ink of the upper left, upper
 * right, lower left and lower right pixel of each block of two by two, then the same of the line's core.
 */
function copyTile({ data }: Tensor, tile: Tile, map: InkMap): void {
  const { width, height } = inputSize(tile);
  const { left, top, right, bottom } = tile.taken;
  const [half, plane] = [width / 2, (width / 2) * (height / 2)];
  const { ink, line } = map;
  for (let y = top; y < bottom; y++) {
    const down = y - tile.seen.top;
    const to = y * map.width;
    for (const odd of [0, 1]) {
      const first = left + ((left - tile.seen.left + odd) % 2);
      let at = (down % 2) * 2 * plane + odd * plane + (down >> 1) * half + ((first - tile.seen.left) >> 1);
      for (let x = first; x < right; x += 2, at++) {
        ink[to + x] = 255 * data[at] + 0.5;
        line[to + x] = 255 * data[at + 4 * plane] + 0.5;
      }
    }
  }
}
