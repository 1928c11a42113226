/** One line of a text that may be wrapped: rows from `top` to `bottom` of its box, and the part of the text that stands there. */
export interface TextBand {
  readonly top: number;
  readonly bottom: number;
  readonly text: string;
}

/** Lower bands belong to the next line: accents, dots of i and j, underlines. */
const LEAST_HEIGHT = 0.5;

/**
 * The lines of a text by the rows without ink in its mask (`width` bytes a row). The text is shared out by the lines' lengths. One line
 * where the text is upright and not wrapped, turned, or without a mask.
 */
export function textLines(text: string, mask: Uint8Array | undefined, width: number, height: number): TextBand[] {
  const whole = [{ top: 0, bottom: height, text }];
  if (mask === undefined || width === 0) return whole;
  const bands = joined(inkBands(mask, width, height));
  if (bands.length < 2) return whole;
  const lengths = bands.map(({ top, bottom }) => inkLength(mask, width, top, bottom));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const characters = Array.from(text);
  let before = 0;
  return bands.map(({ top, bottom }, i) => {
    const from = Math.round((characters.length * before) / all);
    before += lengths[i];
    const to = Math.round((characters.length * before) / all);
    return { top, bottom, text: characters.slice(from, to).join('') };
  });
}

interface Band {
  readonly top: number;
  readonly bottom: number;
}

function inkBands(mask: Uint8Array, width: number, height: number): Band[] {
  const found: Band[] = [];
  let start = -1;
  for (let y = 0; y <= height; y += 1) {
    const ink = y < height && mask.subarray(y * width, (y + 1) * width).includes(1);
    if (ink && start < 0) start = y;
    if (!ink && start >= 0) {
      found.push({ top: start, bottom: y });
      start = -1;
    }
  }
  return found;
}

/** Low bands join the one below, the last the one above. */
function joined(bands: readonly Band[]): Band[] {
  const tallest = Math.max(0, ...bands.map(({ top, bottom }) => bottom - top));
  const isLow = ({ top, bottom }: Band) => bottom - top < LEAST_HEIGHT * tallest;
  const lines: Band[] = [];
  let top: number | undefined;
  for (const band of bands) {
    top ??= band.top;
    if (isLow(band)) continue;
    lines.push({ top, bottom: band.bottom });
    top = undefined;
  }
  const last = lines.at(-1);
  if (top !== undefined && last !== undefined) lines.splice(-1, 1, { ...last, bottom: bands[bands.length - 1].bottom });
  return lines;
}

function inkLength(mask: Uint8Array, width: number, top: number, bottom: number): number {
  let [first, last] = [width, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (mask[y * width + x] === 0) continue;
      first = Math.min(first, x);
      last = Math.max(last, x + 1);
    }
  }
  return Math.max(0, last - first);
}
