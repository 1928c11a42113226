import { openTogether } from '../base/closing';
import type { Box } from '../base/geometry';
import type { Detection, Frame, ModelUse, TextLine } from '../base/types';
import { chooseProvider } from '../models/device';
import { DETECTOR, type DetectorEntry } from '../models/manifest';
import { type ModelSession, openSession, type Provider } from '../models/session';
import { verifyModel } from '../models/verify';
import { believable } from './believable';
import { DETECTOR_OPTIONS, type DetectorOptions, detectRegions, mergeRegions, type Region } from './detector';
import type { EngineOptions, EngineReading, Gate, OcrEngine } from './engine';
import { bestReading, firstRotations, mayBeTurnedBlock, standsOnHead, tryUpsideDown } from './orient';
import type { Raster } from './raster';
import { joinLines, splitLines } from './rows';
import { withTraces } from './traces';
import { LAID_DOWN, laidDownRegions, turnedLines, withoutLonely } from './turned';
import { cutLine, type LineImage } from './upright';
import { distinctFrames, type FrameViews, isReadWell, mergeLines } from './views';

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
  readonly detector: DetectorUse;
  /** Lines that are less sure are texture, not text. */
  readonly minScore: number;
  /** The same for lines of up to three characters; default `minScore`. */
  readonly minShortScore?: number;
}

/** Which detector looks, and how. */
export interface DetectorUse {
  readonly entry: DetectorEntry;
  /** It runs once for each; what they find is united. */
  readonly passes: readonly [DetectorOptions, ...DetectorOptions[]];
  /** What a viewer shows is looked at once more, laid down: detectors are trained on lines that lie. */
  readonly laidDown: DetectorOptions;
  /** It sees turned lines as they stand, if not each: only where it saw something that may be one the picture is laid down, too. */
  readonly seesTurned?: boolean;
}

/** PP-OCRv4 sees small letters enlarged, over anatomy taken down, and turned ones laid down. */
export const WITH_V4: DetectorUse = { entry: DETECTOR, passes: [DETECTOR_OPTIONS], laidDown: LAID_DOWN };

/** Frames whose lines are recognised together, so that batches are full and memory stays bounded. */
const FRAMES_AT_ONCE = 8;

/** Opens an engine of a detector and a line reader. */
export async function openDetectorEngine(settings: DetectorEngineSettings, options: EngineOptions): Promise<OcrEngine> {
  const started = performance.now();
  const provider = await chooseProvider(options.device ?? 'auto', options.onNotice);
  const model = await verifyModel(settings.detector.entry);
  return openTogether(async (keep, close) => {
    const detector = keep(await openSession(model, provider));
    const reader = keep(await settings.openReader(provider, options));
    const gate = options.openGate && keep(await options.openGate());
    const models = [{ file: model.file, sha256: model.sha256 }, ...reader.models, ...(gate?.models ?? [])];
    return {
      id: settings.id,
      device: provider,
      models,
      loadMs: performance.now() - started,
      read: (frames) => readFrames(frames, settings, { detector, reader, gate }),
      detect: (frames) => detectFrames(frames, settings.detector, lookWith(settings.detector, detector)),
      close,
    };
  });
}

const UPRIGHT = [0] as const;

interface ReadView {
  readonly image: Raster;
  readonly regions: readonly Region[];
  readonly lines: TextLine[];
}

interface Tools {
  readonly detector: ModelSession;
  readonly reader: LineReader;
  readonly gate: Gate | undefined;
}

async function readFrames(
  frames: readonly Frame[],
  settings: DetectorEngineSettings,
  { detector, reader, gate }: Tools,
): Promise<EngineReading> {
  const { laidDown, seesTurned = false } = settings.detector;
  const look = lookWith(settings.detector, detector);
  const { distinct, frameIndices, sameAs } = distinctFrames(frames);
  const inModels = () => detector.elapsedMs + reader.elapsedMs + (gate?.elapsedMs ?? 0);
  const before = inModels();
  const read = new Map<FrameViews, readonly TextLine[]>(distinct.map((group) => [group, []]));
  let [detect, recognise] = [0, 0];
  const mayBeTurned = new Set<Frame>();
  for (const round of rounds(distinct)) {
    let started = performance.now();
    const found: ReadView[] = [];
    for (const { group, view, isLaidDown } of round) {
      const image: Raster = { width: view.width, height: view.height, data: view.gray };
      const known = read.get(group) ?? [];
      const sure = seesTurned ? known.filter(isUpright) : known;
      const isDue =
        !isLaidDown || ((!seesTurned || mayBeTurned.has(view)) && ((await gate?.showsTurned(view, sure)) ?? true));
      if (!isDue) {
        found.push({ image, regions: [], lines: [] });
        continue;
      }
      const regions = isLaidDown
        ? await laidDownRegions(image, sure, (lying) => look(lying, laidDown))
        : await allRegions(image, settings.detector, look);
      const open = regions.filter(({ box }) => !isReadWell(box, known));
      const unread = isLaidDown ? open : await withTraces(open, view, gate);
      found.push({ image, regions: view.view === 'equalised' ? surest(unread) : unread, lines: [] });
    }
    detect += performance.now() - started;
    started = performance.now();
    const unread = await readRegions(found, settings, reader);
    recognise += performance.now() - started;
    started = performance.now();
    const parted = await partedViews(unread, look);
    detect += performance.now() - started;
    started = performance.now();
    await readRegions(parted, settings, reader);
    recognise += performance.now() - started;
    round.forEach(({ group, view, isLaidDown }, index) => {
      const { lines } = found[index];
      const isBlock = unread.some((region) => region.view === found[index]);
      if (isBlock || !lines.every(isUpright)) mayBeTurned.add(view);
      read.set(group, [...(read.get(group) ?? []), ...(isLaidDown ? withoutLonely(lines) : lines)]);
    });
  }
  const merged = distinct.map((group) => joinLines(splitLines(mergeLines(read.get(group) ?? []))));
  return {
    frameIndices,
    lines: sameAs.map((index) => merged[index]),
    timesMs: { detect, recognise },
    sessionMs: inModels() - before,
  };
}

/** Of a turned line that is seen as it stands there may be parts only: laid down it is looked for all the same. */
const isUpright = ({ rotation }: TextLine): boolean => rotation % 180 === 0;

/**
 * Where every difference is made visible, and where a picture is enlarged, noise looks like hundreds of letters: so many regions are
 * read there, no more.
 */
const FURTHER_REGIONS = 40;

const surest = (regions: readonly Region[]): readonly Region[] =>
  [...regions].sort((a, b) => b.score - a.score).slice(0, FURTHER_REGIONS);

/** A view as it is detected in: as it stands, or laid down for turned text. */
interface Pass {
  readonly view: Frame;
  readonly isLaidDown: boolean;
}

/** What a viewer shows, picture and overlays, may hold turned text; the other views are only looked at as they stand. */
const passesOf = (views: readonly Frame[]): readonly Pass[] =>
  views.flatMap((view) => {
    const standing = { view, isLaidDown: false };
    const isShown = view === views[0] || view.view.startsWith('overlay:');
    return isShown ? [standing, { view, isLaidDown: true }] : [standing];
  });

/** One pass of each of several frames, first views first: what one shows well need not be read in the next. */
function rounds(groups: readonly FrameViews[]): (Pass & { readonly group: FrameViews })[][] {
  const found: (Pass & { readonly group: FrameViews })[][] = [];
  for (let from = 0; from < groups.length; from += FRAMES_AT_ONCE) {
    const chunk = groups.slice(from, from + FRAMES_AT_ONCE).map((group) => ({ group, passes: passesOf(group.views) }));
    const most = Math.max(...chunk.map(({ passes }) => passes.length));
    for (let k = 0; k < most; k++)
      found.push(chunk.flatMap(({ group, passes }) => (passes[k] ? [{ group, ...passes[k] }] : [])));
  }
  return found;
}

/** The detector on a picture; as in its first pass unless told otherwise. */
type Look = (picture: Raster, options?: DetectorOptions) => Promise<Region[]>;

const lookWith =
  ({ entry, passes }: DetectorUse, session: ModelSession): Look =>
  (picture, options = passes[0]) =>
    detectRegions(picture, entry, session, options);

async function allRegions(image: Raster, { passes }: DetectorUse, look: Look): Promise<Region[]> {
  const found: Region[] = [];
  for (const [index, pass] of passes.entries()) {
    const regions = await look(image, pass);
    found.push(...(index === 0 ? regions : surest(regions)));
  }
  return mergeRegions(found);
}

/** The same views with the regions of turned lines that the detector had taken for one. */
async function partedViews(unread: readonly UnreadRegion[], look: Look): Promise<ReadView[]> {
  const parted: ReadView[] = [];
  for (const { view, box } of unread) {
    const regions = await turnedLines(view.image, box, look);
    if (regions.length > 0) parted.push({ ...view, regions });
  }
  return parted;
}

interface AskedRegion extends Pick<Region, 'box' | 'glyph'> {
  readonly view: ReadView;
}

interface UnreadRegion {
  readonly view: ReadView;
  readonly box: Box;
}

/**
 * Reads every region of every view in one go, then those again that may stand on their head. Returns the regions that may be several turned lines.
 */
async function readRegions(
  views: readonly ReadView[],
  settings: DetectorEngineSettings,
  reader: LineReader,
): Promise<readonly UnreadRegion[]> {
  const regions = views.flatMap((view): AskedRegion[] => view.regions.map(({ box, glyph }) => ({ view, box, glyph })));
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
  const readUpsideDown = async (doubtful: readonly AskedRegion[]) => {
    const lines = doubtful.map(({ view, box }) => ({ line: cutLine(view.image, box, 180), frame: view.image }));
    const turned = await reader.read(lines);
    doubtful.forEach((region, index) => {
      readings.get(region)?.push(turned[index]);
    });
  };
  const doubtful = regions.filter((region) => !region.glyph && tryUpsideDown(region.box, readings.get(region)?.[0]));
  await readUpsideDown(doubtful);
  // Short texts read as something either way up (`79 M`, `W 6L`): they stand as the long ones in their view do.
  const onHead = new Set(doubtful.filter((region) => standsOnHead(readings.get(region) ?? [])).map(({ view }) => view));
  await readUpsideDown(regions.filter((region) => onHead.has(region.view) && !doubtful.includes(region)));
  const unread: UnreadRegion[] = [];
  for (const region of regions) {
    const best = bestReading(readings.get(region) ?? []);
    const read = best !== undefined && believable(best, region, region.view.image, leastScore(best, settings));
    if (read) region.view.lines.push(best);
    if (!region.glyph && mayBeTurnedBlock(region.box, read ? best : undefined)) unread.push(region);
  }
  return unread;
}

const leastScore = ({ text }: TextLine, { minScore, minShortScore = minScore }: DetectorEngineSettings): number =>
  text.length <= 3 ? minShortScore : minScore;

async function detectFrames(frames: readonly Frame[], use: DetectorUse, look: Look): Promise<Detection[][]> {
  const { distinct, sameAs } = distinctFrames(frames);
  const found: Detection[][] = [];
  for (const { views } of distinct) {
    const regions: Region[] = [];
    for (const view of views) {
      regions.push(...(await allRegions({ width: view.width, height: view.height, data: view.gray }, use, look)));
    }
    const seen = mergeRegions(regions).filter(({ glyph }) => !glyph);
    found.push(seen.map(({ box, score }) => ({ box, score, rotation: 0 })));
  }
  return sameAs.map((index) => found[index]);
}
