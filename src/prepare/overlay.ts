import type { TruthItem } from '../base/truth';
import { type Place, truthItem } from './compose';
import type { Ink } from './ink';
import type { Block } from './piece';
import type { Raster } from './raster';
import type { Element } from './write-dicom';

/** Text in an overlay plane (PS3.3 C.9.2), group 6000: one bit a pixel, over the whole picture, first pixel in the lowest bit. */
export function overlayText(
  raster: Raster,
  block: Block,
  place: Place,
): { readonly elements: Element[]; readonly annotation: TruthItem[] } {
  const { rows, columns } = raster;
  const bits = new Uint8Array(2 * Math.ceil((rows * columns) / 16));
  const annotation: TruthItem[] = [];
  for (const { piece, mask, x, y } of block.placed) {
    const [left, top] = [place.left + x, place.top + y];
    const ink = solid(mask, left, top, rows, columns);
    for (let i = 0; i < ink.bits.length; i++) {
      if (ink.bits[i] === 0) continue;
      const at = (ink.box[1] + Math.floor(i / ink.box[2])) * columns + ink.box[0] + (i % ink.box[2]);
      bits[at >> 3] |= 1 << (at & 7);
    }
    if (piece.field !== 'label') annotation.push({ ...truthItem([piece], 0, ink), carrier: 'overlay:6000' });
  }
  const elements: Element[] = [
    [0x60000010, 'US', [rows]],
    [0x60000011, 'US', [columns]],
    [0x60000040, 'CS', 'G'],
    [0x60000050, 'SS', [1, 1]],
    [0x60000100, 'US', [1]],
    [0x60000102, 'US', [0]],
    [0x60003000, 'OW', bits],
  ];
  return { elements, annotation };
}

/** The pixels that the mask covers at least half, and the box around them. */
function solid(mask: Block['placed'][number]['mask'], left: number, top: number, rows: number, columns: number): Ink {
  const on = (x: number, y: number) =>
    mask.alpha[y * mask.width + x] >= 128 && left + x >= 0 && top + y >= 0 && left + x < columns && top + y < rows;
  let [x0, x1, y0, y1] = [mask.width, 0, mask.height, 0];
  for (let y = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++) {
      if (on(x, y)) [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x + 1), Math.min(y0, y), y + 1];
    }
  }
  if (x1 === 0) return { box: [Math.max(0, left), Math.max(0, top), 0, 0], bits: new Uint8Array(0) };
  const width = x1 - x0;
  const bits = Uint8Array.from({ length: width * (y1 - y0) }, (_, i) =>
    on(x0 + (i % width), y0 + Math.floor(i / width)) ? 1 : 0,
  );
  return { box: [left + x0, top + y0, width, y1 - y0], bits };
}
