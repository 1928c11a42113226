import { connectedPieces } from '../base/connected';
import { type Box, boxArea, boxHeight, boxWidth, clipBox, growBox, intersectBoxes, unionBoxes } from '../base/geometry';
import type { Frame } from '../base/types';
import type { InkMap } from './map';

/** A detector looks at boxes with so many pixels around them. */
const BESIDE = 64;
/** Areas are whole cells of so many pixels. */
const CELL = 16;
/** From this share of a picture on it is looked at as a whole. */
const MOST = 0.75;

/** Areas of a picture that hold boxes and what stands beside them. No two overlap. */
export function areasAround(
  boxes: readonly Box[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly Box[] {
  const [columns, rows] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
  const cells = new Uint8Array(columns * rows);
  for (const box of boxes) {
    const { left, top, right, bottom } = growBox(box, BESIDE, BESIDE, width, height);
    for (let y = Math.floor(top / CELL); y < Math.ceil(bottom / CELL); y++)
      cells.fill(1, y * columns + Math.floor(left / CELL), y * columns + Math.ceil(right / CELL));
  }
  const pieces = connectedPieces(cells, columns, rows).map(({ box }) => scaled(box, CELL));
  const areas = apart(pieces).map((area) => clipBox(area, width, height));
  const sum = areas.reduce((total, area) => total + boxArea(area), 0);
  return sum > MOST * width * height ? [{ left: 0, top: 0, right: width, bottom: height }] : areas;
}

const scaled = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left * by,
  top: top * by,
  right: right * by,
  bottom: bottom * by,
});

/** Boxes that overlap become one, until none do. */
function apart(boxes: readonly Box[]): readonly Box[] {
  const done: Box[] = [];
  const waiting = [...boxes];
  for (let box = waiting.pop(); box !== undefined; box = waiting.pop()) {
    const next = box;
    const met = done.findIndex((other) => boxArea(intersectBoxes(next, other)) > 0);
    if (met < 0) done.push(next);
    else waiting.push(unionBoxes([next, ...done.splice(met, 1)]));
  }
  return done;
}

/** An area as a picture of its own. */
export function cutArea({ gray, rgb, ...view }: Frame, area: Box): Frame {
  const cut = (from: Uint8Array, channels: number): Uint8Array => {
    const row = boxWidth(area) * channels;
    const data = new Uint8Array(row * boxHeight(area));
    for (let y = area.top; y < area.bottom; y++) {
      const start = (y * view.width + area.left) * channels;
      data.set(from.subarray(start, start + row), (y - area.top) * row);
    }
    return data;
  };
  return {
    ...view,
    width: boxWidth(area),
    height: boxHeight(area),
    gray: cut(gray, 1),
    ...(rgb ? { rgb: cut(rgb, 3) } : {}),
  };
}

/** Puts what the network says of an area where it stands in the picture. */
export function putArea(part: InkMap, { left, top }: Box, whole: InkMap): void {
  for (let y = 0; y < part.height; y++) {
    const [from, to] = [y * part.width, (top + y) * whole.width + left];
    whole.ink.set(part.ink.subarray(from, from + part.width), to);
    whole.line.set(part.line.subarray(from, from + part.width), to);
  }
}
