import { type Box, boxHeight, boxWidth, clipBox, growBox } from '../base/geometry';
import type { Region } from './detector';
import { shiftBox } from './hug';
import { cropRaster, type Raster, rotateRaster } from './raster';
import { turnedBox } from './upright';

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
