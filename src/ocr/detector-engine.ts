import type { Detection, Frame, ModelUse, TextLine } from '../base/types';
import { chooseProvider } from '../models/device';
import { DETECTOR } from '../models/manifest';
import { type ModelSession, openSession, type Provider } from '../models/session';
import { verifyModel } from '../models/verify';
import { DETECTOR_OPTIONS, type DetectorOptions, detectRegions, mergeRegions, type Region } from './detector';
import type { EngineOptions, EngineReading, OcrEngine } from './engine';
import { bestReading, firstRotations, tryUpsideDown } from './orient';
import type { Raster } from './raster';
import { joinLines, splitLines } from './rows';
import { cutLine, type LineImage } from './upright';
import { distinctFrames, mergeLines } from './views';

/** Reads line images; the second half of a detector engine. */
export interface LineReader {
  readonly device: string;
  readonly models: readonly ModelUse[];
  /** Milliseconds spent in models so far. */
  readonly elapsedMs: number;
  /** One answer a line, in their order; `undefined` where nothing is read. */
  read(lines: readonly PlacedImage[]): Promise<(TextLine | undefined)[]>;
  close(): Promise<void>;
}

/** A line image and the size of the frame it was cut out of. */
export interface PlacedImage {
  readonly line: LineImage;
  readonly frame: { readonly width: number; readonly height: number };
}

export interface DetectorEngineSettings {
  readonly id: string;
  readonly openReader: (provider: Provider, options: EngineOptions) => Promise<LineReader>;
  /** The detector runs once for each; what they find is united. */
  readonly passes?: readonly DetectorOptions[];
  /** Lines that are less sure are texture, not text. */
  readonly minScore: number;
}

/** Views whose lines are recognised together, so that batches are full and memory stays bounded. */
const VIEWS_AT_ONCE = 8;

/** Opens an engine of a detector and a line reader. */
export async function openDetectorEngine(settings: DetectorEngineSettings, options: EngineOptions): Promise<OcrEngine> {
  const started = performance.now();
  const provider = await chooseProvider(options.device ?? 'auto', options.onNotice);
  const model = await verifyModel(DETECTOR);
  const detector = await openSession(model, provider);
  const reader = await settings.openReader(provider, options).catch(async (error: unknown) => {
    await detector.close();
    throw error;
  });
  return {
    id: settings.id,
    device: provider,
    models: [{ file: model.file, sha256: model.sha256 }, ...reader.models],
    loadMs: performance.now() - started,
    read: (frames) => readFrames(frames, settings, detector, reader),
    detect: (frames) => detectFrames(frames, settings, detector),
    async close() {
      await detector.close();
      await reader.close();
    },
  };
}

const UPRIGHT = [0] as const;

interface ReadView {
  readonly image: Raster;
  readonly regions: readonly Region[];
  readonly lines: TextLine[];
}

async function readFrames(
  frames: readonly Frame[],
  settings: DetectorEngineSettings,
  detector: ModelSession,
  reader: LineReader,
): Promise<EngineReading> {
  const { distinct, frameIndices, sameAs } = distinctFrames(frames);
  const before = detector.elapsedMs + reader.elapsedMs;
  const views = distinct.flatMap((group) => group.views);
  const byView = new Map<Frame, TextLine[]>();
  let [detect, recognise] = [0, 0];
  for (let from = 0; from < views.length; from += VIEWS_AT_ONCE) {
    const chunk = views.slice(from, from + VIEWS_AT_ONCE);
    let started = performance.now();
    const found: ReadView[] = [];
    for (const view of chunk) {
      const image: Raster = { width: view.width, height: view.height, data: view.gray };
      found.push({ image, regions: await allRegions(image, settings, detector), lines: [] });
    }
    detect += performance.now() - started;
    started = performance.now();
    await readRegions(found, settings, reader);
    recognise += performance.now() - started;
    chunk.forEach((view, index) => {
      byView.set(view, found[index].lines);
    });
  }
  const merged = distinct.map(({ views: own }) =>
    joinLines(splitLines(mergeLines(own.flatMap((view) => byView.get(view) ?? [])))),
  );
  return {
    frameIndices,
    lines: sameAs.map((index) => merged[index]),
    timesMs: { detect, recognise },
    sessionMs: detector.elapsedMs + reader.elapsedMs - before,
  };
}

async function allRegions(image: Raster, settings: DetectorEngineSettings, detector: ModelSession): Promise<Region[]> {
  const found: Region[] = [];
  for (const pass of settings.passes ?? [DETECTOR_OPTIONS]) {
    found.push(...(await detectRegions(image, DETECTOR, detector, pass)));
  }
  return mergeRegions(found);
}

/** Reads every region of every view in one go, then those again that may stand on their head. */
async function readRegions(
  views: readonly ReadView[],
  settings: DetectorEngineSettings,
  reader: LineReader,
): Promise<void> {
  const regions = views.flatMap((view) => view.regions.map(({ box, glyph }) => ({ view, box, glyph })));
  const asked = regions.flatMap((region) =>
    (region.glyph ? UPRIGHT : firstRotations(region.box)).map((rotation) => ({ region, rotation })),
  );
  const answers = await reader.read(
    asked.map(({ region, rotation }) => ({
      line: cutLine(region.view.image, region.box, rotation),
      frame: region.view.image,
    })),
  );
  const readings = new Map(regions.map((region) => [region, [] as (TextLine | undefined)[]]));
  asked.forEach(({ region }, index) => {
    readings.get(region)?.push(answers[index]);
  });
  const doubtful = regions.filter((region) => !region.glyph && tryUpsideDown(region.box, readings.get(region)?.[0]));
  const turned = await reader.read(
    doubtful.map(({ view, box }) => ({ line: cutLine(view.image, box, 180), frame: view.image })),
  );
  doubtful.forEach((region, index) => {
    readings.get(region)?.push(turned[index]);
  });
  for (const region of regions) {
    const best = bestReading(readings.get(region) ?? []);
    if (best && believable(best, region.glyph === true, settings.minScore)) region.view.lines.push(best);
  }
}

/** Texture reads as dots and strokes; what was found by shape alone must be letters or digits, read with certainty. */
function believable({ text, score, rotation }: TextLine, glyph: boolean, minScore: number): boolean {
  const letters = /[\p{L}\d]/u.test(text);
  if (glyph) return rotation === 0 && score >= 0.8 && letters;
  return score >= (letters ? minScore : 0.8);
}

async function detectFrames(
  frames: readonly Frame[],
  settings: DetectorEngineSettings,
  detector: ModelSession,
): Promise<Detection[][]> {
  const { distinct, sameAs } = distinctFrames(frames);
  const found: Detection[][] = [];
  for (const { views } of distinct) {
    const regions: Region[] = [];
    for (const view of views) {
      regions.push(
        ...(await allRegions({ width: view.width, height: view.height, data: view.gray }, settings, detector)),
      );
    }
    const seen = mergeRegions(regions).filter(({ glyph }) => !glyph);
    found.push(seen.map(({ box, score }) => ({ box, score, rotation: 0 })));
  }
  return sameAs.map((index) => found[index]);
}
