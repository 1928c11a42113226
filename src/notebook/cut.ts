import sharp from 'sharp';
import type { Box } from '../base/geometry';

/** A box to draw on a picture, in the picture's pixels. */
export interface Mark {
  readonly box: Box;
  readonly colour: string;
}

const WIDEST = 560;
const HIGHEST = 420;
const QUALITY = 80;

/** A part of a picture with frames around boxes, as a JPEG that fits a column of a notebook; small pictures are enlarged unsmoothed. */
export async function cutPicture(picture: Uint8Array, area: Box, marks: readonly Mark[]): Promise<Uint8Array> {
  const width = area.right - area.left;
  const height = area.bottom - area.top;
  const scale = Math.min(WIDEST / width, HIGHEST / height);
  const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const frames = marks.map(
    ({ box, colour }) =>
      `<rect x="${(box.left - area.left - 1) * scale}" y="${(box.top - area.top - 1) * scale}" width="${(box.right - box.left + 2) * scale}" height="${(box.bottom - box.top + 2) * scale}" fill="none" stroke="${colour}" stroke-width="2"/>`,
  );
  const overlay = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${frames.join('')}</svg>`;
  const enlarged = await sharp(picture)
    .extract({ left: area.left, top: area.top, width, height })
    .toColourspace('srgb')
    .resize({ ...size, fit: 'fill', kernel: scale > 1 ? 'nearest' : 'lanczos3' })
    .toBuffer();
  return sharp(enlarged)
    .composite([{ input: Buffer.from(overlay) }])
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
