import type { Box } from './geometry';
import type { Rotation } from './types';

/**
 * Turns a box of a picture so that text of this rotation runs to the right and lines run down. Only relations (left of, under) are taken from
 * the result; it is never shown or painted. Where only lines of one rotation are compared the size of the picture means nothing.
 */
export function readingBox(box: Box, rotation: Rotation, width = 0, height = 0): Box {
  switch (rotation) {
    case 90:
      return { left: box.top, right: box.bottom, top: width - box.right, bottom: width - box.left };
    case 180:
      return { left: width - box.right, right: width - box.left, top: height - box.bottom, bottom: height - box.top };
    case 270:
      return { left: height - box.bottom, right: height - box.top, top: box.left, bottom: box.right };
    default:
      return box;
  }
}
