import type { ImageInfo } from './image';

/** Stored samples of one frame. */
export type Samples = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/** What a decoder returns: samples row by row, colour by pixel, and their colour space. */
export interface Decoded {
  readonly samples: Samples;
  readonly photometricInterpretation: string;
}

/** The array type for the image's samples, over bytes in this machine's order; `bytes` are copied when they are not aligned. */
export function samplesOver(image: ImageInfo, bytes: Uint8Array): Samples {
  const width = image.bitsAllocated <= 8 ? 1 : image.bitsAllocated / 8;
  const aligned = bytes.byteOffset % width === 0 ? bytes : bytes.slice();
  const { byteOffset, byteLength } = aligned;
  const buffer = aligned.buffer as ArrayBuffer;
  const signed = image.pixelRepresentation === 1;
  const length = Math.floor(byteLength / width);
  if (width === 1) return new (signed ? Int8Array : Uint8Array)(buffer, byteOffset, length);
  if (width === 2) return new (signed ? Int16Array : Uint16Array)(buffer, byteOffset, length);
  return new (signed ? Int32Array : Uint32Array)(buffer, byteOffset, length);
}

/**
 * The pixel values of stored samples: the bits from HighBit down to HighBit - BitsStored + 1, sign-extended when signed (PS3.3
 * C.7.6.3.1, PS3.5 8.1). The same array when there is nothing to mask.
 */
export function sampleValues(image: ImageInfo, samples: Samples): Samples {
  const { bitsAllocated, bitsStored, highBit } = image;
  if (bitsStored === bitsAllocated || bitsAllocated === 1) return samples;
  const shift = highBit - bitsStored + 1;
  const values = samples.slice();
  const left = 32 - bitsStored;
  for (let i = 0; i < values.length; i += 1) {
    const raw = (values[i] >>> shift) << left;
    values[i] = image.pixelRepresentation === 1 ? raw >> left : raw >>> left;
  }
  return values;
}
