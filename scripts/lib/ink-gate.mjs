// The ink network as a gate (a frame in which it sees no line needs no reader), and its time.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { inRoot, readJson } from './common.mjs';
import { emptyViews, labelledFrames, viewOf } from './ink-measure.mjs';

const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));

/** What a line must have for a gate to see it: threshold of ink (of 255), pixels, mean probability. */
const GATES = [
  { threshold: 64, minPixels: 4, minScore: 0 },
  { threshold: 128, minPixels: 4, minScore: 0 },
  { threshold: 128, minPixels: 8, minScore: 0.6 },
  { threshold: 128, minPixels: 8, minScore: 0.7 },
  { threshold: 128, minPixels: 12, minScore: 0.8 },
];

async function pictureOf(file) {
  const { data, info } = await sharp(readFileSync(file)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { luminance } = load('dicom/colour');
  const rgb = new Uint8Array(data);
  const grey = rgb.every((value, at) => at % 3 === 0 || value === rgb[at - 1]);
  const gray = luminance(rgb);
  return { frameIndex: 0, view: 'default', width: info.width, height: info.height, gray, ...(grey ? {} : { rgb }) };
}

/** Frames that scripts/train-ink/frames.py drew: `{ text, view }`. */
async function* drawnFrames(folder) {
  for (const { name, text } of readJson(join(folder, 'truth.json')).frames) {
    yield { text, view: await pictureOf(join(folder, name)) };
  }
}

/** Side of a cut-out, and how many are taken of each kind. */
const CUT = { side: 256, withText: 3000, empty: 1000 };

/** Cut-outs of pictures: one around each text, and the text-free twins in pieces. */
async function* cutOuts(written, twins) {
  let count = 0;
  for (const { frame, bytes, items } of labelledFrames(written)) {
    const view = await viewOf(bytes(), frame);
    for (const { box } of items) {
      if (count++ >= CUT.withText) break;
      // Anywhere in the cut-out, the same each time.
      const share = (count * 0.618) % 1;
      yield {
        text: true,
        view: cut(view, box[0] - share * (CUT.side - box[2]), box[1] - (1 - share) * (CUT.side - box[3])),
      };
    }
  }
  count = 0;
  for await (const { view } of emptyViews(twins)) {
    for (let top = 0; top + CUT.side <= view.height; top += CUT.side) {
      for (let left = 0; left + CUT.side <= view.width; left += CUT.side) {
        if (count++ < CUT.empty) yield { text: false, view: cut(view, left, top) };
      }
    }
  }
}

/** The part of a view, moved inside where it would reach beyond. */
function cut(view, x, y) {
  const [width, height] = [Math.min(CUT.side, view.width), Math.min(CUT.side, view.height)];
  const left = Math.max(0, Math.min(view.width - width, Math.round(x)));
  const top = Math.max(0, Math.min(view.height - height, Math.round(y)));
  const part = (data, channels) => {
    const out = new Uint8Array(width * height * channels);
    for (let row = 0; row < height; row += 1) {
      const from = ((top + row) * view.width + left) * channels;
      out.set(data.subarray(from, from + width * channels), row * width * channels);
    }
    return out;
  };
  return { ...view, width, height, gray: part(view.gray, 1), ...(view.rgb ? { rgb: part(view.rgb, 3) } : {}) };
}

/** Of frames with text, how many each gate would let through unread; of frames without, how many it lets through as it should. */
async function measureGate(frames, { ink }) {
  const { inkLines } = load('ink/lines');
  const count = { withText: 0, empty: 0, gates: GATES.map((gate) => ({ ...gate, missed: 0, passed: 0 })) };
  for await (const { text, view } of frames) {
    const [map] = await ink.read([view]);
    count[text ? 'withText' : 'empty'] += 1;
    for (const gate of count.gates) {
      if (inkLines(map, gate).length === 0) gate[text ? 'missed' : 'passed'] += 1;
    }
  }
  return count;
}

/** The gate on cut-outs of `screens` and, where a folder is named, on drawn frames. */
export async function measureGates(written, twins, drawn, all) {
  const cutOut = await measureGate(cutOuts(written, twins), all);
  return { screens: cutOut, ...(drawn ? { drawn: await measureGate(drawnFrames(drawn), all) } : {}) };
}

/** Milliseconds of CPU for one 512 x 512 frame and for one of 4 megapixels, the least of several runs, all models in turn. */
export async function measureTime({ ink, detectors }) {
  const frameOf = (side) => {
    const gray = Uint8Array.from({ length: side * side }, (_, at) => (at * 2654435761) >>> 25);
    return { frameIndex: 0, view: 'default', width: side, height: side, gray };
  };
  const models = [{ id: 'ink', find: (frame) => ink.read([frame]) }, ...detectors];
  const least = {};
  for (const [side, runs] of [
    [512, 9],
    [2048, 3],
  ]) {
    const frame = frameOf(side);
    for (let run = 0; run < runs; run += 1) {
      for (const { id, find } of models) {
        const before = process.cpuUsage();
        await find(frame);
        const { user, system } = process.cpuUsage(before);
        const key = `${id}-${side}`;
        least[key] = Math.min(least[key] ?? Infinity, (user + system) / 1000);
      }
    }
  }
  return least;
}
