import type { Box } from '../base/geometry';
import type { Frame } from '../base/types';
import { isTurned } from './rows';

/** Grey levels by which a pixel may differ from the text's own level and still be of its strokes. */
export const TOLERANCE = 40;
/** Less contrast between text and ground than this tells nothing. */
const LOWEST_CONTRAST = 40;

/** Whether a view shows nothing but what is drawn in one value. */
export const isInkView = ({ view }: Frame): boolean => view.startsWith('ink:');

/** A box seen along its text: `a` runs along, `b` across. */
export interface Along {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly length: number;
  readonly breadth: number;
  gray(a: number, b: number): number;
  column(a: number): Box;
  grown(from: number, to: number): Box;
}

/** @param turned by 90 or 270 degrees; left out, a box that is higher than twice its width is */
export function along({ gray, width, height }: Frame, box: Box, turned = isTurned(box)): Along {
  if (turned) {
    return {
      from: box.top,
      to: box.bottom,
      low: box.left,
      high: box.right,
      length: height,
      breadth: width,
      gray: (a, b) => gray[a * width + b],
      column: (a) => ({ ...box, top: a, bottom: a + 1 }),
      grown: (top, bottom) => ({ ...box, top, bottom }),
    };
  }
  return {
    from: box.left,
    to: box.right,
    low: box.top,
    high: box.bottom,
    length: width,
    breadth: height,
    gray: (a, b) => gray[b * width + a],
    column: (a) => ({ ...box, left: a, right: a + 1 }),
    grown: (left, right) => ({ ...box, left, right }),
  };
}

/** The level of the strokes: the end of the range in the box that lies further from the ground around it. */
export const inkLevel = (view: Along): number | undefined => inkAndGround(view)?.ink;

/** Levels of the strokes and of the ground beside the text; `undefined` where they are too much alike. */
export function inkAndGround(view: Along): { readonly ink: number; readonly ground: number } | undefined {
  const inside: number[] = [];
  const around: number[] = [];
  for (let a = view.from; a < view.to; a += 1) {
    for (let b = view.low; b < view.high; b += 1) inside.push(view.gray(a, b));
    if (view.low > 0) around.push(view.gray(a, view.low - 1));
    if (view.high < view.breadth) around.push(view.gray(a, view.high));
  }
  if (inside.length === 0 || around.length === 0) return undefined;
  inside.sort((x, y) => x - y);
  around.sort((x, y) => x - y);
  const ground = around[around.length >> 1];
  // A tenth of the box is stroke even in thin type, and single pixels of noise are not.
  const dark = inside[Math.floor(inside.length * 0.05)];
  const bright = inside[Math.ceil(inside.length * 0.95) - 1];
  const level = bright - ground >= ground - dark ? bright : dark;
  return Math.abs(level - ground) < LOWEST_CONTRAST ? undefined : { ink: level, ground };
}
