import type { TruthItem } from '../base/truth';
import { burn, groundLevel, type Ink8 } from './burn';
import { type Ink, packInk } from './ink';
import type { Block, Piece } from './layout';
import type { Rng } from './random';
import type { Raster } from './raster';

/** Truth of one burnt block: `annotation` as published, `labels` for ink that is neither patient data nor to be kept. */
export interface BurntBlock {
  readonly annotation: readonly TruthItem[];
  readonly labels: readonly TruthItem[];
}

/** Burns a block with its top-left corner at `left`, `top`. Black or white by the ground when no ink is given. */
export function burnBlock(
  raster: Raster,
  frame: number,
  block: Block,
  left: number,
  top: number,
  ink: Ink8 = readableInk(raster, frame, [left, top, block.width, block.height]),
): BurntBlock {
  const burnt = block.placed.map(({ piece, mask, x, y }) => ({
    piece,
    ink: burn(raster, frame, mask, left + x, top + y, ink),
  }));
  const annotation: TruthItem[] = [];
  const labels: TruthItem[] = [];
  const joined = new Set<string>();
  for (const { piece, ink: own } of burnt) {
    if (piece.joins !== undefined && joined.has(piece.joins)) continue;
    const parts = piece.joins === undefined ? undefined : burnt.filter((other) => other.piece.joins === piece.joins);
    if (piece.joins !== undefined) joined.add(piece.joins);
    const drawn = parts === undefined ? piece.text : parts.map((part) => part.piece.text).join(' ');
    const item = truthItem(piece, drawn, frame, parts === undefined ? own : joinInk(parts.map((part) => part.ink)));
    (piece.field === 'label' ? labels : annotation).push(item);
  }
  return { annotation, labels };
}

function truthItem(piece: Piece, drawn: string, frame: number, ink: Ink): TruthItem {
  return {
    value: { text: piece.value ?? piece.text, bbox: ink.box },
    field: piece.field,
    drawn,
    phiClass: piece.phiClass,
    frame,
    ink: packInk(ink),
  };
}

function joinInk(inks: readonly Ink[]): Ink {
  const real = inks.filter(({ bits }) => bits.length > 0);
  if (real.length <= 1) return real[0] ?? inks[0];
  const left = Math.min(...real.map(({ box }) => box[0]));
  const top = Math.min(...real.map(({ box }) => box[1]));
  const width = Math.max(...real.map(({ box }) => box[0] + box[2])) - left;
  const height = Math.max(...real.map(({ box }) => box[1] + box[3])) - top;
  const bits = new Uint8Array(width * height);
  for (const { box, bits: part } of real) {
    for (let y = 0; y < box[3]; y++) {
      for (let x = 0; x < box[2]; x++) bits[(box[1] - top + y) * width + box[0] - left + x] |= part[y * box[2] + x];
    }
  }
  return { box: [left, top, width, height], bits };
}

/** Black on a bright ground, white on a dark one. */
export function readableInk(raster: Raster, frame: number, box: readonly [number, number, number, number]): Ink8 {
  return { level: groundLevel(raster, frame, box) > 0.5 ? 0 : 1 };
}

export const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
export type Corner = (typeof CORNERS)[number];

/** Where a block of that size goes: in the corner, `margin` pixels (across, down) from the edges, inside the frame where it fits. */
export function cornerPlace(
  raster: Raster,
  block: { readonly width: number; readonly height: number },
  corner: Corner,
  margin: readonly [number, number],
): { readonly left: number; readonly top: number } {
  const across = Math.max(0, raster.columns - block.width);
  const down = Math.max(0, raster.rows - block.height);
  const [x, y] = [Math.min(margin[0], across), Math.min(margin[1], down)];
  return { left: corner.endsWith('left') ? x : across - x, top: corner.startsWith('top') ? y : down - y };
}

/** A margin as the published pictures have it: 4 to 20 % of the side. */
export const randomMargin = (rng: Rng, raster: Raster): readonly [number, number] => [
  Math.round(raster.columns * rng.range(0.04, 0.2)),
  Math.round(raster.rows * rng.range(0.01, 0.15)),
];
