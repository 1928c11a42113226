import { connectedPieces } from '../base/connected';
import { type Box, boxArea, boxHeight, boxWidth, clipBox, growBox, intersectBoxes, unionBoxes } from '../base/geometry';
import type { Frame } from '../base/types';

/** A detector looks at boxes with so many pixels around them. */
const BESIDE = 64;
/**
 * Areas are whole cells of so many pixels, the detector's multiple: another size is brought to it, and print of 8 pixels does not bear being
 * resampled.
 */
const CELL = 32;
/** From this share of a picture on it is looked at as a whole. */
const MOST = 0.75;

/** Areas of a picture that hold boxes and what stands around them. No two overlap. */
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
  const whole = { left: 0, top: 0, right: width, bottom: height };
  const areas = apart(connectedPieces(cells, columns).map(({ box }) => wholeCells(box, width, height)));
  const sum = areas.reduce((total, area) => total + boxArea(area), 0);
  return sum > MOST * boxArea(whole) ? [whole] : areas;
}

/** A box of cells in pixels, moved back inside where the picture ends amid a cell. */
function wholeCells(box: Box, width: number, height: number): Box {
  const [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom].map((at) => at * CELL);
  const [over, below] = [Math.max(0, right - width), Math.max(0, bottom - height)];
  return clipBox({ left: left - over, top: top - below, right: right - over, bottom: bottom - below }, width, height);
}

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

/** The area as a picture of its own. */
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
  const size = { width: boxWidth(area), height: boxHeight(area) };
  return { ...view, ...size, gray: cut(gray, 1), ...(rgb ? { rgb: cut(rgb, 3) } : {}) };
}
