// The ink network as a gate (a frame in which it sees no line needs no reader), and its time.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { inRoot, readJson } from './common.mjs';

const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));

/** Lowest probabilities of ink, and least pixels of a line, that a gate may ask for. */
const GATES = [
  { threshold: 64, minPixels: 4 },
  { threshold: 96, minPixels: 4 },
  { threshold: 128, minPixels: 4 },
  { threshold: 128, minPixels: 12 },
  { threshold: 192, minPixels: 12 },
];

async function pictureOf(file) {
  const { data, info } = await sharp(readFileSync(file)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { luminance } = load('dicom/colour');
  const rgb = new Uint8Array(data);
  const grey = rgb.every((value, at) => at % 3 === 0 || value === rgb[at - 1]);
  const gray = luminance(rgb);
  return { frameIndex: 0, view: 'default', width: info.width, height: info.height, gray, ...(grey ? {} : { rgb }) };
}

/** Of frames with text, how many each gate would let through unread; of frames without, how many it lets through as it should. */
export async function measureGate(folder, { ink }) {
  const { inkLines } = load('ink/lines');
  const { frames, seed, size } = readJson(join(folder, 'truth.json'));
  const count = { withText: 0, empty: 0, gates: GATES.map((gate) => ({ ...gate, missed: 0, passed: 0 })) };
  for (const { name, text } of frames) {
    const [map] = await ink.read([await pictureOf(join(folder, name))]);
    count[text ? 'withText' : 'empty'] += 1;
    for (const gate of count.gates) {
      if (inkLines(map, gate).length === 0) gate[text ? 'missed' : 'passed'] += 1;
    }
  }
  return { seed, size, ...count };
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
