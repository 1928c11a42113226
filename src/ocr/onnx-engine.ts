import { type Box, growBox } from '../base/geometry';
import type { Detection, Frame, TextLine } from '../base/types';
import { DETECTOR, RECOGNISER_BASE } from '../models/manifest';
import { type ModelSession, openSession } from '../models/session';
import { verifyModel } from '../models/verify';
import { type ClassTable, DEFAULT_CHARSET } from './ctc';
import { detectRegions } from './detector';
import type { EngineOptions, EngineReading, OcrEngine } from './engine';
import { buildLine, type LineSource } from './lines';
import { cropRaster, type Raster } from './raster';
import { loadClassTable, recogniseLines } from './recogniser';
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
      const sources = (await detectRegions(image, DETECTOR, detector)).map(({ box }) => lineSource(box, view));
      detect += performance.now() - started;
      started = performance.now();
      const crops = sources.map(({ box }) => cropRaster(image, box));
      const answers = await recogniseLines(crops, RECOGNISER_BASE, recogniser, table);
      answers.forEach((answer, index) => {
        const line = buildLine(answer, sources[index] as LineSource, view, 'detector-base');
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

function lineSource(box: Box, frame: Frame): LineSource {
  return { box: growBox(box, 1, 1, frame.width, frame.height), rotation: 0 };
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
