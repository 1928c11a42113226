import type { Box } from '../base/geometry';
import type { Frame, TextLine } from '../base/types';

/** Width in pixels of the border that Presidio puts around a picture before it is read. */
export const PRESIDIO_PADDING = 25;

/**
 * Presidio's 8-bit picture of stored grey values: from the least (white) to the greatest (black), fractions cut. Presidio turns the
 * polarity of every grey picture since 0.0.50, so that bright overlays become dark text for Tesseract. A picture of one value is black.
 *
 * @param level the window that the file asks for, 0 to 1 for a stored value (beyond is clipped); only with WindowWidth in the header, as
 *   Presidio applies it
 */
export function presidioRescale(values: ArrayLike<number>, level?: (value: number) => number): Uint8Array {
  const shown = level
    ? Float64Array.from({ length: values.length }, (_, i) => Math.min(1, Math.max(0, level(values[i]))))
    : values;
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < shown.length; i++) {
    if (shown[i] < least) least = shown[i];
    if (shown[i] > greatest) greatest = shown[i];
  }
  const gray = new Uint8Array(values.length);
  const range = greatest - least;
  if (range > 0) for (let i = 0; i < shown.length; i++) gray[i] = Math.floor(((greatest - shown[i]) / range) * 255);
  return gray;
}

/**
 * The picture with a border of its commonest grey value; of a colour picture, of the value in its middle (Presidio shrinks it to one
 * pixel without averaging).
 *
 * @param padding 1 to 99 pixels (`RangeError`)
 */
export function addPadding(frame: Frame, padding = PRESIDIO_PADDING): Frame {
  if (!Number.isInteger(padding) || padding <= 0 || padding >= 100)
    throw new RangeError('padding must be 1 to 99 pixels');
  const width = frame.width + 2 * padding;
  const height = frame.height + 2 * padding;
  const gray = new Uint8Array(width * height).fill(frame.rgb ? middle(frame) : commonest(frame.gray));
  for (let y = 0; y < frame.height; y++) {
    gray.set(frame.gray.subarray(y * frame.width, (y + 1) * frame.width), (y + padding) * width + padding);
  }
  return { frameIndex: frame.frameIndex, view: frame.view, width, height, gray };
}

const middle = ({ gray, width, height }: Frame): number =>
  gray[Math.floor(height / 2) * width + Math.floor(width / 2)] ?? 0;

/** Lines that were read on a padded picture, in the frame's own pixels. Coordinates below 0 become 0, as in Presidio. */
export function removePadding(lines: readonly TextLine[], padding = PRESIDIO_PADDING): readonly TextLine[] {
  return lines.map((line) => ({
    ...line,
    box: shifted(line.box, padding),
    characters: line.characters.map((character) => ({ ...character, box: shifted(character.box, padding) })),
  }));
}

/** Left and top move and stop at 0; width and height stay. */
function shifted(box: Box, by: number): Box {
  const left = Math.max(0, box.left - by);
  const top = Math.max(0, box.top - by);
  return { left, top, right: left + box.right - box.left, bottom: top + box.bottom - box.top };
}

/**
 * The stored value with which Presidio paints boxes on grey pictures: the commonest value of the four corners (`background`), or the
 * greatest value there minus it (`contrast`, its default).
 *
 * @param samples `rows * columns` stored values, row by row
 * @param cropRatio share of the picture that the corners take, above 0 and below 1 (`RangeError`)
 */
export function presidioFill(
  samples: ArrayLike<number>,
  rows: number,
  columns: number,
  fill: 'contrast' | 'background' = 'contrast',
  cropRatio = 0.75,
): number {
  if (!(cropRatio > 0 && cropRatio < 1)) throw new RangeError('cropRatio must be between 0 and 1');
  const [high, wide] = [Math.floor((rows * cropRatio) / 2), Math.floor((columns * cropRatio) / 2)];
  const corners: number[] = [];
  for (let y = 0; y < rows; y++) {
    if (y >= high && y < rows - high) continue;
    for (let x = 0; x < columns; x++) {
      if (x < wide || x >= columns - wide) corners.push(samples[y * columns + x]);
    }
  }
  const common = commonest(corners);
  const greatest = corners.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return fill === 'background' ? common : greatest - common;
}

/**
 * The three stored samples with which Presidio paints boxes on colour pictures: those of the pixel in the middle (`background`), or
 * their distance from white (`contrast`, its default).
 *
 * @param samples `rows * columns * 3` stored values, pixel by pixel
 * @param white the greatest value of a sample
 */
export function presidioColourFill(
  samples: ArrayLike<number>,
  rows: number,
  columns: number,
  white: number,
  fill: 'contrast' | 'background' = 'contrast',
): readonly [number, number, number] {
  const at = 3 * (Math.floor(rows / 2) * columns + Math.floor(columns / 2));
  const of = (channel: number) => (fill === 'background' ? samples[at + channel] : white - samples[at + channel]);
  return [of(0), of(1), of(2)];
}

/** The value that occurs most often, the lowest of several; 0 for none. */
function commonest(values: ArrayLike<number>): number {
  const counts = new Map<number, number>();
  for (let i = 0; i < values.length; i++) counts.set(values[i], (counts.get(values[i]) ?? 0) + 1);
  let best = 0;
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most || (count === most && value < best)) [best, most] = [value, count];
  }
  return best;
}
