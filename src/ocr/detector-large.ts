import { RECOGNISER_BASE, RECOGNISER_LARGE, type RecogniserEntry } from '../models/manifest';
import { openSession, type Provider } from '../models/session';
import { userRecogniser } from '../models/user-models';
import { isInstalled, verifyModel } from '../models/verify';
import { DEFAULT_CHARSET } from './ctc';
import { DETECTOR_OPTIONS } from './detector';
import { type DetectorUse, type LineReader, openDetectorEngine, WITH_V4 } from './detector-engine';
import type { EngineOptions, OcrEngine } from './engine';
import { loadClassTable } from './recogniser';
import { readByVote, type Voter } from './voting';

/**
 * `detector-large`: spends more for accuracy. The detector looks twice, in two sizes; each line is read by the larger recogniser and by
 * the base one. Where they do not agree it is read again, with more and less ground around it, wider and in both polarities, and the
 * readings vote character by character. A recogniser of the user's own (`userRecogniser`) takes the larger one's place; without either
 * the base one votes alone.
 */
export function openDetectorLarge(options: EngineOptions): Promise<OcrEngine> {
  const openReader = (provider: Provider) => openVotingReader(provider, options, 'detector-large');
  // Readers that do not agree are little sure of a text; of a short one that is all there is to tell it from texture.
  const detector: DetectorUse = { ...WITH_V4, passes: PASSES };
  const settings = { id: 'detector-large', detector, openReader, minScore: 0.4, minShortScore: 0.6 };
  return openDetectorEngine(settings, options);
}

/** From this score of each character on the larger recogniser's word alone is taken. */
const TRUSTED = 0.9;

const PASSES: DetectorUse['passes'] = [
  DETECTOR_OPTIONS,
  { ...DETECTOR_OPTIONS, flatten: false, scale: (side) => DETECTOR_OPTIONS.scale(side) * 1.5 },
];

/**
 * The recognisers that vote. `detector-large`: the base one first, both on every line; `detector-v6`: the larger one first, and alone where it is sure.
 *
 * @param engine the id that the lines carry
 */
export async function openVotingReader(
  provider: Provider,
  options: EngineOptions,
  engine: 'detector-large' | 'detector-v6',
): Promise<LineReader> {
  const larger = (await userRecogniser()) ?? (isInstalled(RECOGNISER_LARGE) ? RECOGNISER_LARGE : undefined);
  if (larger === undefined)
    options.onNotice?.(
      `The larger recogniser is not installed ("npm run setup" fetches it): ${engine} reads without it.`,
    );
  const both: readonly RecogniserEntry[] = larger === undefined ? [RECOGNISER_BASE] : [RECOGNISER_BASE, larger];
  const entries = engine === 'detector-v6' ? [...both].reverse() : both;
  const models = await Promise.all(entries.map((entry) => verifyModel(entry)));
  const voters: Voter[] = [];
  for (const [index, entry] of entries.entries()) {
    const table = await loadClassTable(entry, options.charset ?? DEFAULT_CHARSET);
    voters.push({
      entry,
      table,
      often: entry === larger || larger === undefined,
      session: await openSession(models[index], provider),
    });
  }
  return {
    device: provider,
    models: models.map(({ file, sha256 }) => ({ file, sha256 })),
    get elapsedMs() {
      return voters.reduce((sum, { session }) => sum + session.elapsedMs, 0);
    },
    read: (lines) => readByVote(lines, voters, engine, engine === 'detector-v6' ? TRUSTED : undefined),
    async close() {
      for (const { session } of voters) await session.close();
    },
  };
}
