import { type Box, boxHeight, boxWidth, unionBoxes } from '../base/geometry';
import type { Character, TextLine } from '../base/types';
import type { InkClaim } from './owners';

/**
 * So many heights of its line no letter is wide, and no mark: what stands there is something else that could not be read, as letters of a
 * script that the reader does not know. Of 65,000 letters and marks of Latin lines none had such a box.
 */
const WIDEST = { letter: 3.4, mark: 2 };
/** Strokes in a row read as one are long. */
const RULE = /[-_=—–~]/;

/** What a line claims of the ink: its letters' boxes. What is far too wide for the letter or mark that was read there belongs to nobody. */
export function claimOf(line: TextLine): InkClaim {
  const size = sizeOf(line);
  const { box, characters } = line;
  if (line.angle !== undefined) return { box, pieces: characters.map((character) => character.box), size };
  const runs: Box[][] = [[]];
  for (const character of characters) {
    if (isSpread(character, line)) runs.push([]);
    else if (character.char !== ' ') runs.at(-1)!.push(character.box);
  }
  if (runs.length === 1) return { box, pieces: [box], size };
  return { box, pieces: runs.filter((run) => run.length > 0).map(unionBoxes), size };
}

/** Whether a letter of a line is far too wide for what it was read as. */
export function isSpread({ char, box }: Character, line: TextLine): boolean {
  if (char === ' ' || RULE.test(char) || line.angle !== undefined) return false;
  const widest = /[\p{L}\d]/u.test(char) ? WIDEST.letter : WIDEST.mark;
  return (line.rotation % 180 === 0 ? boxWidth(box) : boxHeight(box)) > widest * sizeOf(line);
}

/** Height of a line's letters in pixels. */
export function sizeOf({ box, rotation, angle, characters, text }: TextLine): number {
  if (angle === undefined) return Math.max(1, rotation % 180 === 0 ? boxHeight(box) : boxWidth(box));
  const sides = characters.map((character) => Math.min(boxHeight(character.box), boxWidth(character.box)));
  return Math.max(1, sides.reduce((sum, side) => sum + side, 0) / Math.max(1, text.length));
}
