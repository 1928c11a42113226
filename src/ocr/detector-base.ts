import type { TextLine } from '../base/types';
import { DETECTOR_V6, RECOGNISER_BASE, RECOGNISER_LARGE, type RecogniserEntry } from '../models/manifest';
import { openSession, type Provider } from '../models/session';
import { isInstalled, verifyModel } from '../models/verify';
import { DEFAULT_CHARSET } from './ctc';
import { DETECTOR_OPTIONS, DETECTOR_V6_OPTIONS } from './detector';
import { type DetectorUse, type LineReader, openDetectorEngine, type PlacedImage, WITH_V4 } from './detector-engine';
import type { EngineOptions, OcrEngine } from './engine';
import { buildLine } from './lines';
import type { Raster } from './raster';
import { loadClassTable, recogniseLines } from './recogniser';

/**
 * `detector-base`: PP-OCRv6's detector and recogniser, each line read once.
 * Without the fetched models PP-OCRv4's take their place.
 */
export function openDetectorBase(options: EngineOptions): Promise<OcrEngine> {
  const fetched = isInstalled(DETECTOR_V6) && isInstalled(RECOGNISER_LARGE);
  const [detector, recogniser] = fetched ? [WITH_V6, RECOGNISER_LARGE] : [WITH_V4, RECOGNISER_BASE];
  const openReader = (provider: Provider) => openSingleReader('detector-base', recogniser, provider, options);
  return openDetectorEngine({ id: 'detector-base', detector, openReader, minScore: 0.5 }, options);
}

/** Enlarged, with anatomy taken down and single letters looked for as for PP-OCRv4: as it stands it passes over small print on noise. */
const LOOK = { ...DETECTOR_OPTIONS, db: DETECTOR_V6_OPTIONS.db };
const WITH_V6: DetectorUse = { entry: DETECTOR_V6, passes: [LOOK], laidDown: LOOK, seesTurned: true };

async function openSingleReader(
  id: string,
  entry: RecogniserEntry,
  provider: Provider,
  options: EngineOptions,
): Promise<LineReader> {
  const model = await verifyModel(entry);
  const table = await loadClassTable(entry, options.charset ?? DEFAULT_CHARSET);
  const session = await openSession(model, provider);
  return {
    device: provider,
    models: [{ file: model.file, sha256: model.sha256 }],
    get elapsedMs() {
      return session.elapsedMs;
    },
    async read(lines) {
      const recognise = async (placed: readonly PlacedImage[], images: readonly Raster[]) => {
        const answers = await recogniseLines(images, entry, session, table);
        return answers.map((answer, index) => buildLine(answer, placed[index].line, placed[index].frame, id));
      };
      const first = await recognise(
        lines,
        lines.map(({ line }) => line.image),
      );
      return againWithoutGround(lines, first, recognise);
    },
    close: () => session.close(),
  };
}

/** Readings less sure than this are tried again with the anatomy behind the letters taken away. */
const DOUBT = 0.95;

async function againWithoutGround(
  lines: readonly PlacedImage[],
  first: readonly (TextLine | undefined)[],
  recognise: (placed: readonly PlacedImage[], images: readonly Raster[]) => Promise<(TextLine | undefined)[]>,
): Promise<(TextLine | undefined)[]> {
  const doubtful = lines.flatMap((placed, index) => {
    const before = first[index];
    if (before && before.score >= DOUBT) return [];
    const image = placed.line.withoutGround();
    return image ? [{ placed, image, index }] : [];
  });
  const second = await recognise(
    doubtful.map(({ placed }) => placed),
    doubtful.map(({ image }) => image),
  );
  const best = [...first];
  doubtful.forEach(({ index }, k) => {
    if (certainty(second[k]) > certainty(best[index])) best[index] = second[k];
  });
  return best;
}

/** A reading that leaves letters out is no better for being sure of the others. */
const certainty = (line: TextLine | undefined): number =>
  line ? line.characters.reduce((sum, { char, score }) => sum + (char === ' ' ? 0 : score - 0.5), 0) : 0;
