import { coveredShare } from '../base/coverage';
import type { Box } from '../base/geometry';
import type { PhiHit } from '../base/types';
import { isTechnique } from '../phi/technique';

/** From this share on a box counts as standing on technical words: readers of other families draw wider boxes. */
export const ON_TECHNIQUE = 0.6;
const BY_LOOK: ReadonlySet<string> = new Set(['patterns', 'names']);
/** A header value is found with less certainty where only a part of it, or something like it, was read. */
const IN_PART = 0.85;

/**
 * What stands on a technical word and is told by its look is another reading of it (`W/L: 873/437` read as `WIL: 8731437`, `SAG` as `SA AG`). A label
 * says more, but not of the technical word itself (`120 kV` under the emptied `MRN:`); the header says more, but not where only a part of a
 * value is something like it (`LUNG` read as `Lune`, of `McClure`).
 *
 * @param technique boxes of technical words that were read well
 */
export function isMisreadTechnique(hit: PhiHit, technique: readonly Box[]): boolean {
  const isWeak =
    BY_LOOK.has(hit.finder) ||
    (hit.finder === 'labels' && hit.text.split(/\s+/).every(isTechnique)) ||
    (hit.finder === 'header' && hit.score < IN_PART);
  return isWeak && hit.boxes.every((box) => coveredShare(box, technique) >= ON_TECHNIQUE);
}
