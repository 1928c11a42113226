import type { Mask, TextMask } from '../mask';
import { renderFamily } from '../text';
import type { Face } from './faces';
import { cropped, strokeText } from './strokes';

/** How the letters of a screen are made. */
export interface Letters {
  readonly face: Face;
  /** Font size in pixels. */
  readonly size: number;
  /** Without half-covered pixels, as old consoles and overlays draw. */
  readonly aliased: boolean;
}

/** The coverage of one line of text, cropped to its ink. */
export async function renderLetters(text: string, { face, size: wished, aliased }: Letters): Promise<TextMask> {
  if (face.cells !== undefined) return pixelText(text, face, wished);
  const size = Math.max(7, Math.round(wished * (face.scale ?? 1)));
  const mask =
    face.kind === 'stroke'
      ? strokeText(text, face.family.replace('Hershey ', ''), size)
      : await renderFamily(text, `${face.family},${face.style === undefined ? '' : ` ${face.style}`}`, size);
  return aliased ? hard(mask) : mask;
}

/** Pixels of the picture for a cell of a pixel face, at a font size: a capital is 0.72 of it high. */
export const cellSize = (face: Face, size: number): number => Math.max(1, Math.round((0.72 * size) / face.cells![1]));

/** Pixels in a cell of the large picture that pixel faces are sampled from. */
const SAMPLED = 3;

/** A pixel face on its own grid: whole squares for its cells, as a character generator makes them. */
async function pixelText(text: string, face: Face, size: number): Promise<TextMask> {
  const large = await renderFamily(text, `${face.family},`, Math.round(face.cells![0] * SAMPLED));
  const pixels = cellSize(face, size);
  const across = Math.round(large.width / SAMPLED);
  const down = Math.round(large.height / SAMPLED);
  const width = across * pixels;
  const alpha = new Uint8Array(width * down * pixels);
  for (let y = 0; y < down * pixels; y++) {
    const row = Math.min(large.height - 1, Math.floor(y / pixels) * SAMPLED + 1);
    for (let x = 0; x < width; x++) {
      const column = Math.min(large.width - 1, Math.floor(x / pixels) * SAMPLED + 1);
      alpha[y * width + x] = large.alpha[row * large.width + column] >= 128 ? 255 : 0;
    }
  }
  return cropped(alpha, width, down * pixels, Math.round(large.baseline / SAMPLED) * pixels);
}

/** Thin strokes are rarely covered by half: the threshold keeps them whole. */
const HARD = 96;

function hard(mask: TextMask): TextMask {
  const alpha = mask.alpha.map((value) => (value >= HARD ? 255 : 0));
  return cropped(alpha, mask.width, mask.height, mask.baseline);
}

/** The mask turned clockwise by any angle, sampled between pixels, cropped to its ink. */
export function slantMask(mask: Mask, degrees: number): Mask {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const width = Math.ceil(Math.abs(mask.width * cos) + Math.abs(mask.height * sin)) + 2;
  const height = Math.ceil(Math.abs(mask.width * sin) + Math.abs(mask.height * cos)) + 2;
  const alpha = new Uint8Array(width * height);
  const value = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= mask.width || y >= mask.height ? 0 : mask.alpha[y * mask.width + x];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - (width - 1) / 2, y - (height - 1) / 2];
      const u = dx * cos + dy * sin + (mask.width - 1) / 2;
      const v = dy * cos - dx * sin + (mask.height - 1) / 2;
      const [left, top] = [Math.floor(u), Math.floor(v)];
      const [a, b] = [u - left, v - top];
      alpha[y * width + x] = Math.round(
        (value(left, top) * (1 - a) + value(left + 1, top) * a) * (1 - b) +
          (value(left, top + 1) * (1 - a) + value(left + 1, top + 1) * a) * b,
      );
    }
  }
  return cropped(alpha, width, height, 0);
}
