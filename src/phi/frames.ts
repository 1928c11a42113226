import { type Box, boxArea, intersectBoxes } from '../base/geometry';
import type { PhiHit } from '../base/types';

/** Share of the smaller box from which on two boxes are the same place. */
const SAME_PLACE = 0.5;
/** On how many different frames a value must have been found at one place to be taken for part of a fixed overlay. */
const FIXED_FROM = 2;

/**
 * Patient data of multi-frame pictures is an overlay that stays: what was found at one place on two frames or more is there on all,
 * even where the picture behind it kept it from being read. Hits that were found once keep their frames.
 *
 * @param frameCount frames of the file
 */
export function spreadOverFrames(hits: readonly PhiHit[], frameCount: number): readonly PhiHit[] {
  if (frameCount < 2) return hits;
  const all = Array.from({ length: frameCount }, (_, index) => index);
  const places: Place[] = [];
  const placeOf = hits.map((hit) => {
    const known = places.find((place) => hit.boxes.some((box) => overlap(box, place.box)));
    const place = known ?? { box: hit.boxes[0], seenOn: new Set<number>() };
    if (!known && hit.boxes.length > 0) places.push(place);
    // Frames that look alike are one observation: they share one hit.
    place.seenOn.add(hit.frameIndices[0]);
    return place;
  });
  return hits.map((hit, index) => (placeOf[index].seenOn.size >= FIXED_FROM ? { ...hit, frameIndices: all } : hit));
}

interface Place {
  readonly box: Box;
  readonly seenOn: Set<number>;
}

function overlap(a: Box, b: Box): boolean {
  const smaller = Math.min(boxArea(a), boxArea(b));
  return smaller > 0 && boxArea(intersectBoxes(a, b)) >= SAME_PLACE * smaller;
}
