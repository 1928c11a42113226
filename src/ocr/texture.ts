import { type Box, boxArea } from '../base/geometry';
import { countInk } from '../base/ink';
import type { Raster } from './raster';

/** Of 220 lines of real and hard pictures each text had at least 10 % of its box as ink, outlines half of that; a region is larger. */
const TEXT = 0.04;

/**
 * Whether a region holds fewer strokes than any text.
 *
 * @param strokes probability that a pixel is a stroke of text, 0 to 255
 * @param region in its pixels, not empty; may reach over the edges
 */
export const isTexture = ({ width, height, data: ink }: Raster, region: Box): boolean =>
  countInk({ width, height, ink }, [region]) < TEXT * boxArea(region);
