import { type Box, boxHeight, boxWidth } from '../base/geometry';
import type { TextLine } from '../base/types';
import { editDistance } from '../page/distance';

/** Share of its letters that may read otherwise. */
const MISREAD = 0.25;
/** Edges of a line that stands still differ by so much of its height at most. */
const STILL = 0.15;

/**
 * Lines of a frame, those in the place of nearly the same text of the frame before as that was read where it was read more surely: noise
 * changes from frame to frame, and with it readings, but not what stands there.
 */
export function steadied(lines: readonly TextLine[], before: readonly TextLine[]): readonly TextLine[] {
  return lines.map((line) => before.find((other) => other.score > line.score && isSame(line, other)) ?? line);
}

const isSame = (line: TextLine, other: TextLine): boolean =>
  line.rotation === other.rotation &&
  isStill(line.box, other.box) &&
  editDistance(line.text, other.text) <= MISREAD * line.text.length;

function isStill(now: Box, before: Box): boolean {
  const most = Math.ceil(STILL * Math.min(boxHeight(now), boxWidth(now)));
  return (['left', 'top', 'right', 'bottom'] as const).every((edge) => Math.abs(now[edge] - before[edge]) <= most);
}
