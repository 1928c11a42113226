import * as path from 'node:path';
import sharp from 'sharp';
import type { Frame } from '../base/types';

/** Small pictures with text for the tests of this layer. */
const FONT = path.join(path.dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf', 'DejaVuSans-Bold.ttf');

export interface SampleText {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  /** Font size in pixels. */
  readonly size: number;
}

/** A frame of one grey level. */
export function plainFrame(width: number, height: number, level = 0, frameIndex = 0): Frame {
  return { frameIndex, view: 'default', width, height, gray: new Uint8Array(width * height).fill(level) };
}

/** Dark noise, the same each time. */
export function noiseFrame(width: number, height: number): Frame {
  let state = 12345;
  const gray = Uint8Array.from({ length: width * height }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) & 127;
  });
  return { ...plainFrame(width, height), gray };
}

/** The frame with texts drawn in `level`; where each one's ink lies comes back too. */
export async function withTexts(frame: Frame, texts: readonly SampleText[], level = 255) {
  const gray = frame.gray.slice();
  const boxes = [];
  for (const { text, left, top, size } of texts) {
    const { data, info } = await sharp({ text: { text, font: `DejaVu Sans Bold ${size}`, fontfile: FONT, dpi: 72 } })
      .extractChannel(0)
      .raw()
      .toBuffer({ resolveWithObject: true });
    for (let y = 0; y < info.height; y++) {
      for (let x = 0; x < info.width; x++) {
        const at = (top + y) * frame.width + left + x;
        const share = data[y * info.width + x] / 255;
        gray[at] = Math.round(gray[at] * (1 - share) + level * share);
      }
    }
    boxes.push({ left, top, right: left + info.width, bottom: top + info.height });
  }
  return { frame: { ...frame, gray } as Frame, boxes };
}
