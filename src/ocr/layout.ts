import type { Box } from '../base/geometry';
import type { Page, PlacedLine, TextLine } from '../base/types';

/** Lines further apart than this many line heights are parts of one row, joined by a tab. */
interface Row {
  top: number;
  bottom: number;
  readonly lines: TextLine[];
}

/**
 * Puts lines in reading order (rows from top to bottom, each from left to right; turned text after the upright) and joins them:
 * `\t` within a row, `\n` between rows. Every other offset of `Page.text` is one character of one line.
 *
 * `frameIndices`: the stored frames that show these lines, not empty (`RangeError`).
 */
export function layoutPage(
  lines: readonly TextLine[],
  frame: { readonly width: number; readonly height: number },
  frameIndices: readonly number[],
): Page {
  if (frameIndices.length === 0) throw new RangeError('layoutPage: no frame indices');
  const upright = rowsOf(lines.filter(({ rotation }) => rotation === 0));
  const turned = lines
    .filter(({ rotation }) => rotation !== 0)
    .sort((a, b) => a.box.left - b.box.left || a.box.top - b.box.top);
  const rows = [...upright.map((row) => row.lines), ...turned.map((line) => [line])];
  const placed: PlacedLine[] = [];
  let text = '';
  for (const row of rows) {
    row.forEach((line, index) => {
      if (text.length > 0) text += index === 0 ? '\n' : '\t';
      placed.push({ line, start: text.length, end: text.length + line.text.length });
      text += line.text;
    });
  }
  return { frameIndices, width: frame.width, height: frame.height, text, lines: placed };
}

function rowsOf(lines: readonly TextLine[]): Row[] {
  const rows: Row[] = [];
  for (const line of [...lines].sort((a, b) => a.box.top + a.box.bottom - b.box.top - b.box.bottom)) {
    const row = rows.find((candidate) => sharesRow(candidate, line.box));
    if (row) {
      row.lines.push(line);
      row.top = Math.min(row.top, line.box.top);
      row.bottom = Math.max(row.bottom, line.box.bottom);
    } else {
      rows.push({ top: line.box.top, bottom: line.box.bottom, lines: [line] });
    }
  }
  for (const row of rows) row.lines.sort((a, b) => a.box.left - b.box.left);
  return rows.sort((a, b) => a.top + a.bottom - b.top - b.bottom);
}

/** Two boxes are on one row when the shorter lies mostly beside the taller. */
function sharesRow(row: Row, box: Box): boolean {
  const common = Math.min(row.bottom, box.bottom) - Math.max(row.top, box.top);
  const shorter = Math.min(row.bottom - row.top, box.bottom - box.top);
  const taller = Math.max(row.bottom - row.top, box.bottom - box.top);
  return common > 0.6 * shorter && taller < 2.5 * shorter;
}
