import type { FontId } from './fonts';
import { rotateMask } from './mask';
import type { Block, Piece, Placed } from './piece';
import { renderText } from './text';

export interface BlockStyle {
  readonly font: FontId;
  readonly size: number;
  /** Baseline to baseline, pixels. */
  readonly pitch: number;
  /** Pixels of empty columns between pieces of a line. */
  readonly gap: number;
  readonly align?: 'left' | 'right' | 'center';
}

/** Renders lines of pieces from left to right. A piece without ink (blank text) takes no room but keeps its place. */
export async function layoutLines(lines: readonly (readonly Piece[])[], style: BlockStyle): Promise<Block> {
  const rendered = await Promise.all(
    lines.map(async (line) => Promise.all(line.map((piece) => renderText(piece.text, style.font, style.size)))),
  );
  const widths = rendered.map((masks) =>
    masks.reduce((sum, mask) => sum + (mask.width > 0 ? mask.width + style.gap : 0), -style.gap),
  );
  const width = Math.max(0, ...widths);
  // A tall letter sets the first baseline, so that blocks of the same font can be stacked by the pitch.
  const tall = await renderText('d', style.font, style.size);
  const ascent = Math.max(tall.baseline, ...(rendered[0] ?? []).map((mask) => mask.baseline));
  const placed: Placed[] = [];
  let height = 0;
  lines.forEach((line, row) => {
    let x = style.align === 'right' ? width - widths[row] : style.align === 'center' ? (width - widths[row]) >> 1 : 0;
    line.forEach((piece, i) => {
      const mask = rendered[row][i];
      const y = ascent + row * style.pitch - mask.baseline;
      placed.push({ piece, mask, x, y });
      if (mask.width > 0) x += mask.width + style.gap;
      height = Math.max(height, y + mask.height);
    });
  });
  return { width, height, placed };
}

/** The block turned clockwise as a whole. */
export function rotateBlock(block: Block, rotation: 0 | 90 | 180 | 270): Block {
  if (rotation === 0) return block;
  const { width, height } = block;
  const placed = block.placed.map(({ piece, mask, x, y }) => {
    const turned = rotateMask(mask, rotation);
    if (rotation === 90) return { piece, mask: turned, x: height - y - mask.height, y: x };
    if (rotation === 180) return { piece, mask: turned, x: width - x - mask.width, y: height - y - mask.height };
    return { piece, mask: turned, x: y, y: width - x - mask.width };
  });
  return rotation === 180 ? { width, height, placed } : { width: height, height: width, placed };
}

/** The block without empty rows and columns around its ink. */
export function trimBlock(block: Block): Block {
  const inked = block.placed.filter(({ mask }) => mask.width > 0);
  if (inked.length === 0) return block;
  const left = Math.min(...inked.map(({ x }) => x));
  const top = Math.min(...inked.map(({ y }) => y));
  return {
    width: Math.max(...inked.map(({ x, mask }) => x + mask.width)) - left,
    height: Math.max(...inked.map(({ y, mask }) => y + mask.height)) - top,
    placed: block.placed.map((item) => ({ ...item, x: item.x - left, y: item.y - top })),
  };
}
