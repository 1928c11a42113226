import type { Detection, Frame, TextLine } from '../base/types';
import { DETECTOR, RECOGNISER_BASE } from '../models/manifest';
import { type ModelSession, openSession } from '../models/session';
import { verifyModel } from '../models/verify';
import { type ClassTable, DEFAULT_CHARSET } from './ctc';
import { detectRegions } from './detector';
import type { EngineOptions, EngineReading, OcrEngine } from './engine';
import { buildLine } from './lines';
import type { Raster } from './raster';
import { loadClassTable, recogniseLines } from './recogniser';
import { cutLine } from './upright';
import { groupViews, mergeLines } from './views';

/** Lines the recogniser is less sure of than this are texture, not text. */
const MIN_SCORE = 0.5;

/** `detector-base`: DB detector and PP-OCRv4 recogniser. */
export async function openDetectorBase(options: EngineOptions): Promise<OcrEngine> {
  const started = performance.now();
  const [detectorFile, recogniserFile] = await Promise.all([verifyModel(DETECTOR), verifyModel(RECOGNISER_BASE)]);
  const detector = await openSession(detectorFile, 'cpu');
  const recogniser = await openSession(recogniserFile, 'cpu');
  const table = await loadClassTable(RECOGNISER_BASE, options.charset ?? DEFAULT_CHARSET);
  const loadMs = performance.now() - started;
  return {
    id: 'detector-base',
    device: 'cpu',
    models: [detectorFile, recogniserFile].map(({ file, sha256 }) => ({ file, sha256 })),
    loadMs,
    read: (frames) => readFrames(frames, detector, recogniser, table),
    detect: (frames) => detectFrames(frames, detector),
    async close() {
      await detector.close();
      await recogniser.close();
    },
  };
}

async function readFrames(
  frames: readonly Frame[],
  detector: ModelSession,
  recogniser: ModelSession,
  table: ClassTable,
): Promise<EngineReading> {
  const groups = groupViews(frames);
  const sessionBefore = detector.elapsedMs + recogniser.elapsedMs;
  let detect = 0;
  let recognise = 0;
  const lines: TextLine[][] = [];
  for (const { views } of groups) {
    const read: TextLine[] = [];
    for (const view of views) {
      let started = performance.now();
      const image: Raster = { width: view.width, height: view.height, data: view.gray };
      const sources = (await detectRegions(image, DETECTOR, detector)).map(({ box }) => cutLine(image, box, 0));
      detect += performance.now() - started;
      started = performance.now();
      const answers = await recogniseLines(
        sources.map((source) => source.image),
        RECOGNISER_BASE,
        recogniser,
        table,
      );
      answers.forEach((answer, index) => {
        const line = buildLine(answer, sources[index], view, 'detector-base');
        if (line && line.score >= MIN_SCORE) read.push(line);
      });
      recognise += performance.now() - started;
    }
    lines.push(mergeLines(read));
  }
  return {
    frameIndices: groups.map(({ frameIndex }) => frameIndex),
    lines,
    timesMs: { detect, recognise },
    sessionMs: detector.elapsedMs + recogniser.elapsedMs - sessionBefore,
  };
}

async function detectFrames(frames: readonly Frame[], detector: ModelSession): Promise<Detection[][]> {
  const result: Detection[][] = [];
  for (const { views } of groupViews(frames)) {
    const found: Detection[] = [];
    for (const view of views) {
      const regions = await detectRegions(
        { width: view.width, height: view.height, data: view.gray },
        DETECTOR,
        detector,
      );
      for (const { box, score } of regions) found.push({ box, score, rotation: 0 });
    }
    result.push(found);
  }
  return result;
}
