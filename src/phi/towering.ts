import type { Cell } from '../page/cells';

/** So many times as high as all other text of the page. */
const TOWERING = 2;

/**
 * Whether a cell towers over every other one of three characters or more: with nothing else that speaks for it, it is a marker or
 * strokes of the picture. False where there is no other text to compare with.
 */
export function isTowering(cell: Cell, cells: readonly Cell[]): boolean {
  const heights = cells.filter((other) => other !== cell && other.text.length >= 3).map(({ height }) => height);
  return heights.length > 0 && cell.height > TOWERING * Math.max(...heights);
}
