import { RECOGNISER_BASE, RECOGNISER_LARGE, type RecogniserEntry } from '../models/manifest';
import { type ModelSession, openSession, type Provider } from '../models/session';
import { userRecogniser } from '../models/user-models';
import { isInstalled, verifyModel } from '../models/verify';
import { consensus, type Reading } from './consensus';
import { type ClassTable, DEFAULT_CHARSET } from './ctc';
import { DETECTOR_OPTIONS, type DetectorOptions } from './detector';
import { type LineReader, openDetectorEngine, type PlacedImage } from './detector-engine';
import type { EngineOptions, OcrEngine } from './engine';
import { buildLine } from './lines';
import { cropRaster, invertRaster, type Raster, resizeRaster } from './raster';
import { loadClassTable, type RecognisedLine, recogniseLines } from './recogniser';
import type { LineImage } from './upright';

/**
 * `detector-large`: spends more for accuracy. The detector looks twice, in two sizes; each line is read several times, with more and
 * less ground around it and in both polarities, by the larger recogniser and once by the base one, and the readings vote character by
 * character. A recogniser of the user's own (`userRecogniser`) takes the larger one's place; without either the base one votes alone.
 */
export function openDetectorLarge(options: EngineOptions): Promise<OcrEngine> {
  const openReader = (provider: Provider) => openVotingReader(provider, options);
  return openDetectorEngine({ id: 'detector-large', openReader, passes: PASSES, minScore: 0.4 }, options);
}

const PASSES: readonly DetectorOptions[] = [
  DETECTOR_OPTIONS,
  { ...DETECTOR_OPTIONS, flatten: false, scale: (side) => DETECTOR_OPTIONS.scale(side) * 1.5 },
];

/** How a line is shown to the recogniser: margins relative to the height of the cut-out's own, and polarity. */
interface Showing {
  /** Rows cut off (negative) or repeated (positive) above and below, in heights of the ink. */
  readonly pad: number;
  /** Stretch along the line: narrow print reads better when widened. */
  readonly stretch: number;
  readonly invert: boolean;
}

const SHOWINGS: readonly Showing[] = [
  { pad: 0, stretch: 1, invert: false },
  { pad: 0, stretch: 1, invert: true },
  { pad: -0.12, stretch: 1, invert: false },
  { pad: 0.15, stretch: 1, invert: true },
  { pad: 0, stretch: 1.25, invert: false },
];

const ALONE = 'The larger recogniser is not installed ("npm run setup" fetches it): detector-large reads without it.';

interface Voter {
  readonly entry: RecogniserEntry;
  readonly session: ModelSession;
  readonly table: ClassTable;
  readonly showings: readonly Showing[];
}

async function openVotingReader(provider: Provider, options: EngineOptions): Promise<LineReader> {
  const larger = (await userRecogniser()) ?? (isInstalled(RECOGNISER_LARGE) ? RECOGNISER_LARGE : undefined);
  if (larger === undefined) options.onNotice?.(ALONE);
  const entries: readonly RecogniserEntry[] = larger === undefined ? [RECOGNISER_BASE] : [RECOGNISER_BASE, larger];
  const models = await Promise.all(entries.map((entry) => verifyModel(entry)));
  const voters: Voter[] = [];
  for (const [index, entry] of entries.entries()) {
    const table = await loadClassTable(entry, options.charset ?? DEFAULT_CHARSET);
    const showings = entry === larger || larger === undefined ? SHOWINGS : SHOWINGS.slice(0, 1);
    voters.push({ entry, table, showings, session: await openSession(models[index], provider) });
  }
  return {
    device: provider,
    models: models.map(({ file, sha256 }) => ({ file, sha256 })),
    get elapsedMs() {
      return voters.reduce((sum, { session }) => sum + session.elapsedMs, 0);
    },
    read: (lines) => readLines(lines, voters),
    async close() {
      for (const { session } of voters) await session.close();
    },
  };
}

async function readLines(lines: readonly PlacedImage[], voters: readonly Voter[]) {
  const readings: Reading[][] = lines.map(() => []);
  const pictures: Raster[] = [];
  for (const { entry, session, table, showings } of voters) {
    const shown = lines.flatMap(({ line }) => showings.map((showing) => show(line, showing)));
    const answers = await recogniseLines(shown, entry, session, table);
    const bare = lines.flatMap(({ line }, index) => {
      const picture = line.withoutGround();
      return picture ? [{ picture, line, index }] : [];
    });
    const bareAnswers = await recogniseLines(
      bare.map(({ picture }) => picture),
      entry,
      session,
      table,
    );
    bare.forEach(({ line, index }, k) => {
      readings[index].push({ weight: 1, characters: onLine(bareAnswers[k], line) });
    });
    lines.forEach(({ line }, index) => {
      showings.forEach((_, k) => {
        const answer = answers[index * showings.length + k];
        if (k === 0) pictures[index] ??= answer.image;
        readings[index].push({ weight: 1, characters: onLine(answer, line) });
      });
    });
  }
  return lines.map(({ line, frame }, index) => {
    const image = pictures[index];
    const scale = image.width / line.image.width;
    const agreed = consensus(readings[index], (line.ink.bottom - line.ink.top) * 0.5);
    const characters = agreed.map((character) => ({ ...character, position: character.position * scale }));
    return buildLine({ image, characters }, line, frame, 'detector-large');
  });
}

function show({ image, ink }: LineImage, { pad, stretch, invert }: Showing): Raster {
  const rows = Math.round((ink.bottom - ink.top) * pad);
  const padded = cropRaster(image, { left: 0, top: -rows, right: image.width, bottom: image.height + rows });
  const wide = resizeRaster(padded, Math.round(padded.width * stretch), padded.height);
  return invert ? invertRaster(wide) : wide;
}

/** Positions of an answer in columns of the line's cut-out. */
function onLine({ image, characters }: RecognisedLine, line: LineImage) {
  const scale = line.image.width / image.width;
  return characters.map((character) => ({ ...character, position: character.position * scale }));
}
