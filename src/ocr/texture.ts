import { type Box, boxArea, clipBox } from '../base/geometry';
import type { Raster } from './raster';

/** From this probability of ink on, of 255, a pixel is a stroke's. */
const STROKE = 96;
/** Of 220 lines of real and hard pictures each text had at least 10 % of its box as ink, outlines half of that; a region is larger. */
const TEXT = 0.04;

/**
 * Whether a region holds fewer strokes than any text.
 *
 * @param strokes probability that a pixel is a stroke of text, 0 to 255
 * @param region in its pixels, not empty; may reach over the edges
 */
export function isTexture({ width, height, data }: Raster, region: Box): boolean {
  const { left, right, top, bottom } = clipBox(region, width, height);
  let count = 0;
  for (let y = top; y < bottom; y++)
    for (let at = y * width + left; at < y * width + right; at++) if (data[at] >= STROKE) count++;
  return count < TEXT * boxArea(region);
}
