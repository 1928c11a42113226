import type { Box } from '../base/geometry';
import type { Frame, TextLine } from '../base/types';

/** Rows of a frame, the end exclusive. */
export type Band = readonly [top: number, bottom: number];

/** A detector looks at boxes with so many pixels above and below. */
const BESIDE = 64;

/** Bands of rows around boxes, those that touch as one. */
export function bandsOf(boxes: readonly Box[], height: number): readonly Band[] {
  const bands: [number, number][] = [];
  for (const box of [...boxes].sort((a, b) => a.top - b.top)) {
    const [top, bottom] = [Math.max(0, box.top - BESIDE), Math.min(height, box.bottom + BESIDE)];
    const last = bands.at(-1);
    if (last && top <= last[1]) last[1] = Math.max(last[1], bottom);
    else bands.push([top, bottom]);
  }
  return bands;
}

/** The band as a picture of its own; it shares the view's memory. */
export function cutBand({ gray, rgb, ...view }: Frame, [top, bottom]: Band): Frame {
  const [from, to] = [top * view.width, bottom * view.width];
  return {
    ...view,
    height: bottom - top,
    gray: gray.subarray(from, to),
    ...(rgb ? { rgb: rgb.subarray(3 * from, 3 * to) } : {}),
  };
}

export const moveBox = (box: Box, down: number): Box => ({ ...box, top: box.top + down, bottom: box.bottom + down });

/** A line of a band, or of what lies above one, where it stands in the other. */
export const moveLine = (line: TextLine, down: number): TextLine => ({
  ...line,
  box: moveBox(line.box, down),
  characters: line.characters.map((character) => ({ ...character, box: moveBox(character.box, down) })),
});
