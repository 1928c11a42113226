import { coveredShare } from '../base/coverage';
import { type Box, boxHeight, boxWidth, clipBox, growBox, shiftBox } from '../base/geometry';
import { lettersAndDigits } from '../base/text';
import type { TextLine } from '../base/types';
import { DETECTOR_OPTIONS, type DetectorOptions, type Region } from './detector';
import { isUpended } from './orient';
import { cropRaster, type Raster, rotateRaster } from './raster';
import { turnedBox } from './upright';
import { READ_WELL } from './views';

/** Of 219 turned lines in pictures of 512 to 1200 pixels detection as they stand saw 57 %, laid down 96 %; of small letters 26 and 95 %. */
export const LAID_DOWN: DetectorOptions = {
  ...DETECTOR_OPTIONS,
  scale: (side) => Math.max(1.25, DETECTOR_OPTIONS.scale(side)),
  glyphs: false,
};

/** Share of a region that lines which were read well cover: it lies across them. */
const EXPLAINED = 0.5;

/**
 * Turned text of a whole picture, found with the picture laid down: the detector was trained on lines that lie. Single letters are not looked for.
 *
 * @param known lines that were read in the picture
 * @param detect the detector
 */
export async function laidDownRegions(
  image: Raster,
  known: readonly TextLine[],
  detect: (lying: Raster) => Promise<readonly Region[]>,
): Promise<readonly Region[]> {
  const lying = rotateRaster(image, 90);
  const read = known.filter(({ score }) => score >= READ_WELL).map(({ box }) => box);
  return (await detect(lying))
    .map((line) => ({ ...line, box: clipBox(turnedBox(line.box, lying, 270), image.width, image.height) }))
    .filter(({ box }) => isUpended(box) && coveredShare(box, read) < EXPLAINED);
}

/** A turned text of so many letters and digits, read so well, is one; fewer stand beside such a text, or are anatomy. */
const LONG = 5;
const SURE = 0.8;

/** Of what was read in the picture laid down, a few letters count only where a longer text runs the same way. */
export function withoutLonely(lines: readonly TextLine[]): TextLine[] {
  const isLong = ({ text, score }: TextLine) => score >= SURE && lettersAndDigits(text) >= LONG;
  const ways = new Set(lines.filter(isLong).map(({ rotation }) => rotation));
  return lines.filter((line) => lettersAndDigits(line.text) >= LONG || ways.has(line.rotation));
}

/** A narrower region holds one line. */
const MIN_WIDTH = 20;
const MARGIN = 8;

/**
 * Lines of turned text that the detector took for one region: it was trained on lines that lie, and sees those apart. Empty when the
 * region shows no two lines when it is laid down.
 *
 * @param region of `image`, hardly wider than tall
 * @param detect the detector
 */
export async function turnedLines(
  image: Raster,
  region: Box,
  detect: (lying: Raster) => Promise<readonly Region[]>,
): Promise<readonly Region[]> {
  if (boxWidth(region) < MIN_WIDTH) return [];
  const area = growBox(region, MARGIN, MARGIN, image.width, image.height);
  const lying = rotateRaster(cropRaster(image, area), 90);
  const lines = (await detect(lying)).filter(({ box }) => boxWidth(box) > boxHeight(box));
  if (lines.length < 2) return [];
  return lines.map((line) => {
    const box = shiftBox(turnedBox(line.box, lying, 270), area.left, area.top);
    return { ...line, box: clipBox(box, image.width, image.height) };
  });
}
