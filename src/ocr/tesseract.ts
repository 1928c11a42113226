import * as path from 'node:path';
import type * as Tesseract from 'tesseract.js';
import { DeidError } from '../base/errors';
import { clipBox, unionBoxes } from '../base/geometry';
import type { Character, Detection, Frame, TextLine } from '../base/types';
import { TESSERACT_ENGLISH } from '../models/manifest';
import { verifyModel } from '../models/verify';
import type { EngineOptions, EngineReading, OcrEngine } from './engine';
import { greyMap } from './grey-map';
import { linesOf, pageLines } from './tesseract-page';
import { distinctFrames, mergeLines } from './views';

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
    losesInNoise: true,
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
      workerPath: path.join(__dirname, 'tesseract-worker.js'),
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
  const { distinct, frameIndices, sameAs } = distinctFrames(frames);
  let recognise = 0;
  let sessionMs = 0;
  const lines: TextLine[][] = [];
  for (const { views } of distinct) {
    const read: TextLine[] = [];
    for (const view of views) {
      const started = performance.now();
      const picture = encode(view);
      const asked = performance.now();
      const { data } = await worker.recognize(picture, {}, { blocks: true, text: false });
      sessionMs += performance.now() - asked;
      read.push(...readLines(data, view));
      recognise += performance.now() - started;
    }
    lines.push(mergeLines(read));
  }
  return { frameIndices, lines: sameAs.map((index) => lines[index]), timesMs: { detect: 0, recognise }, sessionMs };
}

async function detectPages(frames: readonly Frame[], worker: Tesseract.Worker): Promise<Detection[][]> {
  const { distinct, sameAs } = distinctFrames(frames);
  const result: Detection[][] = [];
  for (const { views } of distinct) {
    const found: Detection[] = [];
    for (const view of views) {
      const { data } = await worker.recognize(encode(view), {}, { blocks: true, text: false });
      for (const word of pageLines(data).flatMap((line) => line.words))
        found.push({ box: wordBox(word, view), rotation: 0, score: word.confidence / 100 });
    }
    result.push(found);
  }
  return sameAs.map((index) => result[index]);
}

/** Tesseract reads image files only. */
const encode = ({ width, height, gray }: Frame): Buffer => greyMap(width, height, gray);

const wordBox = ({ bbox }: { bbox: Tesseract.Bbox }, view: Frame) =>
  clipBox({ left: bbox.x0, top: bbox.y0, right: bbox.x1, bottom: bbox.y1 }, view.width, view.height);

function readLines(page: Tesseract.Page, view: Frame): TextLine[] {
  return linesOf(page, (word) => word.confidence >= MIN_CONFIDENCE).map((read) => {
    const characters = read.map(
      ({ char, score, bbox }): Character => ({
        char,
        score,
        box: wordBox({ bbox }, view),
        alternatives: [],
      }),
    );
    const visible = characters.filter(({ char }) => char !== ' ');
    return {
      text: characters.map(({ char }) => char).join(''),
      box: unionBoxes(characters.map(({ box }) => box)),
      rotation: 0,
      score: visible.reduce((sum, character) => sum + character.score, 0) / visible.length,
      characters,
      engine: 'tesseract',
    };
  });
}
