import { createHash } from 'node:crypto';
import { DeidError } from '../base/errors';
import type { Frame } from '../base/types';
import { luminance, toRgb } from './colour';
import type { StoredFrame } from './frames';
import { greyViews } from './grey-views';
import type { DicomFile } from './open';
import { overlayViews } from './overlays';
import { sampleValues } from './samples';

/** `default`: what a viewer shows first. `shown`: with its overlay planes. `all`: every window, polarity and channel that can show text. */
export type ViewChoice = 'default' | 'shown' | 'all';

/**
 * 8-bit views of a frame for reading, all with the frame's rows and columns; `[0]` is what a viewer shows first, and `default` gives
 * that one only, `shown` that one and the overlays. `all` adds, without repeating equal pictures:
 *
 * - grey: each further window (`window:2`) and VOI LUT (`voi-lut:0`), the `full` range and `equalised` (every difference made visible,
 *   whatever window would show it);
 * - colour and palette: the `full` range of the luminance, and `equalised`;
 * - overlays (`overlay:6000`), also those in unused bits of the pixels, and any other unused bit that is not constant (`bit:15`).
 *
 * Throws `DeidError` `NO_PIXEL_DATA`, or `INVALID_ATTRIBUTE` when a window, table or palette cannot be read.
 */
export function frameViews(file: DicomFile, stored: StoredFrame, which: ViewChoice): readonly Frame[] {
  const { image } = file;
  if (image === undefined) throw new DeidError('NO_PIXEL_DATA', 'the file has no pixel data');
  const values = sampleValues(image, stored.samples);
  const colour = image.samplesPerPixel === 3 || image.photometricInterpretation === 'PALETTE COLOR';
  const pixels = which === 'all' ? 'all' : 'default';
  const views = colour
    ? colourViews(stored, toRgb(file, image, stored, values), pixels)
    : greyViews(file, image, stored, values, pixels);
  if (which === 'default') return views.slice(0, 1);
  const further = which === 'all' ? views : views.slice(0, 1);
  return distinct([...further, ...overlayViews(file, stored)]);
}

/** The same for frames that look the same in every view: an overlay may differ from frame to frame where the samples do not. */
export function viewsDigest(views: readonly Frame[]): string {
  const hash = createHash('sha1');
  for (const view of views)
    hash
      .update(view.view)
      .update(view.gray)
      .update(view.rgb ?? '');
  return hash.digest('base64');
}

/** The picture as a viewer shows it first, for PNGs: 3 interleaved channels for colour images, else 1. */
export function displayedRgb(
  file: DicomFile,
  stored: StoredFrame,
): { readonly width: number; readonly height: number; readonly channels: 1 | 3; readonly data: Uint8Array } {
  const [frame] = frameViews(file, stored, 'default');
  const { width, height } = frame;
  return { width, height, channels: frame.rgb === undefined ? 1 : 3, data: frame.rgb ?? frame.gray };
}

function colourViews(stored: StoredFrame, rgb: Uint8Array, which: 'default' | 'all'): readonly Frame[] {
  const base = { frameIndex: stored.frameIndex, width: stored.columns, height: stored.rows };
  const gray = luminance(rgb);
  const first: Frame = { ...base, view: 'default', gray, rgb };
  if (which === 'default') return [first];
  return [
    first,
    { ...base, view: 'full', gray: stretched(gray) },
    { ...base, view: 'equalised', gray: equalised(gray) },
  ];
}

/** The darkest level to 0, the brightest to 255. */
function stretched(gray: Uint8Array): Uint8Array {
  const low = gray.reduce((a, b) => Math.min(a, b), 255);
  const high = gray.reduce((a, b) => Math.max(a, b), 0);
  const scale = high > low ? 255 / (high - low) : 1;
  return gray.map((level) => Math.round((level - low) * scale));
}

/** Levels by rank, as for grey pictures: faint text next to its ground is told apart whatever else is in the picture. */
function equalised(gray: Uint8Array): Uint8Array {
  const counts = new Uint32Array(256);
  for (let i = 0; i < gray.length; i += 1) counts[gray[i]] += 1;
  const first = counts.find((count) => count > 0) ?? 0;
  const span = Math.max(1, gray.length - first);
  let below = -first;
  const levels = counts.map((count) => {
    below += count;
    return Math.round((Math.max(0, below) / span) * 255);
  });
  return gray.map((level) => levels[level]);
}

/** Grey levels by which two views may differ and still show the same: the rounding of colour spaces, a slightly wider window. */
const SAME = 8;

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i += 1) if (Math.abs(a[i] - b[i]) > SAME) return false;
  return true;
}

/** Without views whose picture is the same as an earlier one's, and without empty ones. */
function distinct(views: readonly Frame[]): readonly Frame[] {
  const kept: Frame[] = [];
  for (const view of views) {
    const { gray } = view;
    const same = kept.some((earlier) => isSame(gray, earlier.gray));
    const flat = gray.every((level) => level === gray[0]);
    if (kept.length === 0 || (!same && !flat)) kept.push(view);
  }
  return kept;
}
