import sharp from 'sharp';
import type { ModelUse } from '../base/types';
import {
  type ModelEntry,
  RECOGNISER_BASE,
  RECOGNISER_LARGE,
  type RecogniserEntry,
  TESSERACT_ENGLISH,
} from '../models/manifest';
import { openSession } from '../models/session';
import { isInstalled, verifyModel } from '../models/verify';
import { DEFAULT_CHARSET } from '../ocr/ctc';
import type { Raster } from '../ocr/raster';
import { loadClassTable, recogniseLines } from '../ocr/recogniser';
import { startWorker } from '../ocr/tesseract';

/** Reads cut-out lines. The judge knows where a text stood: it needs no detector, and nothing that a detector misses is missed here. */
export interface LineJudge {
  /** `PP-OCRv6`, `Tesseract` or `PP-OCRv4`. */
  readonly name: string;
  /** Whether none of the pipeline's engines uses these weights; `false` where a pipeline uses all there are. */
  readonly independent: boolean;
  /** One text a line image, `''` where nothing is read. */
  read(lines: readonly Raster[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

type OpenReader = () => Promise<Pick<LineJudge, 'read' | 'close'>>;

interface Candidate {
  readonly name: string;
  readonly model: ModelEntry;
  readonly open: OpenReader;
}

const CANDIDATES: readonly Candidate[] = [
  { name: 'PP-OCRv6', model: RECOGNISER_LARGE, open: () => openRecogniser(RECOGNISER_LARGE) },
  { name: 'Tesseract', model: TESSERACT_ENGLISH, open: openTesseractLines },
  { name: 'PP-OCRv4', model: RECOGNISER_BASE, open: () => openRecogniser(RECOGNISER_BASE) },
];

/** The choice alone; weights are known by their bytes. `fetched`: whether the recogniser that no package carries is there. */
export function chooseReader(used: readonly ModelUse[], reader: readonly ModelUse[], fetched: boolean) {
  const installed = CANDIDATES.filter(({ model }) => fetched || model !== RECOGNISER_LARGE);
  const without = (models: readonly ModelUse[]) =>
    installed.find(({ model }) => !models.some(({ sha256 }) => sha256 === model.sha256));
  const free = without(used);
  return { ...(free ?? without(reader) ?? installed[0]), independent: free !== undefined };
}

/**
 * The first reader whose weights the pipeline does not use. Where a pipeline uses them all, the first that is not its main reader's.
 *
 * @param used models of all engines of the pipeline
 * @param reader models of the engine that reads every frame
 */
export async function openLineJudge(used: readonly ModelUse[], reader: readonly ModelUse[]): Promise<LineJudge> {
  const { name, independent, open } = chooseReader(used, reader, isInstalled(RECOGNISER_LARGE));
  return { name, independent, ...(await open()) };
}

async function openRecogniser(entry: RecogniserEntry) {
  const table = await loadClassTable(entry, DEFAULT_CHARSET);
  const session = await openSession(await verifyModel(entry), 'cpu');
  return {
    async read(lines: readonly Raster[]) {
      const read = await recogniseLines(lines, entry, session, table);
      return read.map(({ characters }) => characters.map(({ char }) => char).join(''));
    },
    close: () => session.close(),
  };
}

/** Height in pixels at which Tesseract reads best (its own documentation: capitals of 20 to 30). */
const TESSERACT_HEIGHT = 48;
const SINGLE_LINE = '7';

async function openTesseractLines() {
  const model = await verifyModel(TESSERACT_ENGLISH);
  const worker = await startWorker(model.path, DEFAULT_CHARSET, SINGLE_LINE);
  let open = true;
  return {
    async read(lines: readonly Raster[]) {
      const texts: string[] = [];
      for (const { width, height, data } of lines) {
        const png = await sharp(data, { raw: { width, height, channels: 1 } })
          .resize({ height: TESSERACT_HEIGHT, kernel: 'cubic' })
          .png({ compressionLevel: 1 })
          .toBuffer();
        texts.push((await worker.recognize(png)).data.text.trim());
      }
      return texts;
    },
    async close() {
      if (open) await worker.terminate();
      open = false;
    },
  };
}
