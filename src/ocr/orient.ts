import { type Box, boxHeight, boxWidth } from '../base/geometry';
import type { Rotation, TextLine } from '../base/types';

/** A region this many times taller than wide may be turned text. */
const UPENDED = 1.6;
/** Upright readings at least this sure are not tried upside down. */
const SURE = 0.85;

export const isUpended = (region: Box): boolean => boxHeight(region) > UPENDED * boxWidth(region);

/** The rotations in which a region is read first. */
export const firstRotations = (region: Box): readonly Rotation[] => (isUpended(region) ? [0, 90, 270] : [0]);

/** A region that could not be read and is this much taller than wide may be several turned lines. */
const BLOCK = 0.8;

/** Whether a region may be several turned lines that the detector took for one: what was read of it does not say otherwise. */
export function mayBeTurnedBlock(region: Box, reading: TextLine | undefined): boolean {
  if (isUpended(region)) return reading === undefined || reading.rotation === 0;
  return boxHeight(region) > BLOCK * boxWidth(region) && reading === undefined;
}

/** Whether to read the region upside down, too. */
export function tryUpsideDown(region: Box, reading: TextLine | undefined): boolean {
  return boxWidth(region) > 1.5 * boxHeight(region) && (reading === undefined || reading.score < SURE);
}

/** A text of so many letters and digits, read so well, leaves no doubt how it stands. */
const LONG = 6;

/** Whether a region was clearly read upside down. */
export function standsOnHead(readings: readonly (TextLine | undefined)[]): boolean {
  const best = bestReading(readings);
  return best !== undefined && best.rotation === 180 && best.score >= SURE && signsOf(best) >= LONG;
}

/** Of readings of one region in several rotations the most convincing: turned text must read clearly better than upright. */
export function bestReading(readings: readonly (TextLine | undefined)[]): TextLine | undefined {
  const upright = readings.find((reading) => reading?.rotation === 0);
  let best: TextLine | undefined;
  for (const reading of readings) {
    if (reading && (best === undefined || conviction(reading, upright) > conviction(best, upright))) best = reading;
  }
  return best;
}

function conviction(line: TextLine, upright: TextLine | undefined): number {
  const signs = signsOf(line);
  // Any narrow picture reads as some single stroke; several letters in a row are no accident.
  if (line.rotation === 0) return line.score * (signs > 0 ? 1 : 0.5);
  const length = Math.min(1.1, signs / 2.5);
  // On its head a line has as many letters as upright: the reading that has fewer sees less of it, however sure it is of those.
  const seen = line.rotation === 180 && upright ? Math.min(1, signs / Math.max(1, signsOf(upright))) : 1;
  return line.score * length * seen;
}

const signsOf = (line: TextLine): number => line.characters.filter(({ char }) => /[\p{L}\d]/u.test(char)).length;
