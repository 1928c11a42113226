import { unionBoxes } from '../base/geometry';
import type { Character, TextLine } from '../base/types';

/** Parts of a row nearer than this many line heights are one line with a space between them. */
const JOIN = 0.9;
/** A gap inside a line of this many line heights parts two columns. */
const SPLIT = 2.4;

/** Cuts lines where a wide gap shows that two columns were taken for one line. Upright lines only. */
export function splitLines(lines: readonly TextLine[]): TextLine[] {
  return lines.flatMap((line) => {
    if (line.rotation !== 0) return [line];
    const height = line.box.bottom - line.box.top;
    const parts: Character[][] = [[]];
    for (const character of line.characters) {
      if (character.char === ' ' && character.box.right - character.box.left > SPLIT * height) parts.push([]);
      else parts[parts.length - 1].push(character);
    }
    if (parts.length === 1) return [line];
    return parts.filter((part) => part.length > 0).map((part) => lineOf(part, line));
  });
}

function lineOf(characters: readonly Character[], { engine, rotation }: TextLine): TextLine {
  const visible = characters.filter(({ char }) => char !== ' ');
  return {
    text: characters.map(({ char }) => char).join(''),
    box: unionBoxes(characters.map(({ box }) => box)),
    rotation,
    score: visible.reduce((sum, { score }) => sum + score, 0) / Math.max(1, visible.length),
    characters,
    engine,
  };
}

/** Joins parts of one row that the detector saw apart though only a word space lies between them. Upright lines only. */
export function joinLines(lines: readonly TextLine[]): TextLine[] {
  const joined: TextLine[] = [];
  for (const line of [...lines].sort((a, b) => a.box.left - b.box.left)) {
    const at = joined.findIndex((other) => continues(other, line));
    if (at < 0) joined.push(line);
    else joined[at] = lineOf([...joined[at].characters, space(joined[at], line), ...line.characters], line);
  }
  return joined;
}

function continues(before: TextLine, after: TextLine): boolean {
  if (before.rotation !== 0 || after.rotation !== 0) return false;
  const heights = [before.box.bottom - before.box.top, after.box.bottom - after.box.top];
  const shared = Math.min(before.box.bottom, after.box.bottom) - Math.max(before.box.top, after.box.top);
  const gap = after.box.left - before.box.right;
  const height = Math.max(...heights);
  return shared > 0.6 * height && gap >= -0.1 * height && gap < JOIN * height;
}

function space(before: TextLine, after: TextLine): Character {
  const box = {
    left: Math.min(before.box.right, after.box.left),
    right: Math.max(before.box.right, after.box.left),
    top: Math.min(before.box.top, after.box.top),
    bottom: Math.max(before.box.bottom, after.box.bottom),
  };
  return { char: ' ', box, score: 1, alternatives: [] };
}

/** By more than this share of the taller line's height the middles of two rows are apart. */
const APART = 0.4;

/**
 * Whether two lines of one direction are two rows although their boxes overlap: the box of an outlined row reaches far into the next one. What reads as
 * a part of the other is the same row, cut badly.
 */
export function standApart(a: TextLine, b: TextLine): boolean {
  const across = ({ box, rotation }: TextLine) =>
    rotation % 180 === 0 ? [box.top, box.bottom] : [box.left, box.right];
  const [first, second] = [across(a), across(b)];
  const apart = Math.abs(first[0] + first[1] - second[0] - second[1]) / 2;
  return apart > APART * Math.max(first[1] - first[0], second[1] - second[0]) && !isPartOf(a.text, b.text);
}

/** Runs of so many characters do not occur in two texts by chance. */
const RUN = 3;

/** Whether more than half of the shorter text stands in the longer one, in runs of three characters and more, case aside. */
function isPartOf(a: string, b: string): boolean {
  const [part, whole] = [a, b]
    .map((text) => text.toLowerCase().replaceAll(' ', ''))
    .sort((x, y) => x.length - y.length);
  const known = [...part].filter((_, at) =>
    Array.from({ length: RUN }, (_, shift) => at - shift).some(
      (from) => from >= 0 && from + RUN <= part.length && whole.includes(part.slice(from, from + RUN)),
    ),
  );
  return known.length * 2 > part.length;
}
