import { deflateRawSync } from 'node:zlib';
import { runCodec } from './codecs';
import type { StoredFrame } from './frames';
import type { ImageInfo } from './image';
import type { Codec } from './transfer-syntax';

/** Codecs that frames can be written with, all without loss. */
export type LosslessCodec = Exclude<Codec, 'native' | 'jpeg'>;

const ENCODERS: Readonly<
  Record<Exclude<LosslessCodec, 'deflate'>, readonly [string, Readonly<Record<string, unknown>>]>
> = {
  rle: ['encodeRle', {}],
  // First-order prediction: the only one that the common JPEG lossless syntax (1.2.840.10008.1.2.4.70) allows.
  'jpeg-lossless': ['encodeJpeg', { lossy: false, predictor: 1, pointTransform: 0 }],
  'jpeg-ls': ['encodeJpegLs', { lossy: false }],
  'jpeg-2000': ['encodeJpeg2000', { lossy: false }],
  // RPCL with tile-part lengths, which 1.2.840.10008.1.2.4.202 asks for and the other HTJ2K syntaxes allow.
  htj2k: ['encodeHtJpeg2000', { lossy: false, progressionOrder: 2 }],
};

/**
 * Encodes one frame without loss; the result has an even number of bytes, as a fragment must. Encoders have limits (32 bits, some
 * colour depths) that they do not all report, so the caller has to decode what it gets and compare. Throws `DeidError`
 * `ENCODE_FAILED`.
 */
export async function encodeFrame(codec: LosslessCodec, image: ImageInfo, frame: StoredFrame): Promise<Uint8Array> {
  const packed = image.bitsAllocated === 1 && (codec === 'deflate' || codec === 'rle');
  // The JPEG-LS encoder takes its precision from the allocated bits: the stored ones say it better, and compress better.
  const exact = codec === 'jpeg-ls' && image.bitsAllocated === 16 && image.bitsStored > 8;
  const samples = packed ? packBits(frame.samples) : sampleBytes(exact ? lowBits(frame, image.bitsStored) : frame);
  if (codec === 'deflate') return padded(deflateRawSync(samples));
  const [operation, parameters] = ENCODERS[codec];
  const attributes = {
    // RLE compresses bytes, and rows of single bits need not end with one.
    width: packed ? samples.length : frame.columns,
    height: packed ? 1 : frame.rows,
    bitsAllocated: exact ? image.bitsStored : frame.samples.BYTES_PER_ELEMENT * 8,
    bitsStored: image.bitsStored,
    samplesPerPixel: frame.samplesPerPixel,
    pixelRepresentation: image.pixelRepresentation,
    planarConfiguration: 0,
    photometricInterpretation: frame.photometricInterpretation,
    decodedBuffer: samples,
  };
  // The result is a view of the codec's own memory, which the next call overwrites.
  return padded(await runCodec(operation, attributes, parameters, 'ENCODE_FAILED'));
}

/** The samples' bytes in this machine's order, which is little endian wherever Node runs with wasm codecs. Shares their memory. */
export const sampleBytes = ({ samples }: StoredFrame): Uint8Array =>
  new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);

/** 1-bit samples from the least significant bit up, without gaps between rows or frames (PS3.5 8.1.1). */
export function packBits(samples: StoredFrame['samples']): Uint8Array {
  const packed = new Uint8Array(Math.ceil(samples.length / 8));
  for (let i = 0; i < samples.length; i += 1) packed[i >>> 3] |= (samples[i] & 1) << (i & 7);
  return packed;
}

/** Without the sign's copies above the stored bits, which a reader puts back. */
function lowBits(frame: StoredFrame, bitsStored: number): StoredFrame {
  const mask = 2 ** bitsStored - 1;
  return { ...frame, samples: Uint16Array.from(frame.samples, (sample) => sample & mask) };
}

function padded(bytes: Uint8Array): Uint8Array {
  const even = new Uint8Array(bytes.length + (bytes.length % 2));
  even.set(bytes);
  return even;
}
