import { boxArea, intersectBoxes } from '../base/geometry';
import type { Frame, TextLine } from '../base/types';

/** The views of one stored frame, in the order given. */
export interface FrameViews {
  readonly frameIndex: number;
  readonly views: readonly Frame[];
}

/** Groups views by stored frame. Throws `RangeError` when views of one frame differ in size. */
export function groupViews(frames: readonly Frame[]): FrameViews[] {
  const groups = new Map<number, Frame[]>();
  for (const frame of frames) {
    if (frame.gray.length !== frame.width * frame.height)
      throw new RangeError(`Frame ${frame.frameIndex}: gray does not fill it`);
    const group = groups.get(frame.frameIndex);
    if (!group) groups.set(frame.frameIndex, [frame]);
    else if (group[0]?.width === frame.width && group[0].height === frame.height) group.push(frame);
    else throw new RangeError(`Frame ${frame.frameIndex}: views differ in size`);
  }
  return [...groups].map(([frameIndex, views]) => ({ frameIndex, views }));
}

/** Of lines that several views (or passes) read in one place the best stays: the longer text, then the higher score. */
export function mergeLines(lines: readonly TextLine[]): TextLine[] {
  const weight = (line: TextLine) =>
    line.characters.reduce((sum, { char, score }) => sum + (char === ' ' ? 0 : score - 0.3), 0);
  const kept: TextLine[] = [];
  for (const line of [...lines].sort((a, b) => weight(b) - weight(a))) {
    if (!kept.some((other) => covers(other, line))) kept.push(line);
  }
  return kept.sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
}

function covers(a: TextLine, b: TextLine): boolean {
  return boxArea(intersectBoxes(a.box, b.box)) > 0.5 * Math.min(boxArea(a.box), boxArea(b.box));
}
