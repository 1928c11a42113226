import sharp from 'sharp';
import type * as Tesseract from 'tesseract.js';
import { clipBox } from '../base/geometry';
import type { Character, TextLine } from '../base/types';
import { TESSERACT_ENGLISH } from '../models/manifest';
import { verifyModel } from '../models/verify';
import { type LineReader, openDetectorEngine, type PlacedImage, WITH_V4 } from './detector-engine';
import type { EngineOptions, OcrEngine } from './engine';
import { toPicture } from './lines';
import { invertRaster, resizeRaster } from './raster';
import { startWorker } from './tesseract';
import { linesOf } from './tesseract-page';

/** `detector-lstm`: DB detector, then Tesseract's LSTM on each line. */
export function openDetectorLstm(options: EngineOptions): Promise<OcrEngine> {
  const settings = { id: 'detector-lstm', detector: WITH_V4, openReader: () => openLstmReader(options), minScore: 0.5 };
  return openDetectorEngine(settings, options);
}

/** Height of a line image for Tesseract, whose training lines were 36 pixels plus their borders. */
const HEIGHT = 56;
/** Page segmentation: one line. */
const SINGLE_LINE = '7';

async function openLstmReader(options: EngineOptions): Promise<LineReader> {
  const model = await verifyModel(TESSERACT_ENGLISH);
  const worker = await startWorker(model.path, options.charset, SINGLE_LINE);
  let elapsedMs = 0;
  let open = true;
  return {
    device: 'cpu',
    models: [{ file: model.file, sha256: model.sha256 }],
    get elapsedMs() {
      return elapsedMs;
    },
    async read(lines) {
      const answers: (TextLine | undefined)[] = [];
      let coming = lines.slice(0, 1).map(encode);
      for (const [index, line] of lines.entries()) {
        const [picture] = await Promise.all(coming);
        const started = performance.now();
        const reading = worker.recognize(picture.png, {}, { blocks: true, text: false });
        // The next line's picture is made while the worker reads this one.
        coming = lines.slice(index + 1, index + 2).map(encode);
        const [{ data }] = await Promise.all([reading, ...coming]);
        elapsedMs += performance.now() - started;
        answers.push(toLine(data, line, picture.scale));
      }
      return answers;
    },
    async close() {
      if (open) await worker.terminate();
      open = false;
    },
  };
}

/** Tesseract wants dark text on light ground. */
async function encode({ line }: PlacedImage): Promise<{ png: Buffer; scale: number }> {
  const scale = HEIGHT / line.image.height;
  const scaled = resizeRaster(line.image, Math.max(8, Math.round(line.image.width * scale)), HEIGHT);
  const dark = line.levels.bright ? invertRaster(scaled) : scaled;
  const png = await sharp(dark.data, { raw: { width: dark.width, height: dark.height, channels: 1 } })
    .extend({ top: BORDER, bottom: BORDER, left: BORDER, right: BORDER, extendWith: 'copy' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return { png, scale };
}

const BORDER = 8;

function toLine(page: Tesseract.Page, placed: PlacedImage, scale: number): TextLine | undefined {
  const { line, frame } = placed;
  const [read] = linesOf(page);
  if (!read || read.length === 0) return undefined;
  const place = ({ x0, x1 }: Tesseract.Bbox) =>
    clipBox(
      toPicture(
        { left: (x0 - BORDER) / scale, right: (x1 - BORDER) / scale, top: line.ink.top, bottom: line.ink.bottom },
        line,
      ),
      frame.width,
      frame.height,
    );
  const characters: Character[] = read.map(({ char, bbox, score }) => ({
    char,
    score,
    box: place(bbox),
    alternatives: [],
  }));
  const visible = characters.filter(({ char }) => char !== ' ');
  return {
    text: characters.map(({ char }) => char).join(''),
    box: clipBox(line.box, frame.width, frame.height),
    rotation: line.rotation,
    score: visible.reduce((sum, { score }) => sum + score, 0) / Math.max(1, visible.length),
    characters,
    engine: 'detector-lstm',
  };
}
