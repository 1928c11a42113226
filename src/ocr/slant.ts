import { type Box, clipBox, unionBoxes } from '../base/geometry';
import type { TextLine } from '../base/types';
import type { Raster } from './raster';

/** A line of text at any angle, as a rectangle around its middle. */
export interface Slant {
  readonly x: number;
  readonly y: number;
  /** Half of its length and of its thickness, in pixels. */
  readonly along: number;
  readonly across: number;
  /** Degrees clockwise by which upright text was turned, -90 to 90. */
  readonly angle: number;
}

/** Central second moments of a region's pixels. */
export interface Moments {
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

/** Direction of the longest extent, degrees clockwise from the x axis, -90 to 90 (principal axis of the second moments). */
export const axisAngle = ({ xx, yy, xy }: Moments): number => (Math.atan2(2 * xy, xx - yy) / 2) * (180 / Math.PI);

/** A line is slanted when its ends lie so many of its thicknesses above or beside each other: less fits its upright box. */
const OFF_AXIS = 0.6;
/** A region so many times longer than thick has a direction. */
const ELONGATED = 2;

/** Whether a line needs its own direction: neither upright nor turned by a right angle. */
export function isSlanted({ along, across, angle }: Slant): boolean {
  if (along < ELONGATED * across) return false;
  const off = Math.min(Math.abs(angle), 90 - Math.abs(angle)) * (Math.PI / 180);
  return Math.sin(off) * along > OFF_AXIS * across;
}

/** Pixels around a slanted line that are cut out with it, in its thicknesses. */
const REACH = 1.5;

/** A slanted line turned upright, with its surroundings. */
export interface UprightCut {
  readonly image: Raster;
  /** The line in `image`. */
  readonly region: Box;
  /** Boxes of `image` as the boxes around them in the picture. */
  readonly inPicture: (box: Box) => Box;
}

/** Cuts a slanted line out of the picture, bilinear. Pixels outside the picture repeat its edge. */
export function cutSlanted(picture: Raster, { x, y, along, across, angle }: Slant): UprightCut {
  const reach = Math.ceil(across * REACH) + 4;
  const width = 2 * (Math.ceil(along) + reach);
  const height = 2 * (Math.ceil(across) + reach);
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const point = (u: number, v: number): [number, number] => {
    const [du, dv] = [u - width / 2, v - height / 2];
    return [x + du * cos - dv * sin, y + du * sin + dv * cos];
  };
  const data = new Uint8Array(width * height);
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const [px, py] = point(u + 0.5, v + 0.5);
      data[v * width + u] = sampled(picture, px - 0.5, py - 0.5);
    }
  }
  return {
    image: { width, height, data },
    region: { left: reach, top: reach, right: width - reach, bottom: height - reach },
    inPicture: (box) => {
      const corners = [
        point(box.left, box.top),
        point(box.right, box.top),
        point(box.left, box.bottom),
        point(box.right, box.bottom),
      ];
      return clipBox(
        unionBoxes(corners.map(([left, top]) => ({ left, top, right: left, bottom: top }))),
        picture.width,
        picture.height,
      );
    },
  };
}

function sampled({ width, height, data }: Raster, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const at = (column: number, row: number) =>
    data[Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column))];
  const [fx, fy] = [x - left, y - top];
  const upper = at(left, top) * (1 - fx) + at(left + 1, top) * fx;
  const lower = at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx;
  return Math.round(upper * (1 - fy) + lower * fy);
}

/** A line that was read in the cut-out, in the picture. */
export const lineInPicture = (line: TextLine, { inPicture }: UprightCut, { angle }: Slant): TextLine => ({
  ...line,
  angle,
  box: inPicture(line.box),
  characters: line.characters.map((character) => ({ ...character, box: inPicture(character.box) })),
});
