import type { ImageInfo } from './image';
import type { DicomFile } from './open';
import type { PaintedFrame } from './painted';
import type { PixelDataLocation } from './pixel-data';
import type { Samples } from './samples';

/**
 * Writes the painted pixels of one frame into a copy of native pixel data and leaves every other bit as it is: the reverse of
 * `decodeNative` for those pixels only. With 4:2:2 chroma both pixels of a pair must be painted (`alignBox` sees to it), because they
 * share their chroma.
 */
export function writeNativePixels(
  value: Uint8Array,
  file: DicomFile,
  location: PixelDataLocation & { readonly kind: 'native' },
  frame: PaintedFrame,
): void {
  const image = file.image!;
  const put = sampleWriter(value, file, location);
  const first = (frame.frameIndex * location.frameBits) / image.bitsAllocated;
  const place = samplePlacer(image);
  const { samples, painted, samplesPerPixel } = frame;
  for (let pixel = 0; pixel < painted.length; pixel += 1) {
    if (painted[pixel] === 0) continue;
    for (let sample = 0; sample < samplesPerPixel; sample += 1) {
      put(first + place(pixel, sample), samples[pixel * samplesPerPixel + sample]);
    }
  }
}

/** Where a sample of a pixel stands among the stored samples of its frame. */
function samplePlacer(image: ImageInfo): (pixel: number, sample: number) => number {
  const { samplesPerPixel, planarConfiguration, photometricInterpretation } = image;
  if (photometricInterpretation.endsWith('_422')) {
    // Y1 Y2 Cb Cr for two pixels.
    return (pixel, sample) => (pixel >> 1) * 4 + (sample === 0 ? pixel & 1 : sample + 1);
  }
  if (planarConfiguration === 1) {
    const pixels = image.rows * image.columns;
    return (pixel, sample) => sample * pixels + pixel;
  }
  return (pixel, sample) => pixel * samplesPerPixel + sample;
}

type Put = (index: number, sample: Samples[number]) => void;

/** Writes the sample with that index, counted over all frames. */
function sampleWriter(
  value: Uint8Array,
  file: DicomFile,
  location: PixelDataLocation & { readonly kind: 'native' },
): Put {
  const little = file.syntax.littleEndian;
  const { bitsAllocated } = file.image!;
  const flip = !little && location.element.vr === 'OW' ? 1 : 0;
  if (bitsAllocated === 1) {
    return (index, sample) => {
      const byte = (index >>> 3) ^ flip;
      const mask = 1 << (index & 7);
      value[byte] = (sample & 1) === 1 ? value[byte] | mask : value[byte] & ~mask;
    };
  }
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  if (bitsAllocated === 8) {
    return (index, sample) => {
      value[index ^ flip] = sample;
    };
  }
  if (bitsAllocated === 16) return (index, sample) => view.setUint16(index * 2, sample & 0xffff, little);
  return (index, sample) => view.setUint32(index * 4, sample >>> 0, little);
}
