import type { TruthFile } from '../base/truth';
import { readFrame } from '../dicom/frames';
import { openDicom } from '../dicom/open';
import { frameViews } from '../dicom/views';
import { openDataset } from './dataset';

export interface ContactSheetOptions {
  /** First image and number of images; default 0 and 24. */
  readonly first?: number;
  readonly count?: number;
  /** Pictures across; default 6. */
  readonly across?: number;
  /** Side of one picture in pixels; default 400. */
  readonly side?: number;
  /** Draws the truth's boxes: red for patient data, green for text that must stay; default true. */
  readonly boxes?: boolean;
}

/**
 * One PNG with many images of a dataset side by side, each as a viewer shows it first (text in overlay planes included), for looking
 * at by eye. Of multi-frame images the last frame with text is shown.
 *
 * @param data as `openDataset` takes it
 */
export async function contactSheet(data: string, options: ContactSheetOptions = {}): Promise<Uint8Array> {
  const { first = 0, count = 24, across = 6, side = 400, boxes = true } = options;
  const { default: sharp } = await import('sharp');
  const dataset = await openDataset(data);
  try {
    const tiles = [];
    for (const item of dataset.items.slice(first, first + count)) {
      tiles.push(await tile(await item.bytes(), await item.truth(), side - 4, boxes));
    }
    const rows = Math.ceil(tiles.length / across);
    const background = { r: 60, g: 60, b: 90 };
    const placed = tiles.map((input, i) => ({ input, left: (i % across) * side, top: Math.floor(i / across) * side }));
    return await sharp({ create: { width: across * side, height: rows * side, channels: 3, background } })
      .composite(placed)
      .png()
      .toBuffer();
  } finally {
    await dataset.close();
  }
}

async function tile(bytes: Uint8Array, truth: TruthFile | undefined, side: number, boxes: boolean): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const file = openDicom(bytes);
  const frame = Math.max(0, ...(truth?.annotation ?? []).map((item) => item.frame ?? 0));
  const views = frameViews(file, await readFrame(file, frame), 'all');
  const { width, height } = views[0];
  const rgb = rgbOf(views[0]);
  for (const { gray } of views.filter(({ view }) => view.startsWith('overlay'))) {
    for (let i = 0; i < gray.length; i++) if (gray[i] > 127) rgb.fill(255, i * 3, i * 3 + 3);
  }
  for (const { value, phiClass, frame: at } of truth?.annotation ?? []) {
    if (boxes && (at ?? 0) === frame)
      drawBox(rgb, width, height, value.bbox, phiClass === 'keep' ? [0, 200, 0] : [255, 40, 40]);
  }
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .resize(side, side, { fit: 'contain', background: { r: 60, g: 60, b: 90 } })
    .png()
    .toBuffer();
}

function rgbOf(view: { readonly gray: Uint8Array; readonly rgb?: Uint8Array }): Uint8Array {
  if (view.rgb !== undefined) return view.rgb.slice();
  const out = new Uint8Array(view.gray.length * 3);
  view.gray.forEach((level, i) => {
    out.fill(level, i * 3, i * 3 + 3);
  });
  return out;
}

/** A frame one pixel outside the box. */
function drawBox(
  rgb: Uint8Array,
  width: number,
  height: number,
  [x, y, w, h]: readonly number[],
  colour: readonly number[],
): void {
  const dot = (px: number, py: number) => {
    if (px >= 0 && py >= 0 && px < width && py < height) rgb.set(colour, (py * width + px) * 3);
  };
  for (let px = x - 2; px <= x + w + 1; px++) for (const py of [y - 2, y + h + 1]) dot(px, py);
  for (let py = y - 2; py <= y + h + 1; py++) for (const px of [x - 2, x + w + 1]) dot(px, py);
}
