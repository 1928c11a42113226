import { type Box, boxHeight, unionBoxes } from '../base/geometry';
import { readingBox } from '../base/reading-box';
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

/** Characters nearer than this many line heights belong to one word. */
const IN_WORD = 0.3;

/** Joins parts of one row that the detector saw apart though only a word space lies between them: upright rows, and those turned by a quarter. */
export function joinLines(lines: readonly TextLine[]): TextLine[] {
  const joined: TextLine[] = [];
  const turned = withTurnedDigits(lines);
  for (const line of turned.sort((a, b) => lying(a).left - lying(b).left)) {
    const at = joined.findIndex((other) => other.rotation === line.rotation && continues(lying(other), lying(line)));
    if (at < 0) joined.push(line);
    else joined[at] = joinedOf(joined[at], line);
  }
  return joined;
}

function joinedOf(before: TextLine, after: TextLine): TextLine {
  const isOneNumber =
    after.rotation !== 0 && isOneWord(before, after) && /\d$/.test(before.text) && /^\d/.test(after.text);
  const between = isOneNumber ? [] : [space(before, after)];
  return lineOf([...before.characters, ...between, ...after.characters], after);
}

/** Digits at an end of a turned number that were read as single upright ones run as it does. */
function withTurnedDigits(lines: readonly TextLine[]): TextLine[] {
  const found = [...lines];
  const isOpen = ({ rotation, text }: TextLine): boolean => rotation === 0 && /^\d$/.test(text);
  const next = (): number =>
    found.findIndex((line) => isOpen(line) && found.some((other) => isPartOfTurned(line, other)));
  for (let at = next(); at >= 0; at = next()) {
    const { rotation } = found.find((other) => isPartOfTurned(found[at], other))!;
    found[at] = { ...found[at], rotation };
  }
  return found;
}

function isPartOfTurned(digit: TextLine, other: TextLine): boolean {
  if (other.rotation !== 90 && other.rotation !== 270) return false;
  const turned = { ...digit, rotation: other.rotation };
  return (/^\d/.test(other.text) && isOneWord(turned, other)) || (/\d$/.test(other.text) && isOneWord(other, turned));
}

function isOneWord(before: TextLine, after: TextLine): boolean {
  const [one, other] = [lying(before), lying(after)];
  const gap = other.left - one.right;
  return continues(one, other) && gap < IN_WORD * Math.max(boxHeight(one), boxHeight(other));
}

/** The box in the direction of reading: a line runs to the right in it. */
const lying = ({ box, rotation }: TextLine): Box => readingBox(box, rotation);

function continues(before: Box, after: Box): boolean {
  const height = Math.max(boxHeight(before), boxHeight(after));
  const shared = Math.min(before.bottom, after.bottom) - Math.max(before.top, after.top);
  const gap = after.left - before.right;
  return shared > 0.6 * height && gap >= -0.1 * height && gap < JOIN * height;
}

/** Edges between two parts, by how they run. */
const FACING = { 0: ['right', 'left'], 90: ['bottom', 'top'], 180: ['left', 'right'], 270: ['top', 'bottom'] } as const;

function space({ box: before }: TextLine, { box: after, rotation }: TextLine): Character {
  const [end, start] = FACING[rotation];
  const between = [before[end], after[start]].sort((a, b) => a - b);
  const [low, high] = rotation % 180 === 0 ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
  const box = { ...unionBoxes([before, after]), [low]: between[0], [high]: between[1] };
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
