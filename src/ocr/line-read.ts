import type { TextLine } from '../base/types';
import { believable } from './believable';
import type { LineReader } from './detector-engine';
import type { LineRegion } from './engine';
import { bestReading, firstRotations, tryUpsideDown } from './orient';
import type { Picture } from './raster';
import { cutSlanted, lineInPicture, type UprightCut } from './slant';
import { cutLine } from './upright';

/** Lines less sure than these are texture, not text; short ones must be surer. */
const LEAST = { score: 0.5, short: 0.55 };
const SHORT = 3;

/** A region to read and how it is cut out. */
interface Asked {
  readonly region: LineRegion;
  readonly cut?: UprightCut;
}

/**
 * Reads regions of one picture, each once: turned and upside down where their shape or a doubtful reading asks for it, slanted ones
 * along their own direction. `undefined` where nothing believable stands. In the order of the regions.
 */
export async function readRegionsOnce(
  picture: Picture,
  regions: readonly LineRegion[],
  reader: LineReader,
): Promise<(TextLine | undefined)[]> {
  const asked = regions.map(
    (region): Asked => ({ region, ...(region.slant && { cut: cutSlanted(picture, region.slant) }) }),
  );
  const first = asked.flatMap((one) =>
    (one.cut ? [0 as const] : firstRotations(one.region.box)).map((rotation) => ({ one, rotation })),
  );
  const answers = await reader.read(first.map(({ one, rotation }) => placed(picture, one, rotation)));
  const readings = new Map(asked.map((one) => [one, [] as (TextLine | undefined)[]]));
  first.forEach(({ one }, index) => {
    readings.get(one)?.push(answers[index]);
  });
  const doubtful = asked.filter((one) => tryUpsideDown(shownBox(one), readings.get(one)?.[0]));
  const turned = await reader.read(doubtful.map((one) => placed(picture, one, 180)));
  doubtful.forEach((one, index) => {
    readings.get(one)?.push(turned[index]);
  });
  return asked.map((one) => {
    const best = bestReading(readings.get(one) ?? []);
    const least = best !== undefined && best.text.length <= SHORT ? LEAST.short : LEAST.score;
    if (best === undefined || !believable(best, {}, picture, least)) return undefined;
    return one.cut && one.region.slant ? lineInPicture(best, one.cut, one.region.slant) : best;
  });
}

const shownBox = ({ region, cut }: Asked) => cut?.region ?? region.box;

function placed(picture: Picture, { region, cut }: Asked, rotation: 0 | 90 | 180 | 270) {
  const image = cut?.image ?? picture;
  return { line: cutLine(image, cut?.region ?? region.box, rotation), frame: image };
}
