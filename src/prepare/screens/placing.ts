import type { InkStyle } from '../burn';
import { burnBlock, type Stage } from '../compose';
import { type Mask, rotateMask, type TextMask } from '../mask';
import type { Piece, Placed } from '../piece';
import type { Raster } from '../raster';
import { renderLetters, slantMask } from './letters';
import type { Look, Run, Sheet } from './sheet';
import { luminance } from './surface';

/** A run with its letters drawn and its place found. */
export interface PlacedRun {
  readonly run: Run;
  /** Masks with places in the picture. */
  readonly placed: readonly Placed[];
  readonly box: readonly [left: number, top: number, width: number, height: number];
}

interface Line {
  readonly parts: readonly { readonly piece: Piece; readonly mask: TextMask; readonly x: number }[];
  readonly width: number;
}

async function drawLine(pieces: readonly Piece[], look: Look, gap: number): Promise<Line> {
  const masks = await Promise.all(pieces.map(({ text }) => renderLetters(text, look)));
  let x = 0;
  const parts = masks.map((mask, i) => {
    const part = { piece: pieces[i], mask, x };
    if (mask.width > 0) x += mask.width + gap;
    return part;
  });
  return { parts, width: Math.max(0, x - gap) };
}

/** Letters are not made smaller than this to fit. */
const SMALLEST = 8;

/** The line made to fit its room: smaller (where it may be), or its last piece cut short with dots. */
async function fittedLine({ pieces, look, options }: Run): Promise<{ line: Line; look: Look }> {
  const gapOf = (size: number) => options.gap ?? Math.max(3, Math.round(size * 0.35));
  let line = await drawLine(pieces, look, gapOf(look.size));
  const room = options.room ?? Number.POSITIVE_INFINITY;
  if (line.width <= room) return { line, look };
  if (options.fit !== 'cut') {
    let { size } = look;
    while (line.width > room && size > SMALLEST) {
      size -= 1;
      line = await drawLine(pieces, { ...look, size }, gapOf(size));
    }
    if (line.width <= room) return { line, look: { ...look, size } };
  }
  let last = pieces[pieces.length - 1];
  while (line.width > room && last.text.length > 4) {
    last = {
      ...last,
      text: `${last.text.replace(/\.*$/, '').slice(0, -2).trimEnd()}...`,
      value: last.value ?? last.text,
    };
    line = await drawLine([...pieces.slice(0, -1), last], look, gapOf(look.size));
  }
  return { line, look };
}

/** Draws the letters of all runs and finds their places; runs that would cover an earlier one or leave the picture are left out. */
export async function placeRuns(sheet: Sheet): Promise<PlacedRun[]> {
  const out: PlacedRun[] = [];
  for (const run of sheet.runs) {
    const placed = await placeRun(run, sheet.raster);
    if (placed === undefined) continue;
    if (run.options.over !== true && out.some((other) => sharesFrame(other.run, run) && meets(other.box, placed.box)))
      continue;
    out.push(placed);
  }
  return out;
}

async function placeRun(wished: Run, { columns, rows }: Raster): Promise<PlacedRun | undefined> {
  const { line, look } = await fittedLine(wished);
  const run = { ...wished, look };
  const { align = 'left', turn = 0 } = run.options;
  const ascent = Math.round(look.size * 0.8);
  const shift = align === 'right' ? line.width : align === 'center' ? Math.round(line.width / 2) : 0;
  const parts = line.parts.filter(({ mask }) => mask.width > 0);
  const placed: Placed[] =
    turn === 0
      ? parts.map(({ piece, mask, x }) => ({
          piece,
          mask,
          x: Math.round(run.x) - shift + x,
          y: Math.round(run.y) + ascent - mask.baseline,
        }))
      : turned(parts, turn, run, shift, ascent);
  if (placed.length === 0) return undefined;
  const left = Math.min(...placed.map(({ x }) => x));
  const top = Math.min(...placed.map(({ y }) => y));
  const width = Math.max(...placed.map(({ x, mask }) => x + mask.width)) - left;
  const height = Math.max(...placed.map(({ y, mask }) => y + mask.height)) - top;
  if (left < 0 || top < 0 || left + width > columns || top + height > rows) return undefined;
  return { run, placed, box: [left, top, width, height] };
}

/** Pieces of a turned line: each mask is turned, and its middle goes where turning the whole line around its start takes it. */
function turned(parts: Line['parts'], turn: number, { x, y }: Run, shift: number, ascent: number): Placed[] {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  return parts.map(({ piece, mask, x: at }) => {
    const [u, v] = [at - shift + mask.width / 2, ascent - mask.baseline + mask.height / 2];
    const out: Mask = turn % 90 === 0 ? rotateMask(mask, turn as 90 | 180 | 270) : slantMask(mask, turn);
    return {
      piece,
      mask: out,
      x: Math.round(x + u * cos - v * sin - out.width / 2),
      y: Math.round(y + u * sin + v * cos - out.height / 2),
    };
  });
}

const sharesFrame = (a: Run, b: Run): boolean =>
  a.options.frames === undefined ||
  b.options.frames === undefined ||
  a.options.frames.some((frame) => b.options.frames!.includes(frame));

const meets = (a: PlacedRun['box'], b: PlacedRun['box']): boolean =>
  a[0] < b[0] + b[2] + 2 && b[0] < a[0] + a[2] + 2 && a[1] < b[1] + b[3] + 1 && b[1] < a[1] + a[3] + 1;

/** Burns the runs. `inkOf` tells how a look is drawn on this raster. */
export function burnRuns(
  stage: Stage,
  runs: readonly PlacedRun[],
  inkOf: (look: Look, run: PlacedRun) => InkStyle,
): void {
  const all = Array.from({ length: stage.raster.frames }, (_, frame) => frame);
  for (const item of runs) {
    const { run, placed, box } = item;
    const block = { width: box[2], height: box[3], placed };
    burnBlock(stage, run.options.frames ?? all, block, { left: 0, top: 0 }, inkOf(run.look, item));
  }
}

/** Ink on grey and true-colour rasters. */
export function plainInk({ colour, effect }: Look): InkStyle {
  const level = luminance(colour);
  const rim = level > 0.5 ? 0 : 1;
  return {
    level,
    rgb: colour,
    ...(effect === 'shadow' ? { shadow: rim } : {}),
    ...(effect === 'outline' ? { outline: rim } : {}),
  };
}
