import { DeidError } from '../base/errors';
import { decodeEncapsulated } from './decode';
import { decodeNative } from './native';
import type { DicomFile } from './open';
import type { Samples } from './samples';

/**
 * One frame as stored: `rows * columns * samplesPerPixel` samples, row by row, colour by pixel. Native samples keep every allocated bit
 * (overlays above BitsStored included); `sampleValues` masks and sign-extends them.
 */
export interface StoredFrame {
  readonly frameIndex: number;
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly samples: Samples;
  /** Of the samples as they are now: chroma is spread to full resolution (`YBR_FULL`), a JPEG 2000 colour transform undone (`RGB`). */
  readonly photometricInterpretation: string;
}

/**
 * Decodes one frame, counted from 0; the others are not touched. Throws `RangeError` for an index that is not there, `DeidError` with
 * the codes `NO_PIXEL_DATA`, `CODESTREAM_MISMATCH`, `DECODE_FAILED` or `TRUNCATED`.
 */
export async function readFrame(file: DicomFile, frameIndex: number): Promise<StoredFrame> {
  const { image, pixelData } = file;
  if (image === undefined || pixelData === undefined)
    throw new DeidError('NO_PIXEL_DATA', 'the file has no pixel data');
  if (!Number.isInteger(frameIndex) || frameIndex < 0 || frameIndex >= image.numberOfFrames) {
    throw new RangeError(`readFrame: frame ${frameIndex} of ${image.numberOfFrames}`);
  }
  const decoded =
    pixelData.kind === 'native'
      ? decodeNative(file, image, pixelData, frameIndex)
      : await decodeEncapsulated(file, image, pixelData.frames[frameIndex]);
  return { frameIndex, rows: image.rows, columns: image.columns, samplesPerPixel: image.samplesPerPixel, ...decoded };
}
