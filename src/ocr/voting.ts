import type { TextLine } from '../base/types';
import type { RecogniserEntry } from '../models/manifest';
import type { ModelSession } from '../models/session';
import { confidence, consensus, type Reading } from './consensus';
import type { ClassTable } from './ctc';
import type { PlacedImage } from './detector-engine';
import { buildLine } from './lines';
import { cropRaster, invertRaster, type Raster, resizeRaster } from './raster';
import { type RecognisedLine, recogniseLines } from './recogniser';
import type { LineImage } from './upright';

/** A recogniser that votes on a line. */
export interface Voter {
  readonly entry: RecogniserEntry;
  readonly session: ModelSession;
  readonly table: ClassTable;
  /** Whether it is shown a disputed line in every way, or only as it is. */
  readonly often: boolean;
}

/** How a line is shown to the recogniser: margins relative to the height of the cut-out's own, and polarity. */
interface Showing {
  /** Rows cut off (negative) or repeated (positive) above and below, in heights of the ink. */
  readonly pad: number;
  /** Stretch along the line: narrow print reads better when widened. */
  readonly stretch: number;
  readonly invert: boolean;
}

const AS_IS: Showing = { pad: 0, stretch: 1, invert: false };
const FURTHER: readonly Showing[] = [
  { pad: 0, stretch: 1, invert: true },
  { pad: -0.12, stretch: 1, invert: false },
  { pad: 0.15, stretch: 1, invert: true },
  { pad: 0, stretch: 1.25, invert: false },
];

/** Readings that agree in every character, each at least this sure, need no further vote. */
const SURE = 0.8;
/**
 * Where no first reading is so sure on average texture is no text, and asking further is wasted: of 213 disputed lines of screens, clean and
 * real files that counted as text in the end none was, of 403 that did not 171. Strokes that a network sees are asked about all the same.
 */
const HOPELESS = 0.45;

interface Ballot {
  readonly placed: PlacedImage;
  readonly readings: Reading[];
  /** As the first recogniser saw it: where the columns of its ink are. */
  picture: Raster | undefined;
}

/**
 * Reads each line by all voters, disputed ones in more ways, and lets the readings vote. One answer a line, in their order.
 *
 * @param trusted where each character of the first voter's reading has this score, the others are not asked; default they always are
 */
export async function readByVote(
  lines: readonly PlacedImage[],
  voters: readonly Voter[],
  engine: string,
  trusted = Number.POSITIVE_INFINITY,
): Promise<(TextLine | undefined)[]> {
  const ballots = lines.map((placed): Ballot => ({ placed, readings: [], picture: undefined }));
  const [first, ...others] = voters;
  await vote(ballots, first, (line) => [show(line, AS_IS)]);
  const open = ballots.filter(({ readings }) => !isTrusted(readings[0], trusted));
  for (const voter of others) await vote(open, voter, (line) => [show(line, AS_IS)]);
  const disputed = open.filter((ballot) => !isHopeless(ballot) && !agree(ballot.readings));
  for (const voter of voters) await vote(disputed, voter, (line) => furtherPictures(line, voter));
  return ballots.map((ballot) => (isHopeless(ballot) ? undefined : elected(ballot, engine)));
}

const isHopeless = ({ placed, readings }: Ballot): boolean =>
  placed.line.isTexture && readings.every((reading) => confidence(reading) < HOPELESS);

const isTrusted = ({ characters }: Reading, trusted: number): boolean =>
  characters.length > 0 && characters.every(({ char, score }) => char === ' ' || score >= trusted);

/** One recogniser alone may be sure and wrong; two of different training rarely make the same mistake. */
function agree(readings: readonly Reading[]): boolean {
  const texts = readings.map(({ characters }) => characters.filter(({ char }) => char !== ' '));
  const [first] = texts;
  return (
    texts.length > 1 &&
    texts.every(
      (text) =>
        text.length === first.length && text.every(({ char, score }, k) => char === first[k].char && score >= SURE),
    )
  );
}

function furtherPictures(line: LineImage, { often }: Voter): Raster[] {
  const bare = line.withoutGround();
  return [...(bare ? [bare] : []), ...(often ? FURTHER.map((showing) => show(line, showing)) : [])];
}

/** Adds a voter's readings of one or more pictures of each line. */
async function vote(
  ballots: readonly Ballot[],
  { entry, session, table }: Voter,
  picturesOf: (line: LineImage) => readonly Raster[],
): Promise<void> {
  const shown = ballots.flatMap((ballot) => picturesOf(ballot.placed.line).map((picture) => ({ ballot, picture })));
  const answers = await recogniseLines(
    shown.map(({ picture }) => picture),
    entry,
    session,
    table,
  );
  shown.forEach(({ ballot }, k) => {
    ballot.picture ??= answers[k].image;
    ballot.readings.push({ weight: 1, characters: onLine(answers[k], ballot.placed.line) });
  });
}

function elected({ placed: { line, frame }, readings, picture }: Ballot, engine: string): TextLine | undefined {
  if (picture === undefined) return undefined;
  const scale = picture.width / line.image.width;
  const agreed = consensus(readings, (line.ink.bottom - line.ink.top) * 0.5);
  const characters = agreed.map((character) => ({ ...character, position: character.position * scale }));
  return buildLine({ image: picture, characters }, line, frame, engine);
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
