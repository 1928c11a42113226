import { DeidError } from '../base/errors';
import type { Frame } from '../base/types';
import type { StoredFrame } from './frames';
import type { DicomFile } from './open';
import { sampleValues } from './samples';
import { TAG } from './tags';
import { decimalStrings } from './values';

/**
 * 8-bit views of a frame for reading; `[0]` is what a viewer shows first. `default` gives that one only.
 */
export function frameViews(file: DicomFile, stored: StoredFrame, which: 'default' | 'all'): readonly Frame[] {
  const { image } = file;
  if (image === undefined) throw new DeidError('NO_PIXEL_DATA', 'the file has no pixel data');
  const base = { frameIndex: stored.frameIndex, width: stored.columns, height: stored.rows };
  const values = sampleValues(image, stored.samples);
  if (stored.samplesPerPixel === 3) {
    const rgb = Uint8Array.from(values);
    const gray = new Uint8Array(stored.rows * stored.columns);
    for (let i = 0; i < gray.length; i += 1) {
      gray[i] = Math.round(0.299 * rgb[i * 3] + 0.587 * rgb[i * 3 + 1] + 0.114 * rgb[i * 3 + 2]);
    }
    return [{ ...base, view: 'default', gray, rgb }];
  }
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const [slope = 1] = decimalStrings(file.data, file.dataSet, TAG.rescaleSlope);
  const [intercept = 0] = decimalStrings(file.data, file.dataSet, TAG.rescaleIntercept);
  const [center] = decimalStrings(file.data, file.dataSet, TAG.windowCenter);
  const [width] = decimalStrings(file.data, file.dataSet, TAG.windowWidth);
  const inverse = image.photometricInterpretation === 'MONOCHROME1';
  const render = (from: number, to: number, view: string): Frame => {
    const gray = new Uint8Array(values.length);
    const scale = to > from ? 255 / (to - from) : 0;
    for (let i = 0; i < gray.length; i += 1) {
      const level = Math.min(255, Math.max(0, Math.round((values[i] * slope + intercept - from) * scale)));
      gray[i] = inverse ? 255 - level : level;
    }
    return { ...base, view, gray };
  };
  const full = render(
    Math.min(low * slope, high * slope) + intercept,
    Math.max(low * slope, high * slope) + intercept,
    'full',
  );
  if (center === undefined || width === undefined || width < 1) return [{ ...full, view: 'default' }];
  const windowed = render(center - width / 2, center + width / 2, 'default');
  return which === 'all' ? [windowed, full] : [windowed];
}

/** The picture as a viewer shows it first, for PNGs: 3 channels for colour images, else 1. */
export function displayedRgb(
  file: DicomFile,
  stored: StoredFrame,
): { readonly width: number; readonly height: number; readonly channels: 1 | 3; readonly data: Uint8Array } {
  const [frame] = frameViews(file, stored, 'default');
  return frame.rgb === undefined
    ? { width: frame.width, height: frame.height, channels: 1, data: frame.gray }
    : { width: frame.width, height: frame.height, channels: 3, data: frame.rgb };
}
