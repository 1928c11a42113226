import type { StoredFrame } from '../dicom/frames';
import type { ImageInfo } from '../dicom/image';
import type { DicomFile } from '../dicom/open';
import { sampleValues } from '../dicom/samples';
import { frameViews } from '../dicom/views';
import { darkerValue, hasEmbeddedOverlay } from './display';

/**
 * `darkest` and `brightest` as displayed, or a stored value: the grey value, palette index, luminance, or each of R, G and B; of a
 * colour picture also its three samples.
 */
export type Fill = 'darkest' | 'brightest' | number | readonly [number, number, number];

/**
 * The stored samples, one a channel, of the solid colour that text is painted over with:
 * - grey: the smallest or largest pixel value of the frame, whichever displays darkest (MONOCHROME1, a negative slope and inverted
 *   LUTs turn it round). A value of the frame itself keeps automatic windows as they were, which an extreme like -32768 would not.
 * - palette: the index of the frame whose colour is darkest.
 * - RGB: black. YBR: black, that is zero luminance and neutral chroma (PS3.3 C.7.6.3.1.2).
 *
 * Throws `RangeError` when a number does not fit the stored bits, or three samples a picture of one.
 */
export function fillSamples(file: DicomFile, frame: StoredFrame, fill: Fill): readonly number[] {
  const image = file.image!;
  if (typeof fill === 'object') return ownSamples(image, frame, fill);
  if (frame.samplesPerPixel === 3) return colourFill(image, frame.photometricInterpretation, fill);
  if (typeof fill === 'number') return [storedBits(file, image, checkRange(image, fill))];
  if (frame.photometricInterpretation === 'PALETTE COLOR') return [paletteFill(file, frame, fill)];
  const values = sampleValues(image, frame.samples);
  let low = values[0];
  let high = values[0];
  for (const value of values) {
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  const dark = darkerValue(file, frame.frameIndex, low, high);
  return [storedBits(file, image, (fill === 'darkest') === (dark === low) ? low : high)];
}

function ownSamples(image: ImageInfo, { samplesPerPixel }: StoredFrame, fill: readonly number[]): readonly number[] {
  if (samplesPerPixel !== 3) throw new RangeError('three samples fill colour pictures only');
  return fill.map((value) => checkRange(image, value));
}

function colourFill(image: ImageInfo, photometric: string, fill: Exclude<Fill, readonly number[]>): readonly number[] {
  const full = 2 ** image.bitsStored - 1;
  const ybr = photometric.startsWith('YBR');
  const partial = photometric.startsWith('YBR_PARTIAL');
  const unit = 2 ** Math.max(0, image.bitsStored - 8);
  const black = partial ? 16 * unit : 0;
  const white = partial ? 235 * unit : full;
  const level = typeof fill === 'number' ? checkRange(image, fill) : fill === 'darkest' ? black : white;
  const neutral = 2 ** (image.bitsStored - 1);
  return ybr ? [level, neutral, neutral] : [level, level, level];
}

function paletteFill(file: DicomFile, frame: StoredFrame, fill: 'darkest' | 'brightest'): number {
  const [{ gray }] = frameViews(file, frame, 'default');
  let best = 0;
  for (let i = 1; i < gray.length; i += 1) {
    if (fill === 'darkest' ? gray[i] < gray[best] : gray[i] > gray[best]) best = i;
  }
  return frame.samples[best];
}

function checkRange(image: ImageInfo, value: number): number {
  const signed = image.pixelRepresentation === 1;
  const low = signed ? -(2 ** (image.bitsStored - 1)) : 0;
  const high = signed ? 2 ** (image.bitsStored - 1) - 1 : 2 ** image.bitsStored - 1;
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  throw new RangeError(`fill must be a whole number from ${low} to ${high}`);
}

/**
 * A pixel value as a sample: at its place below HighBit, the bits above it as the sign, or zero where they are an overlay. Bits below
 * the value are zero.
 */
function storedBits(file: DicomFile, image: ImageInfo, value: number): number {
  const shift = image.highBit - image.bitsStored + 1;
  if (image.bitsAllocated === 32) return shift === 0 ? value : value * 2 ** shift;
  const mask = 2 ** image.bitsStored - 1;
  return (value < 0 && !hasEmbeddedOverlay(file) ? value : value & mask) << shift;
}
