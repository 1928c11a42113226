import { type Box, clipBox, shiftBox } from '../base/geometry';
import type { Character, TextLine } from '../base/types';
import { fixLookAlikes } from './context';
import { placeCharacters } from './edges';
import { columnProfile } from './ink';
import type { RecognisedLine } from './recogniser';
import { type LineImage, turnedBox } from './upright';

/** Recognised characters -> a line with character boxes in frame pixels; `undefined` when nothing was read. */
export function buildLine(
  read: RecognisedLine,
  line: LineImage,
  frame: { readonly width: number; readonly height: number },
  engine: string,
): TextLine | undefined {
  const scaleY = read.image.height / line.image.height;
  const scaleX = read.image.width / line.image.width;
  const top = Math.floor(line.ink.top * scaleY);
  const bottom = Math.ceil(line.ink.bottom * scaleY);
  const profile = columnProfile(read.image, line.levels, top, bottom, Math.round(bottom - top));
  const placed = fixLookAlikes(
    placeCharacters(read.characters, { profile, textHeight: (bottom - top) * (scaleX / scaleY) }),
  );
  if (placed.length === 0) return undefined;
  const characters = placed.map(({ char, score, alternatives, left, right }, index): Character => {
    // At its ends the line reaches as far as its ink, also where the recogniser saw nothing.
    const from = index === 0 ? Math.min(left / scaleX, line.ink.left) : left / scaleX;
    const to = index === placed.length - 1 ? Math.max(right / scaleX, line.ink.right) : right / scaleX;
    const box = { left: from, right: to, top: line.ink.top, bottom: line.ink.bottom };
    return { char, score, alternatives, box: clipBox(toPicture(box, line), frame.width, frame.height) };
  });
  const visible = characters.filter(({ char }) => char !== ' ');
  return {
    text: characters.map(({ char }) => char).join(''),
    box: clipBox(line.box, frame.width, frame.height),
    rotation: line.rotation,
    score: visible.reduce((sum, { score }) => sum + score, 0) / visible.length,
    characters,
    engine,
  };
}

/** A box of the upright cut-out, in the picture. */
export function toPicture(box: Box, { image, area, rotation }: LineImage): Box {
  return shiftBox(turnedBox(box, image, rotation), area.left, area.top);
}
