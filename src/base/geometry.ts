/**
 * An axis-aligned rectangle in stored-frame pixels: origin top-left of the frame, `right` and `bottom` exclusive,
 * integers, `left <= right`, `top <= bottom`.
 */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const boxWidth = (box: Box): number => Math.max(0, box.right - box.left);
export const boxHeight = (box: Box): number => Math.max(0, box.bottom - box.top);
export const boxArea = (box: Box): number => boxWidth(box) * boxHeight(box);

/** The common part; an empty box (area 0) when there is none. */
export function intersectBoxes(a: Box, b: Box): Box {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  return {
    left,
    top,
    right: Math.max(left, Math.min(a.right, b.right)),
    bottom: Math.max(top, Math.min(a.bottom, b.bottom)),
  };
}

/** The smallest box around all of them. Throws `RangeError` for an empty list: there is no such box. */
export function unionBoxes(boxes: readonly Box[]): Box {
  if (boxes.length === 0) throw new RangeError('unionBoxes: no boxes');
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}

/** Intersection over union, 0 to 1; 0 when both are empty. */
export function boxIou(a: Box, b: Box): number {
  const common = boxArea(intersectBoxes(a, b));
  const all = boxArea(a) + boxArea(b) - common;
  return all === 0 ? 0 : common / all;
}

/** The box moved by `x` pixels to the right and `y` down. */
export const shiftBox = (box: Box, x: number, y: number): Box => ({
  left: box.left + x,
  top: box.top + y,
  right: box.right + x,
  bottom: box.bottom + y,
});

/** The box grown by `x` pixels left and right and `y` above and below (negative shrinks), clipped to the frame. */
export function growBox(box: Box, x: number, y: number, width: number, height: number): Box {
  return clipBox({ left: box.left - x, top: box.top - y, right: box.right + x, bottom: box.bottom + y }, width, height);
}

/** The box grown by `margin` pixels on all sides, but not into boxes of `spared` that stand beside it; clipped to the frame. */
export function growUpTo(
  box: Box,
  margin: number,
  { width, height }: { readonly width: number; readonly height: number },
  spared: readonly Box[],
): Box {
  const whole = growBox(box, margin, margin, width, height);
  return spared.reduce((grown, other) => stopAt(other, box, grown), whole);
}

/** Boxes of neighbours that overlap by so many pixels at most still stand beside each other. */
const TOUCH = 2;

/** The grown box without what reaches into `other`, on the side where that stands beside the box itself, which stays whole. */
function stopAt(other: Box, box: Box, grown: Box): Box {
  if (boxArea(intersectBoxes(other, grown)) === 0) return grown;
  const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
  const along = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
  if (Math.min(across, along) > TOUCH || boxArea(intersectBoxes(other, box)) === boxArea(other)) return grown;
  if (across < along) {
    return other.left + other.right > box.left + box.right
      ? { ...grown, right: Math.min(grown.right, Math.max(box.right, other.left)) }
      : { ...grown, left: Math.max(grown.left, Math.min(box.left, other.right)) };
  }
  return other.top + other.bottom > box.top + box.bottom
    ? { ...grown, bottom: Math.min(grown.bottom, Math.max(box.bottom, other.top)) }
    : { ...grown, top: Math.max(grown.top, Math.min(box.top, other.bottom)) };
}

/** The part inside a frame of `width` x `height`, with whole-pixel edges that do not lose any of it. */
export function clipBox(box: Box, width: number, height: number): Box {
  const left = Math.min(width, Math.max(0, Math.floor(box.left)));
  const top = Math.min(height, Math.max(0, Math.floor(box.top)));
  return {
    left,
    top,
    right: Math.max(left, Math.min(width, Math.ceil(box.right))),
    bottom: Math.max(top, Math.min(height, Math.ceil(box.bottom))),
  };
}
