import { type Box, boxHeight, boxWidth, growBox, shiftBox } from '../base/geometry';
import type { Rotation } from '../base/types';
import { hugLine, withoutGround } from './hug';
import type { InkLevels } from './ink';
import { cropRaster, type Picture, type Raster, rotateRaster } from './raster';
import { isTexture } from './texture';

/** A line of text, cut out of the picture and turned upright. */
export interface LineImage {
  /** The upright cut-out. */
  readonly image: Raster;
  /** The cut-out without what bright text runs over (`ground.ts`); `undefined` for dark text. */
  readonly withoutGround: () => Raster | undefined;
  /** A network looked and saw no strokes of text. */
  readonly isTexture: boolean;
  /** Where it was cut out of the picture; may reach over its edges. */
  readonly area: Box;
  /** How the text stands in the picture. */
  readonly rotation: Rotation;
  /** The line's ink in the picture. */
  readonly box: Box;
  /** The line's ink in the upright cut-out. */
  readonly ink: Box;
  readonly levels: InkLevels;
}

/** Ground left around the ink, in heights of the ink: the recogniser's training crops had about as much. */
export const LINE_MARGIN = { x: 0.3, y: 0.22 } as const;

/** Cuts out the line of ink that `region` means, with text that stands as `rotation` says. */
export function cutLine(picture: Picture, region: Box, rotation: Rotation, margin = LINE_MARGIN): LineImage {
  // Only the surroundings are turned, not the whole picture.
  const reach = Math.ceil(Math.min(boxWidth(region), boxHeight(region)) * 1.5) + 4;
  const offset = growBox(region, reach, reach, picture.width, picture.height);
  const upright = rotateRaster(cropRaster(picture, offset), back(rotation));
  const part = { width: boxWidth(offset), height: boxHeight(offset) };
  const inside = turnedBox(shiftBox(region, -offset.left, -offset.top), part, back(rotation));
  const hugged = hugLine(upright, inside);
  const height = boxHeight(hugged.box);
  const x = Math.max(2, Math.round(height * margin.x));
  const y = Math.max(1, Math.round(height * margin.y));
  const area = {
    left: hugged.box.left - x,
    top: hugged.box.top - y,
    right: hugged.box.right + x,
    bottom: hugged.box.bottom + y,
  };
  const inPicture = (box: Box) => shiftBox(turnedBox(box, upright, rotation), offset.left, offset.top);
  return {
    image: cropRaster(upright, area),
    withoutGround: () =>
      hugged.levels.bright ? cropRaster(withoutGround(upright, hugged.levels, boxHeight(inside)), area) : undefined,
    isTexture: picture.strokes !== undefined && isTexture(picture.strokes, region),
    area: inPicture(area),
    rotation,
    box: inPicture(hugged.box),
    ink: { left: x, top: y, right: x + boxWidth(hugged.box), bottom: y + height },
    levels: hugged.levels,
  };
}

const back = (rotation: Rotation): Rotation => ((360 - rotation) % 360) as Rotation;

/** The box after its picture was turned clockwise. */
export function turnedBox(
  box: Box,
  picture: { readonly width: number; readonly height: number },
  rotation: Rotation,
): Box {
  const { left, top, right, bottom } = box;
  const { width, height } = picture;
  if (rotation === 90) return { left: height - bottom, top: left, right: height - top, bottom: right };
  if (rotation === 180) return { left: width - right, top: height - bottom, right: width - left, bottom: height - top };
  if (rotation === 270) return { left: top, top: width - right, right: bottom, bottom: width - left };
  return box;
}
