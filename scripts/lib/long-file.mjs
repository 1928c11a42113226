// A long multi-frame file with its ground truth, for measurements: noise that differs from frame to frame, with a line of text burnt
// into each.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const SIDE = 512;
const PLACE = { left: 16, top: 20 };
/** Noise below, ink above: the text is legible without a doubt. */
const NOISE_BITS = 10;
const INK = 4000;

/** Writes NAME.dcm and NAME.json (both paths without extension). Frame by frame, so that the file may be larger than this process. */
export async function writeLongFile(stem, frames, rle) {
  const { encodeItemHeader } = require('../../dist/dicom/build.js');
  const { encodeFrame } = require('../../dist/dicom/encode-frame.js');
  const head = headOf(frames, rle);
  const file = openSync(`${stem}.dcm`, 'w');
  writeSync(file, head.bytes);
  if (rle) writeSync(file, encodeItemHeader(0, true));
  const annotation = [];
  for (let index = 0; index < frames; index += 1) {
    const drawn = `NAME: DOE, JANE   ID: ${48200000 + index * 7}`;
    const samples = noise(index);
    const bbox = await burn(samples, drawn);
    annotation.push(...truthOf(drawn, bbox, index));
    const frame = { ...head.frame, frameIndex: index, samples };
    const bytes = rle ? await encodeFrame('rle', head.image, frame) : new Uint8Array(samples.buffer);
    if (rle) writeSync(file, encodeItemHeader(bytes.length, true));
    writeSync(file, bytes);
  }
  if (rle) writeSync(file, Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0));
  closeSync(file);
  writeFileSync(`${stem}.json`, JSON.stringify({ filename: 'long.dcm', annotation }));
}

/** Everything before the first frame, and what describes the frames. */
function headOf(frames, rle) {
  const { buildDicom } = require('../../dist/dicom/testing.js');
  const { encodeHeader } = require('../../dist/dicom/build.js');
  const { openDicom } = require('../../dist/dicom/open.js');
  const pixels = { rows: SIDE, columns: SIDE, bitsAllocated: 16, bitsStored: 12 };
  const form = { ...pixels, transferSyntax: rle ? '.5' : '.1', numberOfFrames: frames };
  const small = openDicom(buildDicom(pixels));
  // Without the empty pixel data: its header says how many bytes follow.
  const start = buildDicom({ ...form, pixels: new Uint8Array(0) }).subarray(0, -12);
  const length = rle ? 0xffffffff : frames * SIDE * SIDE * 2;
  const header = encodeHeader(0x7fe00010, rle ? 'OB' : 'OW', length, { explicit: true, littleEndian: true });
  const { image } = small;
  const frame = { rows: SIDE, columns: SIDE, samplesPerPixel: 1, photometricInterpretation: 'MONOCHROME2' };
  return { bytes: Buffer.concat([start, header]), image, frame };
}

function noise(seed) {
  let state = seed + 1;
  return Uint16Array.from({ length: SIDE * SIDE }, () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state >>> (31 - NOISE_BITS);
  });
}

/** Draws the text and returns the box of its ink, `[x, y, width, height]`. */
async function burn(samples, text) {
  const { renderText } = require('../../dist/prepare/text.js');
  const { width, height, alpha } = await renderText(text, 'dejavu', 18);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (PLACE.top + y) * SIDE + PLACE.left + x;
      const share = alpha[y * width + x] / 255;
      samples[at] = Math.round(samples[at] + (INK - samples[at]) * share);
    }
  }
  return [PLACE.left, PLACE.top, width, height];
}

/** The line's two values share its box, roughly by their length: enough for a judge that looks around a place. */
function truthOf(line, [x, y, width, height], frame) {
  const item = (field, text) => {
    const left = Math.floor((width * line.indexOf(text)) / line.length);
    const bbox = [x + left, y, Math.ceil((width * text.length) / line.length), height];
    return { value: { text, bbox }, field, drawn: text, phiClass: field, frame };
  };
  return [item('name', 'DOE, JANE'), item('id', line.slice(line.lastIndexOf(' ') + 1))];
}
