// Input files for `npm run bench -- --speed`: one picture in several sizes, with so many lines of text, frames and encodings. Nothing is
// random, so every run and every state measures the same files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inRoot } from './common.mjs';

const require = createRequire(import.meta.url);
const load = (name) => require(inRoot('dist', `${name}.js`));

/** Half of the first six are patient data, and so on: what goes and what stays both cost time. */
const TEXTS = [
  'DOE, JANE',
  'kVp 120',
  'ID: 48200013',
  'Thk 5.00 mm',
  'DOB: 12/03/1961',
  'W 400 L 40',
  'Acc: 7719302',
  'mA 250',
  'Zoom 1.20',
  'Ref: Dr. KOWALSKI',
  'FOV 350 mm',
  'TE 12 ms',
  'St. Mary Hospital',
  'TR 4500 ms',
  'Gain 50',
  'F 62Y',
  'MI 1.2',
  'TIS 0.4',
  'Axial',
  '14:22:07',
  'Img 12',
  'Se 4',
  'SL 124.5 mm',
  '25 fps',
  '3 cm',
];

const SYNTAX = { native: '.1', rle: '.5', jpeg: '.4.50', 'jpeg-2000': '.4.90' };

const base = { rows: 512, columns: 512, frames: 1, lines: 6, encoding: 'native' };

/** What is measured: `lines` a frame; `quick`: also in the short form. */
export const CASES = [
  { ...base, id: 'lines-0', title: '512 x 512, no text', lines: 0, quick: true },
  { ...base, id: 'lines-6', title: '512 x 512, 6 lines', quick: true },
  { ...base, id: 'lines-25', title: '512 x 512, 25 lines', lines: 25, quick: true },
  { ...base, id: 'mp-1', title: '1.0 megapixels, 25 lines', rows: 896, columns: 1152, lines: 25 },
  { ...base, id: 'mp-3.3', title: '3.3 megapixels, 25 lines', rows: 1600, columns: 2048, lines: 25 },
  { ...base, id: 'cine', title: '512 x 512, 27 frames, 6 lines', frames: 27 },
  { ...base, id: 'rle', title: '512 x 512, 6 lines, RLE', encoding: 'rle' },
  { ...base, id: 'jpeg', title: '512 x 512, 6 lines, JPEG', encoding: 'jpeg' },
  { ...base, id: 'jpeg-2000', title: '512 x 512, 6 lines, JPEG 2000', encoding: 'jpeg-2000' },
];

const SIZES = [
  [96, 128],
  [128, 128],
  [160, 224],
  [256, 192],
  [256, 256],
];

/** Small pictures of every size and encoding, with and without text, some of two frames: memory over thousands of files. */
export const SMALL_CASES = Object.keys(SYNTAX).flatMap((encoding, at) =>
  SIZES.map(([rows, columns], index) => {
    const lines = (at + index) % 4;
    return {
      ...base,
      id: `small-${encoding}-${index}`,
      rows,
      columns,
      lines,
      frames: 1 + ((at + index) % 2),
      encoding,
    };
  }),
);

/** Writes `ID.dcm`, and `ID.png` of the first frame for systems that read no DICOM. */
export async function writeCases(folder, cases) {
  mkdirSync(folder, { recursive: true });
  const sharp = require('sharp');
  for (const each of cases) {
    const frames = await framesOf(each);
    writeFileSync(join(folder, `${each.id}.dcm`), await encoded(each, frames));
    const raw = { width: each.columns, height: each.rows, channels: 1 };
    await sharp(frames[0], { raw })
      .png()
      .toFile(join(folder, `${each.id}.png`));
  }
}

/** Bone is less bright than letters, so that all of them can be read. */
const BRIGHTEST = 150;

/** A CT phantom as its first window shows it, brought to size; from frame to frame it moves, the text stands still. */
async function framesOf({ rows, columns, frames, lines }) {
  const picture = await background(columns, rows);
  const texts = await Promise.all(TEXTS.slice(0, lines).map((text) => masked(text, rows)));
  return Array.from({ length: frames }, (_, index) => {
    const moved = new Uint8Array(picture.length);
    const shift = (index % 9) * 2 * columns;
    moved.set(picture.subarray(picture.length - shift));
    moved.set(picture.subarray(0, picture.length - shift), shift);
    texts.forEach((mask, at) => {
      burn(moved, columns, mask, placeOf(at, rows, columns));
    });
    return moved;
  });
}

async function background(width, height) {
  const { Rng } = load('prepare/random');
  const { ctPhantom } = load('prepare/phantom/ct');
  const { raster } = ctPhantom({
    rng: new Rng('speed'),
    study: new Rng('speed study'),
    size: { rows: 512, columns: 512 },
  });
  const [{ low, high }] = raster.windows;
  const levels = Uint8Array.from(raster.samples, (value) =>
    Math.round(BRIGHTEST * Math.min(1, Math.max(0, (value - low) / (high - low)))),
  );
  const raw = { width: raster.columns, height: raster.rows, channels: 1 };
  const resized = require('sharp')(levels, { raw }).resize(width, height, { fit: 'fill' });
  return new Uint8Array(await resized.extractChannel(0).raw().toBuffer());
}

const masked = (text, rows) => load('prepare/text').renderText(text, 'dejavu', Math.round(10 + rows / 90));

/** Two columns from the top, at the picture's edges. */
function placeOf(index, rows, columns) {
  const step = Math.floor(rows / 15);
  const left = index % 2 === 0 ? Math.round(columns * 0.02) : Math.round(columns * 0.66);
  return { left, top: Math.round(rows * 0.02) + Math.floor(index / 2) * step };
}

function burn(picture, columns, { width, height, alpha }, { left, top }) {
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (top + y) * columns + left + x;
      picture[at] = Math.round(picture[at] + ((250 - picture[at]) * alpha[y * width + x]) / 255);
    }
  }
}

async function encoded({ rows, columns, frames: count, encoding }, frames) {
  const { buildDicom } = load('dicom/testing');
  const form = { rows, columns, transferSyntax: SYNTAX[encoding], ...(count > 1 ? { numberOfFrames: count } : {}) };
  if (encoding === 'native') return buildDicom({ ...form, pixels: Buffer.concat(frames) });
  const fragments = [];
  for (const samples of frames) fragments.push(await fragmentOf(encoding, { rows, columns }, samples));
  return buildDicom({ ...form, fragments });
}

async function fragmentOf(encoding, { rows, columns }, samples) {
  if (encoding === 'jpeg') {
    const raw = { width: columns, height: rows, channels: 1 };
    const jpeg = require('sharp')(samples, { raw }).toColourspace('b-w').jpeg({ quality: 92 });
    return new Uint8Array(await jpeg.toBuffer());
  }
  const { image } = load('dicom/open').openDicom(load('dicom/testing').buildDicom({ rows, columns }));
  const frame = { frameIndex: 0, rows, columns, samplesPerPixel: 1, photometricInterpretation: 'MONOCHROME2', samples };
  return load('dicom/encode-frame').encodeFrame(encoding, image, frame);
}
