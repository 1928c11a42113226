import type { TextLine } from '../base/types';
import { editDistance } from '../page/distance';
import { isInPlaceOf } from './frame-text';

/** Share of its letters that may read otherwise. */
const MISREAD = 0.25;

/**
 * Lines of a frame, those in the place of nearly the same text of the frame before as that was read where it was read more surely: noise
 * changes from frame to frame, and with it readings, but not what stands there.
 */
export function steadied(lines: readonly TextLine[], before: readonly TextLine[]): readonly TextLine[] {
  return lines.map((line) => before.find((other) => other.score > line.score && isSame(line, other)) ?? line);
}

const isSame = (line: TextLine, other: TextLine): boolean =>
  line.rotation === other.rotation &&
  isInPlaceOf(line, other) &&
  editDistance(line.text, other.text) <= MISREAD * line.text.length;
