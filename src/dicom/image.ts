import { DeidError } from '../base/errors';
import type { DataSet } from './elements';
import { TAG, type Tag } from './tags';
import type { TransferSyntax } from './transfer-syntax';
import { asciiValue, integerString, invalid, short } from './values';

/** The image pixel module of a file (PS3.3 C.7.6.3), checked. */
export interface ImageInfo {
  readonly rows: number;
  readonly columns: number;
  readonly numberOfFrames: number;
  /** 1 or 3. */
  readonly samplesPerPixel: number;
  /** 1, 8, 16 or 32. */
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  /** 0 unsigned, 1 two's complement. */
  readonly pixelRepresentation: 0 | 1;
  /** As in the file; but without `_422` for native pixels whose chroma is stored in full. */
  readonly photometricInterpretation: string;
  /** 0 colour by pixel, 1 colour by plane; 0 where it does not apply. */
  readonly planarConfiguration: 0 | 1;
  /** True when the pixels went through a lossy step, by transfer syntax or by LossyImageCompression. */
  readonly lossy: boolean;
}

/** One decoded frame may not need more bytes than this. */
export const MAX_FRAME_BYTES = 2 ** 30;
const MAX_FRAMES = 2 ** 20;

const COLOUR = new Set(['RGB', 'YBR_FULL', 'YBR_FULL_422', 'YBR_PARTIAL_422', 'YBR_ICT', 'YBR_RCT']);
const GREY = new Set(['MONOCHROME1', 'MONOCHROME2', 'PALETTE COLOR']);

/**
 * Reads and checks the image pixel module. Throws `DeidError`: `INVALID_ATTRIBUTE` (missing or contradictory), `BITS_ALLOCATED` (not
 * 1, 8, 16 or 32), `LIMIT_EXCEEDED` (a frame beyond `MAX_FRAME_BYTES`, too many frames).
 */
export function readImageInfo(data: Uint8Array, dataSet: DataSet, syntax: TransferSyntax): ImageInfo {
  const required = (tag: Tag): number => {
    const value = short(data, dataSet, tag);
    if (value === undefined) throw invalid(tag, 'is missing');
    return value;
  };
  const bitsAllocated = required(TAG.bitsAllocated);
  const bitsStored = short(data, dataSet, TAG.bitsStored) ?? bitsAllocated;
  const samplesPerPixel = short(data, dataSet, TAG.samplesPerPixel) ?? 1;
  const image: ImageInfo = {
    rows: required(TAG.rows),
    columns: required(TAG.columns),
    numberOfFrames: integerString(data, dataSet, TAG.numberOfFrames) ?? 1,
    samplesPerPixel,
    bitsAllocated,
    bitsStored,
    highBit: short(data, dataSet, TAG.highBit) ?? bitsStored - 1,
    pixelRepresentation: bit(short(data, dataSet, TAG.pixelRepresentation) ?? 0, TAG.pixelRepresentation),
    photometricInterpretation: photometric(asciiValue(data, dataSet, TAG.photometricInterpretation), samplesPerPixel),
    planarConfiguration:
      samplesPerPixel === 1 ? 0 : bit(short(data, dataSet, TAG.planarConfiguration) ?? 0, TAG.planarConfiguration),
    lossy: syntax.lossy || asciiValue(data, dataSet, TAG.lossyImageCompression) === '01',
  };
  check(image);
  return image;
}

function photometric(value: string, samplesPerPixel: number): string {
  if (value === '') throw invalid(TAG.photometricInterpretation, 'is missing');
  const known = samplesPerPixel === 1 ? GREY : COLOUR;
  if (!known.has(value)) throw invalid(TAG.photometricInterpretation, 'is unknown or does not fit SamplesPerPixel');
  return value;
}

function bit(value: number, tag: Tag): 0 | 1 {
  if (value !== 0 && value !== 1) throw invalid(tag, 'is neither 0 nor 1');
  return value;
}

function check(image: ImageInfo): void {
  if (image.rows === 0) throw invalid(TAG.rows, 'is 0');
  if (image.columns === 0) throw invalid(TAG.columns, 'is 0');
  if (image.numberOfFrames === 0) throw invalid(TAG.numberOfFrames, 'is 0');
  if (image.samplesPerPixel !== 1 && image.samplesPerPixel !== 3) throw invalid(TAG.samplesPerPixel, 'is not 1 or 3');
  if (![1, 8, 16, 32].includes(image.bitsAllocated)) {
    throw new DeidError('BITS_ALLOCATED', 'BitsAllocated is not 1, 8, 16 or 32');
  }
  if (image.bitsStored === 0 || image.bitsStored > image.bitsAllocated) {
    throw invalid(TAG.bitsStored, 'does not fit BitsAllocated');
  }
  if (image.highBit >= image.bitsAllocated || image.highBit < image.bitsStored - 1) {
    throw invalid(TAG.highBit, 'does not fit BitsStored and BitsAllocated');
  }
  if (image.numberOfFrames > MAX_FRAMES) throw new DeidError('LIMIT_EXCEEDED', 'too many frames');
  if (samplesPerFrame(image) * bytesPerSample(image) > MAX_FRAME_BYTES) {
    throw new DeidError('LIMIT_EXCEEDED', 'one frame is too large');
  }
}

export const samplesPerFrame = (image: ImageInfo): number => image.rows * image.columns * image.samplesPerPixel;

/** Bytes of one decoded sample; 1-bit samples take a byte each. */
export const bytesPerSample = (image: ImageInfo): 1 | 2 | 4 =>
  image.bitsAllocated <= 8 ? 1 : image.bitsAllocated === 16 ? 2 : 4;

/** Values of one RLE segment: pixels, or bytes of packed 1-bit pixels. */
export const rleUnits = ({ rows, columns, bitsAllocated }: ImageInfo): number =>
  Math.ceil((rows * columns * Math.min(8, bitsAllocated)) / 8);
