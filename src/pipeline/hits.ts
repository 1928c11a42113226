import { shareOfOne } from '../base/coverage';
import { type Box, boxHeight, boxIou, boxWidth, unionBoxes } from '../base/geometry';
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

/** Where so many values stand still, what one frame shows among them belongs to the banner, too. */
const BLOCK = 2;
/** Among them: inside what they span, grown by so many heights of the text. */
const AROUND = 1.5;

/**
 * A banner burnt into every frame is missed on most of them, where the picture behind it moves: what stands at one place on two frames and on
 * a quarter of all belongs to all, and so does what only one frame shows among such values. Returns further hits for the frames that lack
 * it; nothing for single frames.
 */
export function bannerHits(hits: readonly PhiHit[], numberOfFrames: number): readonly PhiHit[] {
  const places = placesOf(hits);
  const still = places.filter((place) => standsStill(place, numberOfFrames));
  return [...new Set([...still, ...amongThem(places, still)])]
    .flatMap((place) => onMissing(place, numberOfFrames))
    .map((hit) => ({ ...hit, finder: 'banner' }));
}

function amongThem(places: readonly Place<PhiHit>[], still: readonly Place<PhiHit>[]): readonly Place<PhiHit>[] {
  if (still.length < BLOCK) return [];
  const banner = unionBoxes(still.flatMap(({ first }) => first.boxes));
  return places.filter(({ first }) => first.boxes.every((box) => isIn(box, banner)));
}

function isIn(box: Box, banner: Box): boolean {
  const reach = Math.round(AROUND * Math.min(boxWidth(box), boxHeight(box)));
  return (
    box.left >= banner.left - reach &&
    box.top >= banner.top - reach &&
    box.right <= banner.right + reach &&
    box.bottom <= banner.bottom + reach
  );
}

/** What stands still of what may be patient data, box by box; not of what any frame shows to be technique. */
export function bannerDoubts(
  doubts: readonly Region[],
  numberOfFrames: number,
  technique: readonly Box[],
): readonly Region[] {
  const single = doubts.flatMap(({ frameIndices, boxes }) => boxes.map((box) => ({ frameIndices, boxes: [box] })));
  const open = single.filter(({ boxes: [box] }) => shareOfOne(box, technique) < COVERED);
  return placesOf(open)
    .filter((place) => standsStill(place, numberOfFrames))
    .flatMap((place) => onMissing(place, numberOfFrames));
}

/** What stands at one place, and the frames that show it. */
interface Place<T extends Region> {
  readonly first: T;
  readonly frames: Set<number>;
}

function placesOf<T extends Region>(found: readonly T[]): readonly Place<T>[] {
  const places: Place<T>[] = [];
  for (const region of found) {
    const place = places.find(({ first }) => isSamePlace(first, region));
    if (place === undefined) places.push({ first: region, frames: new Set(region.frameIndices) });
    else for (const frame of region.frameIndices) place.frames.add(frame);
  }
  return places;
}

const standsStill = ({ frames }: Place<Region>, numberOfFrames: number): boolean =>
  frames.size >= Math.max(BANNER.frames, BANNER.share * numberOfFrames);

/** The same on the frames that lack it. */
function onMissing<T extends Region>({ first, frames }: Place<T>, numberOfFrames: number): readonly T[] {
  const missing = Array.from({ length: numberOfFrames }, (_, frame) => frame).filter((frame) => !frames.has(frame));
  return missing.length === 0 ? [] : [{ ...first, frameIndices: missing }];
}

const isSamePlace = (a: Region, b: Region): boolean =>
  a.boxes.length === b.boxes.length && a.boxes.every((box, index) => boxIou(box, b.boxes[index]) >= SAME_PLACE);
