import type { ImageInfo } from './image';
import { bytesPerSample, samplesPerFrame } from './image';
import type { DicomFile } from './open';
import type { PixelDataLocation } from './pixel-data';
import { type Decoded, type Samples, samplesOver } from './samples';

/** Decodes one frame of native pixel data: byte order, 1-bit packing, planes and 4:2:2 chroma. The file's bytes are copied, not shared. */
export function decodeNative(
  file: DicomFile,
  image: ImageInfo,
  location: PixelDataLocation & { readonly kind: 'native' },
  frameIndex: number,
): Decoded {
  const { element, frameBits } = location;
  const value = file.data.subarray(element.valueStart, element.valueStart + element.length);
  // Big endian 8-bit samples in OW words are swapped in pairs across the whole value, so frames of odd size share a word.
  const swapPairs = !file.syntax.littleEndian && image.bitsAllocated <= 8 && element.vr === 'OW';
  if (image.bitsAllocated === 1) {
    const samples = unpackBits(value, frameIndex * frameBits, frameBits, swapPairs);
    return { samples, photometricInterpretation: image.photometricInterpretation };
  }
  const start = (frameIndex * frameBits) / 8;
  const bytes = swapPairs ? swappedPairs(value, start, frameBits / 8) : value.slice(start, start + frameBits / 8);
  if (!file.syntax.littleEndian) swapWords(bytes, bytesPerSample(image));
  const stored = samplesOver(image, bytes);
  const photometricInterpretation = image.photometricInterpretation.replace('_422', '');
  if (location.halfChroma) return { samples: spread422(image, stored), photometricInterpretation };
  const samples = image.planarConfiguration === 1 ? interleave(image, stored) : stored;
  return { samples, photometricInterpretation };
}

/** Bits are packed from the least significant one up, across frames (PS3.5 8.1.1). */
export function unpackBits(value: Uint8Array, start: number, count: number, swapPairs: boolean): Uint8Array {
  const samples = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) {
    const bit = start + i;
    const byte = bit >>> 3;
    samples[i] = (value[swapPairs ? byte ^ 1 : byte] >>> (bit & 7)) & 1;
  }
  return samples;
}

function swappedPairs(value: Uint8Array, start: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i += 1) bytes[i] = value[(start + i) ^ 1];
  return bytes;
}

function swapWords(bytes: Uint8Array, width: 1 | 2 | 4): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 2) buffer.swap16();
  else if (width === 4) buffer.swap32();
}

/** Colour by plane to colour by pixel. */
export function interleave<T extends Samples>(image: ImageInfo, planes: T): T {
  const pixels = image.rows * image.columns;
  const { samplesPerPixel } = image;
  const samples = planes.slice() as T;
  for (let sample = 0; sample < samplesPerPixel; sample += 1) {
    for (let i = 0; i < pixels; i += 1) samples[i * samplesPerPixel + sample] = planes[sample * pixels + i];
  }
  return samples;
}

/** Y1 Y2 Cb Cr for two pixels to Y Cb Cr each (PS3.3 C.7.6.3.1.2). */
function spread422(image: ImageInfo, stored: Samples): Samples {
  const samples = samplesOver(image, new Uint8Array(samplesPerFrame(image) * bytesPerSample(image)));
  for (let pair = 0; pair * 6 < samples.length; pair += 1) {
    const [y1, y2, cb, cr] = stored.subarray(pair * 4, pair * 4 + 4);
    samples.set([y1, cb, cr, y2, cb, cr], pair * 6);
  }
  return samples;
}
