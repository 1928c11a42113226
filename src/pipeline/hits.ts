import { boxIou } from '../base/geometry';
import type { PhiHit } from '../base/types';
import type { Region } from '../redact/redact';

export const regionsOf = (hits: readonly PhiHit[]): readonly Region[] =>
  hits.filter((hit) => hit.boxes.length > 0).map(({ frameIndices, boxes }) => ({ frameIndices, boxes }));

/** A box that so many frames (and this share of them) show at one place is a banner that stands still. */
const BANNER = { frames: 2, share: 0.25 };
const SAME_PLACE = 0.5;

/**
 * A banner burnt into every frame is missed on some, where the picture behind it moves: what stands at one place on two frames and on
 * a quarter of all belongs to all. Returns further regions for the frames that lack it; nothing for single frames.
 */
export function bannerRegions<T extends Region>(found: readonly T[], numberOfFrames: number): readonly T[] {
  return placesOf(found)
    .filter(({ frames }) => frames.size >= Math.max(BANNER.frames, BANNER.share * numberOfFrames))
    .flatMap((place) => onMissing(place, numberOfFrames));
}

export const bannerHits = (hits: readonly PhiHit[], numberOfFrames: number): readonly PhiHit[] =>
  bannerRegions(hits, numberOfFrames).map((hit) => ({ ...hit, finder: 'banner' }));

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

/** The same on the frames that lack it. */
function onMissing<T extends Region>({ first, frames }: Place<T>, numberOfFrames: number): readonly T[] {
  const missing = Array.from({ length: numberOfFrames }, (_, frame) => frame).filter((frame) => !frames.has(frame));
  return missing.length === 0 ? [] : [{ ...first, frameIndices: missing }];
}

const isSamePlace = (a: Region, b: Region): boolean =>
  a.boxes.length === b.boxes.length && a.boxes.every((box, index) => boxIou(box, b.boxes[index]) >= SAME_PLACE);
