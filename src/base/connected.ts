import type { Box } from './geometry';

/** A connected piece of a mask. */
export interface ConnectedPiece {
  readonly box: Box;
  /** Indices into the mask, in reading order. */
  readonly pixels: Int32Array;
}

/** Runs of set pixels in reading order: from `starts` up to `ends`, and for each an earlier one of its piece, in the end itself. */
interface Runs {
  readonly starts: number[];
  readonly ends: number[];
  readonly parents: number[];
}

/**
 * The 8-connected pieces of a mask's pixels that are 1, in the order of their first pixel; by rows' runs, which are joined to those that they
 * touch in the row above.
 *
 * @param mask 0 or 1 for each pixel, row by row
 */
export function connectedPieces(mask: Uint8Array, width: number): ConnectedPiece[] {
  const runs = joinedRuns(mask, width);
  const { starts, ends, parents } = runs;
  const sizes = new Int32Array(starts.length);
  for (let run = 0; run < starts.length; run++) sizes[rootOf(run, parents)] += ends[run] - starts[run];
  const found: { box: { left: number; top: number; right: number; bottom: number }; pixels: Int32Array; at: number }[] =
    [];
  const pieces = new Int32Array(starts.length);
  for (let run = 0; run < starts.length; run++) {
    const [start, end, root] = [starts[run], ends[run], rootOf(run, parents)];
    const top = Math.floor(start / width);
    const [left, right] = [start - top * width, end - top * width];
    if (root === run) {
      pieces[run] = found.length;
      found.push({ box: { left, top, right, bottom: top + 1 }, pixels: new Int32Array(sizes[run]), at: 0 });
    }
    const piece = found[pieces[root]];
    piece.box.left = Math.min(piece.box.left, left);
    piece.box.right = Math.max(piece.box.right, right);
    piece.box.bottom = top + 1;
    for (let index = start; index < end; index++) piece.pixels[piece.at++] = index;
  }
  return found.map(({ box, pixels }) => ({ box, pixels }));
}

function joinedRuns(mask: Uint8Array, width: number): Runs {
  const [starts, ends, parents]: number[][] = [[], [], []];
  // Runs of the row above: from `above` up to `own`, the first one of this row.
  let [above, own, row] = [0, 0, -1];
  // The next pixel that is 0, looked for once however many rows lie before it.
  let stop = 0;
  for (let start = mask.indexOf(1); start >= 0; start = mask.indexOf(1, ends.at(-1))) {
    if (stop <= start) stop = mask.indexOf(0, start);
    if (stop < 0) stop = mask.length;
    const y = Math.floor(start / width);
    const end = Math.min(stop, (y + 1) * width);
    if (y !== row) {
      above = y === row + 1 ? own : starts.length;
      own = starts.length;
      row = y;
    }
    const run = starts.length;
    starts.push(start);
    ends.push(end);
    parents.push(run);
    while (above < own && ends[above] + width < start) above++;
    for (let touched = above; touched < own && starts[touched] + width <= end; touched++) join(touched, run, parents);
  }
  return { starts, ends, parents };
}

function rootOf(run: number, parents: number[]): number {
  let root = run;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]];
    root = parents[root];
  }
  return root;
}

function join(one: number, other: number, parents: number[]): void {
  const [a, b] = [rootOf(one, parents), rootOf(other, parents)];
  parents[Math.max(a, b)] = Math.min(a, b);
}
