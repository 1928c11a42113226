import type { TruthItem } from '../base/truth';
import { type Area, burn, changedInk, hiddenShare, type InkStyle } from './burn';
import { type Ink, packInk } from './ink';
import type { Block, Piece } from './piece';
import type { Rng } from './random';
import type { Raster, Samples } from './raster';

/** A raster that is being written on, with its clean state and what was drawn so far. */
export interface Stage {
  readonly raster: Raster;
  readonly clean: Samples;
  readonly marks: Mark[];
}

interface Mark {
  readonly pieces: readonly Piece[];
  readonly frame: number;
  readonly areas: readonly Area[];
}

export const openStage = (raster: Raster): Stage => ({ raster, clean: raster.samples.slice(), marks: [] });

/** Where the top-left corner of a block stands; may be negative. */
export interface Place {
  readonly left: number;
  readonly top: number;
}

/** Burns a block into some frames. Pieces that belong together (a wrapped text) become one truth item. */
export function burnBlock(stage: Stage, frames: readonly number[], block: Block, place: Place, ink: InkStyle): void {
  for (const frame of frames) {
    const joined = new Map<string, { pieces: Piece[]; areas: Area[] }>();
    for (const { piece, mask, x, y } of block.placed) {
      const areas = burn(stage.raster, frame, { left: place.left + x, top: place.top + y, mask }, ink);
      const group = piece.joins === undefined ? undefined : joined.get(piece.joins);
      if (group !== undefined) {
        group.pieces.push(piece);
        group.areas.push(...areas);
        continue;
      }
      const mark = { pieces: [piece], frame, areas };
      if (piece.joins !== undefined) joined.set(piece.joins, mark);
      stage.marks.push(mark);
    }
  }
}

/** Fields of text that no score looks at: labels, and text that may go or stay (study names, remarks, a clock time alone). */
const NOT_JUDGED: readonly string[] = ['label', 'neutral'];

/** Truth of everything burnt: `annotation` as published, `labels` for ink that is neither patient data nor to be kept. */
export function stageTruth({ raster, clean, marks }: Stage): {
  readonly annotation: TruthItem[];
  readonly labels: TruthItem[];
} {
  const annotation: TruthItem[] = [];
  const labels: TruthItem[] = [];
  for (const { pieces, frame, areas } of marks) {
    const item = truthItem(pieces, frame, changedInk(raster, clean, frame, areas));
    (NOT_JUDGED.includes(pieces[0].field) ? labels : annotation).push(item);
  }
  return { annotation, labels };
}

export function truthItem(pieces: readonly Piece[], frame: number, ink: Ink): TruthItem {
  const drawn = pieces.map(({ text }) => text).join(' ');
  return {
    value: { text: pieces[0].value ?? drawn, bbox: ink.box },
    field: pieces[0].field,
    drawn,
    phiClass: pieces[0].phiClass,
    frame,
    ink: packInk(ink),
  };
}

/**
 * The one of black and white that shows better, and how much of the worst piece it leaves unseen: 0 when all shows, 1 when a piece
 * cannot be seen at all.
 */
export function readableInk(
  raster: Raster,
  frame: number,
  place: Place,
  block: Block,
): { readonly ink: InkStyle; readonly hidden: number } {
  const worst = (level: number): number =>
    Math.max(
      0,
      ...block.placed.map(({ mask, x, y }) =>
        hiddenShare(raster, frame, { left: place.left + x, top: place.top + y, mask }, level),
      ),
    );
  const [black, white] = [worst(0), worst(1)];
  return black < white ? { ink: { level: 0 }, hidden: black } : { ink: { level: 1 }, hidden: white };
}

export const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;
export type Corner = (typeof CORNERS)[number];

/** Where a block goes: in the corner, `margin` pixels (across, down) from the edges, inside the frame where it fits. */
export function cornerPlace(
  raster: Raster,
  block: Pick<Block, 'width' | 'height'>,
  corner: Corner,
  margin: readonly [number, number],
): Place {
  const across = Math.max(0, raster.columns - block.width);
  const down = Math.max(0, raster.rows - block.height);
  const [x, y] = [Math.min(margin[0], across), Math.min(margin[1], down)];
  return { left: corner.endsWith('left') ? x : across - x, top: corner.startsWith('top') ? y : down - y };
}

/** A corner with a margin as the published pictures have it: 4 to 20 % of the side. */
export function randomCorner(rng: Rng, raster: Raster, block: Block): Place {
  const margin = [
    Math.round(raster.columns * rng.range(0.04, 0.2)),
    Math.round(raster.rows * rng.range(0.01, 0.15)),
  ] as const;
  return cornerPlace(raster, block, rng.pick(CORNERS), margin);
}

/** Of up to `tries` random places the first where the ink shows nearly everywhere, or else the best of them. */
export function readablePlace(
  raster: Raster,
  block: Block,
  propose: () => Place,
  tries = 12,
): { readonly place: Place; readonly ink: InkStyle; readonly hidden: number } {
  let best: { place: Place; ink: InkStyle; hidden: number } | undefined;
  for (let i = 0; i < tries; i++) {
    const place = propose();
    const found = { place, ...readableInk(raster, 0, place, block) };
    if (best === undefined || found.hidden < best.hidden) best = found;
    if (best.hidden < 0.02) break;
  }
  return best as NonNullable<typeof best>;
}
