import { DeidError } from '../base/errors';
import { bytesPerSample, samplesPerFrame } from '../dicom/image';
import { type DicomFile, openDicom } from '../dicom/open';

/** What a file may ask for; each breach is `LIMIT_EXCEEDED`. */
export interface FileLimits {
  /** Bytes of a file, also of what a deflated one inflates to. Default 2 GiB - 1. */
  readonly maxBytes: number;
  /** Pixels of one frame. Default 100 million: above every real detector, slide tiles included. */
  readonly maxPixels: number;
  /** Unpacked bytes by stored bytes, looked at beyond 256 MiB unpacked. Default 200. */
  readonly maxRatio: number;
}

export const DEFAULT_LIMITS: FileLimits = { maxBytes: 2 ** 31 - 1, maxPixels: 100_000_000, maxRatio: 200 };

const RATIO_FREE = 2 ** 28;

export const limitsOf = (given: Partial<FileLimits> = {}): FileLimits => ({
  maxBytes: given.maxBytes ?? DEFAULT_LIMITS.maxBytes,
  maxPixels: given.maxPixels ?? DEFAULT_LIMITS.maxPixels,
  maxRatio: given.maxRatio ?? DEFAULT_LIMITS.maxRatio,
});

/** Opens a file within the limits, before anything of its picture is decoded. Throws `LIMIT_EXCEEDED` and what `openDicom` throws. */
export function openWithin(bytes: Uint8Array, limits: FileLimits): DicomFile {
  if (bytes.length > limits.maxBytes) throw new DeidError('LIMIT_EXCEEDED', 'the file is too large');
  const unpacked = Math.max(RATIO_FREE, bytes.length * limits.maxRatio);
  const file = openDicom(bytes, { maxInflatedBytes: Math.min(limits.maxBytes, unpacked) });
  const { image } = file;
  if (image === undefined) return file;
  if (image.rows * image.columns > limits.maxPixels)
    throw new DeidError('LIMIT_EXCEEDED', 'a frame has too many pixels');
  const decoded = samplesPerFrame(image) * bytesPerSample(image) * image.numberOfFrames;
  if (decoded > unpacked) throw new DeidError('LIMIT_EXCEEDED', 'the frames unpack to too many bytes for such a file');
  return file;
}
