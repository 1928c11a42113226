import { type Box, clipBox } from '../base/geometry';
import type { Character, Rotation, TextLine } from '../base/types';
import { placeCharacters } from './edges';
import { columnProfile, inkOf } from './ink';
import type { RecognisedLine } from './recogniser';

/** Where an upright line image came from: `box` of the frame, turned by `-rotation`. */
export interface LineSource {
  readonly box: Box;
  readonly rotation: Rotation;
}

/** Recognised characters -> a line with character boxes in frame pixels; `undefined` when nothing was read. */
export function buildLine(
  read: RecognisedLine,
  source: LineSource,
  frame: { readonly width: number; readonly height: number },
  engine: string,
): TextLine | undefined {
  const { image } = read;
  const ink = inkOf(image);
  const placed = placeCharacters(read.characters, {
    profile: columnProfile(ink, 0, image.height),
    textHeight: image.height * 0.6,
  });
  if (placed.length === 0) return undefined;
  const characters = placed.map(
    ({ char, score, alternatives, left, right }): Character => ({
      char,
      score,
      alternatives,
      box: toFrame({ left, top: 0, right, bottom: image.height }, image, source, frame),
    }),
  );
  const visible = characters.filter(({ char }) => char !== ' ');
  return {
    text: characters.map(({ char }) => char).join(''),
    box: clipBox(source.box, frame.width, frame.height),
    rotation: source.rotation,
    score: visible.reduce((sum, { score }) => sum + score, 0) / visible.length,
    characters,
    engine,
  };
}

/** A box of the upright line image, back in the frame. */
function toFrame(
  box: Box,
  image: { readonly width: number; readonly height: number },
  { box: from, rotation }: LineSource,
  frame: { readonly width: number; readonly height: number },
): Box {
  const turned = rotation === 90 || rotation === 270;
  const width = from.right - from.left;
  const height = from.bottom - from.top;
  const [x0, x1] = [box.left / image.width, box.right / image.width];
  const [y0, y1] = [box.top / image.height, box.bottom / image.height];
  const [left, right, top, bottom] = turned
    ? rotation === 90
      ? [1 - y1, 1 - y0, x0, x1]
      : [y0, y1, 1 - x1, 1 - x0]
    : rotation === 180
      ? [1 - x1, 1 - x0, 1 - y1, 1 - y0]
      : [x0, x1, y0, y1];
  return clipBox(
    {
      left: from.left + left * width,
      right: from.left + right * width,
      top: from.top + top * height,
      bottom: from.top + bottom * height,
    },
    frame.width,
    frame.height,
  );
}
