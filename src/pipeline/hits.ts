import { shareOfOne } from '../base/coverage';
import { type Box, boxIou } from '../base/geometry';
import type { PhiHit } from '../base/types';
import type { Region } from '../redact/redact';

/** From this share on a box counts as covered by another. */
const COVERED = 0.5;

/** True when every box of `hit` is mostly covered by boxes of `others` on the same frames. */
function isCovered(hit: PhiHit, others: readonly PhiHit[]): boolean {
  const boxes = others
    .filter((other) => hit.frameIndices.every((frame) => other.frameIndices.includes(frame)))
    .flatMap((other) => other.boxes);
  return hit.boxes.every((box) => shareOfOne(box, boxes) >= COVERED);
}

/** The second reading is the better one; of the first, what the second did not see is kept: nothing found is ever lost. */
export function mergeHits(first: readonly PhiHit[], second: readonly PhiHit[]): readonly PhiHit[] {
  return [...second, ...first.filter((hit) => !isCovered(hit, second))];
}

export const regionsOf = (hits: readonly PhiHit[]): readonly Region[] =>
  hits.filter((hit) => hit.boxes.length > 0).map(({ frameIndices, boxes }) => ({ frameIndices, boxes }));

/** A box that so many frames (and this share of them) show at one place is a banner that stands still. */
const BANNER = { frames: 2, share: 0.25 };
const SAME_PLACE = 0.5;

/**
 * A banner burnt into every frame is missed on most of them, where the picture behind it moves: what stands at one place on two frames and on
 * a quarter of all belongs to all. Returns further hits for the frames that lack it; nothing for single frames.
 */
export const bannerHits = (hits: readonly PhiHit[], numberOfFrames: number): readonly PhiHit[] =>
  onOtherFrames(hits, numberOfFrames).map((hit) => ({ ...hit, finder: 'banner' }));

/** The same of what may be patient data, box by box; not of what any frame shows to be technique. */
export function bannerDoubts(
  doubts: readonly Region[],
  numberOfFrames: number,
  technique: readonly Box[],
): readonly Region[] {
  const single = doubts.flatMap(({ frameIndices, boxes }) => boxes.map((box) => ({ frameIndices, boxes: [box] })));
  const open = single.filter(({ boxes: [box] }) => shareOfOne(box, technique) < COVERED);
  return onOtherFrames(open, numberOfFrames);
}

/** What stands still, with the frames that lack it. */
function onOtherFrames<T extends Region>(found: readonly T[], numberOfFrames: number): readonly T[] {
  const groups: { readonly first: T; readonly frames: Set<number> }[] = [];
  for (const region of found) {
    const group = groups.find((other) => isSamePlace(other.first, region));
    if (group === undefined) groups.push({ first: region, frames: new Set(region.frameIndices) });
    else for (const frame of region.frameIndices) group.frames.add(frame);
  }
  return groups.flatMap(({ first, frames }) => {
    if (frames.size < Math.max(BANNER.frames, BANNER.share * numberOfFrames)) return [];
    const missing = Array.from({ length: numberOfFrames }, (_, frame) => frame).filter((frame) => !frames.has(frame));
    return missing.length === 0 ? [] : [{ ...first, frameIndices: missing }];
  });
}

const isSamePlace = (a: Region, b: Region): boolean =>
  a.boxes.length === b.boxes.length && a.boxes.every((box, index) => boxIou(box, b.boxes[index]) >= SAME_PLACE);
