/** Coverage of drawn text: `alpha` 0 to 255, `width * height`, row by row. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly alpha: Uint8Array;
}

/** A drawn text. `baseline` is the row (from the mask's top) on which letters stand; may lie outside the mask. */
export interface TextMask extends Mask {
  readonly baseline: number;
}

/** The mask turned clockwise. */
export function rotateMask(mask: Mask, rotation: 0 | 90 | 180 | 270): Mask {
  if (rotation === 0) return mask;
  const { width, height, alpha } = mask;
  const across = rotation === 180;
  const out = new Uint8Array(alpha.length);
  const outWidth = across ? width : height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = alpha[y * width + x];
      if (rotation === 90) out[x * outWidth + (height - 1 - y)] = value;
      else if (rotation === 180) out[(height - 1 - y) * width + (width - 1 - x)] = value;
      else out[(width - 1 - x) * outWidth + y] = value;
    }
  }
  return { width: outWidth, height: across ? height : width, alpha: out };
}

/** The mask grown by `radius` pixels in every direction (the shape of an outline): size grows by `2 * radius`. */
export function dilateMask(mask: Mask, radius: number): Mask {
  const width = mask.width + 2 * radius;
  const height = mask.height + 2 * radius;
  const alpha = new Uint8Array(width * height);
  for (let y = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++) {
      const value = mask.alpha[y * mask.width + x];
      if (value === 0) continue;
      for (let dy = 0; dy <= 2 * radius; dy++) {
        for (let dx = 0; dx <= 2 * radius; dx++) {
          const at = (y + dy) * width + x + dx;
          if (alpha[at] < value) alpha[at] = value;
        }
      }
    }
  }
  return { width, height, alpha };
}
