import * as path from 'node:path';
import sharp from 'sharp';
import type * as Tesseract from 'tesseract.js';
import { DeidError } from '../base/errors';
import { clipBox } from '../base/geometry';
import type { Character, Detection, Frame, TextLine } from '../base/types';
import { TESSERACT_ENGLISH } from '../models/manifest';
import { verifyModel } from '../models/verify';
import type { EngineOptions, EngineReading, OcrEngine } from './engine';
import { groupViews, mergeLines } from './views';

/** Words with less confidence are dropped, as in the published pipeline (percent). */
const MIN_CONFIDENCE = 70;

/** `tesseract`: the whole page by Tesseract's LSTM, sparse text. */
export async function openTesseract(options: EngineOptions): Promise<OcrEngine> {
  const started = performance.now();
  const model = await verifyModel(TESSERACT_ENGLISH);
  const worker = await startWorker(model.path, options.charset, '11');
  const loadMs = performance.now() - started;
  let open = true;
  return {
    id: 'tesseract',
    device: 'cpu',
    models: [{ file: model.file, sha256: model.sha256 }],
    loadMs,
    read: (frames) => readPages(frames, worker),
    detect: (frames) => detectPages(frames, worker),
    async close() {
      if (open) await worker.terminate();
      open = false;
    },
  };
}

/** Starts a worker thread with the language data of `dataFile`; no cache and no network. `mode`: Tesseract's page segmentation. */
export async function startWorker(
  dataFile: string,
  charset: string | undefined,
  mode: string,
): Promise<Tesseract.Worker> {
  const { createWorker } = await import('tesseract.js');
  // Without a handler the library throws from a message event, and after a failed start its own promise never settles.
  const worker = await new Promise<Tesseract.Worker>((resolve, reject) => {
    createWorker('eng', 1, {
      langPath: path.dirname(dataFile),
      cacheMethod: 'none',
      gzip: true,
      errorHandler: (cause: unknown) =>
        reject(new DeidError('model-load', 'Tesseract could not be started', { cause })),
    }).then(resolve, reject);
  });
  await worker.setParameters({
    tessedit_pageseg_mode: mode as Tesseract.PSM,
    tessedit_char_whitelist: charset ?? '',
    user_defined_dpi: '150',
    preserve_interword_spaces: '1',
  });
  return worker;
}

async function readPages(frames: readonly Frame[], worker: Tesseract.Worker): Promise<EngineReading> {
  const groups = groupViews(frames);
  let recognise = 0;
  let sessionMs = 0;
  const lines: TextLine[][] = [];
  for (const { views } of groups) {
    const read: TextLine[] = [];
    for (const view of views) {
      const started = performance.now();
      const picture = await encode(view);
      const asked = performance.now();
      const { data } = await worker.recognize(picture, {}, { blocks: true, text: false });
      sessionMs += performance.now() - asked;
      read.push(...pageLines(data, view));
      recognise += performance.now() - started;
    }
    lines.push(mergeLines(read));
  }
  return {
    frameIndices: groups.map(({ frameIndex }) => frameIndex),
    lines,
    timesMs: { detect: 0, recognise },
    sessionMs,
  };
}

async function detectPages(frames: readonly Frame[], worker: Tesseract.Worker): Promise<Detection[][]> {
  const result: Detection[][] = [];
  for (const { views } of groupViews(frames)) {
    const found: Detection[] = [];
    for (const view of views) {
      const { data } = await worker.recognize(await encode(view), {}, { blocks: true, text: false });
      for (const word of words(data))
        found.push({ box: wordBox(word, view), rotation: 0, score: word.confidence / 100 });
    }
    result.push(found);
  }
  return result;
}

/** Tesseract reads image files only; uncompressed PNG costs least. */
async function encode(view: Frame): Promise<Buffer> {
  return sharp(view.gray, { raw: { width: view.width, height: view.height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

function allLines(page: Tesseract.Page): Tesseract.Line[] {
  return (page.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
}

const words = (page: Tesseract.Page): Tesseract.Word[] => allLines(page).flatMap((line) => line.words);

const wordBox = ({ bbox }: { bbox: Tesseract.Bbox }, view: Frame) =>
  clipBox({ left: bbox.x0, top: bbox.y0, right: bbox.x1, bottom: bbox.y1 }, view.width, view.height);

function pageLines(page: Tesseract.Page, view: Frame): TextLine[] {
  return allLines(page).flatMap((line) => {
    const sure = line.words.filter((word) => word.confidence >= MIN_CONFIDENCE && word.symbols.length > 0);
    if (sure.length === 0) return [];
    const characters: Character[] = [];
    sure.forEach((word, index) => {
      const previous = sure[index - 1];
      if (previous) characters.push(spaceBetween(previous, word, view));
      for (const symbol of word.symbols) characters.push(...symbolCharacters(symbol, view));
    });
    const visible = characters.filter(({ char }) => char !== ' ');
    const text = characters.map(({ char }) => char).join('');
    const box = clipBox(
      {
        left: Math.min(...sure.map(({ bbox }) => bbox.x0)),
        top: Math.min(...sure.map(({ bbox }) => bbox.y0)),
        right: Math.max(...sure.map(({ bbox }) => bbox.x1)),
        bottom: Math.max(...sure.map(({ bbox }) => bbox.y1)),
      },
      view.width,
      view.height,
    );
    const score = visible.reduce((sum, character) => sum + character.score, 0) / Math.max(1, visible.length);
    return [{ text, box, rotation: 0, score, characters, engine: 'tesseract' }];
  });
}

function spaceBetween(before: Tesseract.Word, after: Tesseract.Word, view: Frame): Character {
  const box = clipBox(
    {
      left: Math.min(before.bbox.x1, after.bbox.x0),
      top: Math.min(before.bbox.y0, after.bbox.y0),
      right: Math.max(before.bbox.x1, after.bbox.x0),
      bottom: Math.max(before.bbox.y1, after.bbox.y1),
    },
    view.width,
    view.height,
  );
  return { char: ' ', box, score: 1, alternatives: [] };
}

/** A symbol may hold several code units (a ligature): each gets the whole box. */
function symbolCharacters(symbol: Tesseract.Symbol, view: Frame): Character[] {
  const box = wordBox(symbol, view);
  return symbol.text.split('').map((char) => ({ char, box, score: symbol.confidence / 100, alternatives: [] }));
}
