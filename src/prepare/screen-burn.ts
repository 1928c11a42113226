import { burnBlock, cornerPlace, type Place, readableInk, type Stage } from './compose';
import { type BlockStyle, layoutLines } from './layout';
import type { Block } from './piece';
import type { Raster } from './raster';
import type { Table } from './report-page';
import type { ScreenPart } from './screens';

/** Pixels between text and the edge of the picture, and between blocks. */
const MARGIN = 5;

/** Burns the parts of a vendor's screen into the frames. Blocks that would meet are moved below (or above) each other. */
export async function burnScreen(
  stage: Stage,
  frames: readonly number[],
  parts: readonly ScreenPart[],
  style: BlockStyle,
): Promise<void> {
  const taken: Box4[] = [];
  for (const { at, lines } of parts) {
    const align = at.endsWith('right') ? 'right' : at === 'top' || at === 'bottom' ? 'center' : 'left';
    let block = await layoutLines(lines, { ...style, align });
    for (let size = style.size - 1; block.width > stage.raster.columns - 2 * MARGIN && size >= 8; size--) {
      block = await layoutLines(lines, { ...style, size, align });
    }
    const place = freePlace(stage.raster, block, at, taken);
    if (place === undefined) continue;
    taken.push([place.left, place.top, block.width, block.height]);
    burnReadable(stage, frames, block, place);
  }
}

/** Burns rows of cells, a column moved right where the one before it is too wide; returns the first free row of pixels below. */
export async function burnTable(
  stage: Stage,
  frames: readonly number[],
  table: Table,
  top: number,
  style: BlockStyle,
): Promise<number> {
  const cells = await Promise.all(table.rows.map((row) => Promise.all(row.map((cell) => layoutLines([cell], style)))));
  let y = top;
  const lefts: number[] = [];
  table.columns.forEach((share, i) => {
    const before = Math.max(0, ...cells.map((row) => row[i - 1]?.width ?? 0));
    const room = i === 0 ? 0 : lefts[i - 1] + before + 2 * style.gap;
    lefts.push(Math.max(Math.round(share * stage.raster.columns), room));
  });
  for (const row of cells) {
    row.forEach((block, i) => {
      if (block.placed.length > 0) burnReadable(stage, frames, block, { left: lefts[i], top: y });
    });
    y += style.pitch;
  }
  return y;
}

/** Black or white by the ground, with an outline of the other where the ground is mixed: as viewers do it. */
export function burnReadable(stage: Stage, frames: readonly number[], block: Block, place: Place): void {
  const { ink, hidden } = readableInk(stage.raster, frames[0], place, block);
  burnBlock(stage, frames, block, place, hidden > 0.06 ? { ...ink, outline: 1 - ink.level } : ink);
}

type Box4 = readonly [left: number, top: number, width: number, height: number];

/** `undefined` when there is no free place on that side of the picture. */
function freePlace(raster: Raster, block: Block, at: ScreenPart['at'], taken: readonly Box4[]): Place | undefined {
  const first = wishedPlace(raster, block, at);
  const step = at.startsWith('bottom') ? -1 : 1;
  for (let top = first.top; top >= 0 && top + block.height <= raster.rows; top += step) {
    const hit = taken.some(
      ([x, y, w, h]) =>
        first.left < x + w + MARGIN &&
        x < first.left + block.width + MARGIN &&
        top < y + h + MARGIN &&
        y < top + block.height + MARGIN,
    );
    if (!hit) return { left: first.left, top };
  }
  return undefined;
}

function wishedPlace(raster: Raster, block: Block, at: ScreenPart['at']): Place {
  const middle = Math.round((raster.rows - block.height) / 2);
  if (at === 'left') return { left: MARGIN, top: middle };
  if (at === 'right') return { left: raster.columns - block.width - MARGIN, top: middle };
  if (at === 'top' || at === 'bottom') {
    const left = Math.round((raster.columns - block.width) / 2);
    return { left, top: at === 'top' ? MARGIN : raster.rows - block.height - MARGIN };
  }
  return cornerPlace(raster, block, at, [MARGIN, MARGIN]);
}
