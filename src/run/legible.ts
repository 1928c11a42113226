import type { BoxTuple } from '../base/results';
import { unpackInk } from '../prepare/ink';
import type { PixelMask } from './coverage';

/** A stroke counts as left when more than this share of its column is unpainted. */
const LEFT = 0.5;

/**
 * About how many characters of a text were left unpainted: its ink is cut into lines, and the columns of a line that are mostly
 * unpainted are counted in widths of a character. Engines read badly over bone and noise where people read well, so this does not ask
 * whether an engine can read them; a sliver along an edge does not count.
 *
 * @param box of the text, `[x, y, width, height]` in stored-frame pixels; higher than twice its width means turned by 90 degrees
 * @param packed ink as in the ground truth; without it the whole box counts as ink
 * @param characters of the text, spaces not counted
 */
export function unpaintedCharacters(
  mask: PixelMask,
  box: BoxTuple,
  packed: string | undefined,
  characters: number,
): number {
  const [x0, y0, width, height] = box;
  if (width === 0 || height === 0 || characters === 0) return 0;
  const bits = packed === undefined ? undefined : unpackInk(box, packed).bits;
  const turned = height > 2 * width && characters > 2;
  const [along, across] = turned ? [height, width] : [width, height];
  const at = (a: number, b: number) => (turned ? { x: b, y: a } : { x: a, y: b });
  const isInk = (a: number, b: number) => {
    const { x, y } = at(a, b);
    return bits === undefined || bits[y * width + x] === 1;
  };
  const isLeft = (a: number, b: number) => {
    const { x, y } = at(a, b);
    return mask.inside[(y0 + y) * mask.width + x0 + x] === 0;
  };

  let columns = 0;
  let leftColumns = 0;
  for (const [from, to] of bands(along, across, isInk)) {
    for (let a = 0; a < along; a += 1) {
      let ink = 0;
      let left = 0;
      for (let b = from; b < to; b += 1) {
        if (!isInk(a, b)) continue;
        ink += 1;
        if (isLeft(a, b)) left += 1;
      }
      if (ink > 0) columns += 1;
      if (left > LEFT * ink) leftColumns += 1;
    }
  }
  return columns === 0 ? 0 : (leftColumns / columns) * characters;
}

/** Lines of a wrapped text: runs of rows with ink. The dots of i and j belong to a line of their own, which does no harm. */
function bands(along: number, across: number, isInk: (a: number, b: number) => boolean): readonly [number, number][] {
  const found: [number, number][] = [];
  let start = -1;
  for (let b = 0; b <= across; b += 1) {
    let ink = false;
    for (let a = 0; a < along && b < across && !ink; a += 1) ink = isInk(a, b);
    if (ink && start < 0) start = b;
    if (!ink && start >= 0) {
      found.push([start, b]);
      start = -1;
    }
  }
  return found;
}
