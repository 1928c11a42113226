/**
 * What counts as beside, under and in line: one table for all that look at the layout of a page. Lengths are in heights of the letters
 * (`*InHeights`) or in widths of a character (`*InCharacters`). Set by eye on the generated families' development seeds.
 */
export const TOLERANCES = {
  /** A wider gap between two words parts two cells: one space of a fixed-pitch font leaves about 1.3 characters, two of them 2.3. */
  cellGapInCharacters: 1.9,
  /** Boxes of one row share at least this much of the lower one's height. */
  rowOverlap: 0.5,
  /** The next line of a block begins so far under the line above at most, and overlaps it by less than half a height. */
  lineGapInHeights: 1.6,
  lineOverlapInHeights: 0.5,
} as const;
