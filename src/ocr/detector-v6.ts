import { openTogether } from '../base/closing';
import type { Box } from '../base/geometry';
import type { Detection, Frame, TextLine } from '../base/types';
import { chooseProvider } from '../models/device';
import { DETECTOR, DETECTOR_V6, type DetectorEntry } from '../models/manifest';
import { type ModelSession, openSession } from '../models/session';
import { isInstalled, verifyModel } from '../models/verify';
import { DETECTOR_OPTIONS, DETECTOR_V6_OPTIONS, type DetectorOptions, detectRegions, type Region } from './detector';
import type { LineReader } from './detector-engine';
import { openVotingReader } from './detector-large';
import type { EngineOptions, EngineReading, RegionEngine } from './engine';
import { readRegionsOnce } from './line-read';
import { mayBeTurnedBlock } from './orient';
import type { Picture, Raster } from './raster';
import { joinLines, splitLines } from './rows';
import { turnedLines } from './turned';
import { distinctFrames, isReadWell, mergeLines } from './views';

/**
 * `detector-v6`: PP-OCRv6's detector once at native scale, lines at any angle, each read once by PP-OCRv6's recogniser; only where it is
 * unsure the others vote. Without the fetched models the base ones take their place.
 */
export async function openDetectorV6(options: EngineOptions): Promise<RegionEngine> {
  const started = performance.now();
  const provider = await chooseProvider(options.device ?? 'auto', options.onNotice);
  const [entry, settings]: [DetectorEntry, DetectorOptions] = isInstalled(DETECTOR_V6)
    ? [DETECTOR_V6, DETECTOR_V6_OPTIONS]
    : [DETECTOR, { ...DETECTOR_OPTIONS, slanted: true }];
  const model = await verifyModel(entry);
  return openTogether(async (keep, close): Promise<RegionEngine> => {
    const session = keep(await openSession(model, provider));
    const reader = keep(await openVotingReader(provider, options, 'detector-v6'));
    const detector: Detector = { entry, session, settings };
    return {
      id: 'detector-v6',
      device: provider,
      models: [{ file: model.file, sha256: model.sha256 }, ...reader.models],
      loadMs: performance.now() - started,
      get elapsedMs() {
        return session.elapsedMs + reader.elapsedMs;
      },
      read: (frames) => readFrames(frames, detector, reader),
      detect: (frames) => detectFrames(frames, detector),
      detectIn: (view, areas) => regionsOf(view, detector, areas),
      async readView(view, known, areas, strokes) {
        const { lines } = await readView(view, known, detector, reader, areas, strokes);
        return joinLines(splitLines(mergeLines(lines)));
      },
      readRegions: (view, regions, strokes) => readRegionsOnce(rasterOf(view, strokes), regions, reader),
      close,
    };
  });
}

interface Detector {
  readonly entry: DetectorEntry;
  readonly session: ModelSession;
  readonly settings: DetectorOptions;
}

const rasterOf = ({ width, height, gray }: Frame, strokes?: Uint8Array): Picture => ({
  width,
  height,
  data: gray,
  ...(strokes && { strokes: { width, height, data: strokes } }),
});

const detectIn = (picture: Raster, { entry, session, settings }: Detector, areas?: readonly Box[]): Promise<Region[]> =>
  detectRegions(picture, entry, session, settings, areas);

const regionsOf = (view: Frame, detector: Detector, areas?: readonly Box[]): Promise<Region[]> =>
  detectIn(rasterOf(view), detector, areas);

async function readFrames(frames: readonly Frame[], detector: Detector, reader: LineReader): Promise<EngineReading> {
  const { distinct, frameIndices, sameAs } = distinctFrames(frames);
  const before = detector.session.elapsedMs + reader.elapsedMs;
  let [detect, recognise] = [0, 0];
  const found: (readonly TextLine[])[] = [];
  for (const { views } of distinct) {
    let lines: readonly TextLine[] = [];
    for (const view of views) {
      const read = await readView(view, lines, detector, reader);
      lines = [...lines, ...read.lines];
      detect += read.detectMs;
      recognise += read.recogniseMs;
    }
    found.push(joinLines(splitLines(mergeLines(lines))));
  }
  return {
    frameIndices,
    lines: sameAs.map((index) => found[index]),
    timesMs: { detect, recognise },
    sessionMs: detector.session.elapsedMs + reader.elapsedMs - before,
  };
}

async function readView(
  view: Frame,
  known: readonly TextLine[],
  detector: Detector,
  reader: LineReader,
  areas?: readonly Box[],
  strokes?: Uint8Array,
) {
  const started = performance.now();
  const picture = rasterOf(view, strokes);
  const regions = (await detectIn(picture, detector, areas)).filter(({ box }) => !isReadWell(box, known));
  const seen = performance.now();
  const read = await readRegionsOnce(picture, regions, reader);
  const parted: Region[] = [];
  for (const [index, { box, slant }] of regions.entries()) {
    // Several turned lines side by side are seen as one region; laid down, the detector tells them apart.
    if (slant || !mayBeTurnedBlock(box, read[index])) continue;
    parted.push(...(await turnedLines(picture, box, (lying) => detectIn(lying, detector))));
  }
  const apart = await readRegionsOnce(picture, parted, reader);
  const lines = [...read, ...apart].filter((line) => line !== undefined);
  return { lines, detectMs: seen - started, recogniseMs: performance.now() - seen };
}

async function detectFrames(frames: readonly Frame[], detector: Detector): Promise<Detection[][]> {
  const { distinct, sameAs } = distinctFrames(frames);
  const found: Detection[][] = [];
  for (const { views } of distinct) {
    const regions: Region[] = [];
    for (const view of views) regions.push(...(await regionsOf(view, detector)));
    found.push(regions.map(({ box, score }): Detection => ({ box, score, rotation: 0 })));
  }
  return sameAs.map((index) => found[index]);
}
