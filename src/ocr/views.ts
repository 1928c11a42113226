import { createHash } from 'node:crypto';
import { type Box, boxArea, boxHeight, intersectBoxes } from '../base/geometry';
import type { Frame, TextLine } from '../base/types';
import { standApart } from './rows';

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

export interface DistinctFrames {
  /** Frames whose views differ from those of every frame before. */
  readonly distinct: readonly FrameViews[];
  /** All frame indices, in the order of first appearance. */
  readonly frameIndices: readonly number[];
  /** For each of them, which of `distinct` it equals. */
  readonly sameAs: readonly number[];
}

/** Identical frames (a still shown for seconds) and identical views (two windows of one effect) are read once. */
export function distinctFrames(frames: readonly Frame[]): DistinctFrames {
  const groups = groupViews(frames);
  const known = new Map<string, number>();
  const distinct: FrameViews[] = [];
  const sameAs = groups.map(({ frameIndex, views }) => {
    const byDigest = new Map(views.map((view) => [digest(view), view]));
    const key = [...byDigest.keys()].sort().join();
    let at = known.get(key);
    if (at === undefined) {
      at = distinct.length;
      known.set(key, at);
      distinct.push({ frameIndex, views: [...byDigest.values()] });
    }
    return at;
  });
  return { distinct, frameIndices: groups.map(({ frameIndex }) => frameIndex), sameAs };
}

function digest(view: Frame): string {
  const hash = createHash('sha256').update(`${view.width}x${view.height}`).update(view.gray);
  return (view.rgb ? hash.update(view.rgb) : hash).digest('hex');
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

/** From this score on a line need not be read in a further view. */
export const READ_WELL = 0.9;
/** By so many line heights a detector's region may reach over the ink of the line it means. */
const REACH = 0.6;
const TALLER = 2;

/** Whether one of `lines` is all that `region` can mean, and was read with certainty. Upright lines only. */
export function isReadWell(region: Box, lines: readonly TextLine[]): boolean {
  return lines.some(({ box, score, rotation }) => {
    if (score < READ_WELL || rotation !== 0) return false;
    const height = boxHeight(box);
    const shared = Math.min(region.bottom, box.bottom) - Math.max(region.top, box.top);
    return (
      shared > 0.6 * height &&
      boxHeight(region) < TALLER * height &&
      region.left > box.left - REACH * height &&
      region.right < box.right + REACH * height
    );
  });
}

function covers(a: TextLine, b: TextLine): boolean {
  const common = boxArea(intersectBoxes(a.box, b.box)) / Math.min(boxArea(a.box), boxArea(b.box));
  // Lines of two directions do not cross: one of them is anatomy, unless both are read well.
  if (a.rotation % 180 !== b.rotation % 180) return common > 0.1 && !(isWord(b) && common <= 0.5);
  return common > 0.5 && !standApart(a, b);
}

/** Of several letters, read with certainty. */
const isWord = ({ text, score }: TextLine): boolean => score >= READ_WELL && text.length > 2;
