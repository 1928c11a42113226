import type { StoredFrame } from './frames';
import type { ImageInfo } from './image';
import type { DicomFile } from './open';
import { readPalette } from './palette';
import type { Samples } from './samples';

/** `rows * columns * 3` interleaved 8-bit RGB of a colour or palette frame; `values` are its pixel values, masked. */
export function toRgb(file: DicomFile, image: ImageInfo, stored: StoredFrame, values: Samples): Uint8Array {
  if (image.photometricInterpretation === 'PALETTE COLOR') return applyPalette(file, values);
  const bytes = toBytes(image, values);
  switch (stored.photometricInterpretation) {
    case 'YBR_FULL':
      return ybrToRgb(bytes, 1, 0, 1);
    case 'YBR_PARTIAL':
      return ybrToRgb(bytes, 255 / 219, 16, 255 / 224);
    default:
      return bytes;
  }
}

/** ITU-R BT.601 luminance, rounded. */
export function luminance(rgb: Uint8Array): Uint8Array {
  const gray = new Uint8Array(rgb.length / 3);
  for (let i = 0; i < gray.length; i += 1) {
    gray[i] = Math.round(0.299 * rgb[i * 3] + 0.587 * rgb[i * 3 + 1] + 0.114 * rgb[i * 3 + 2]);
  }
  return gray;
}

function applyPalette(file: DicomFile, values: Samples): Uint8Array {
  const { first, red, green, blue } = readPalette(file);
  const rgb = new Uint8Array(values.length * 3);
  for (let i = 0; i < values.length; i += 1) {
    const index = Math.max(0, values[i] - first);
    rgb[i * 3] = red[Math.min(index, red.length - 1)];
    rgb[i * 3 + 1] = green[Math.min(index, green.length - 1)];
    rgb[i * 3 + 2] = blue[Math.min(index, blue.length - 1)];
  }
  return rgb;
}

/** The upper 8 of the stored bits; signed samples (not standard for colour) are shifted to start at 0. */
function toBytes(image: ImageInfo, values: Samples): Uint8Array {
  const offset = image.pixelRepresentation === 1 ? 2 ** (image.bitsStored - 1) : 0;
  const scale = 255 / (2 ** image.bitsStored - 1);
  if (offset === 0 && scale === 1) return Uint8Array.from(values);
  return Uint8Array.from(values, (value) => Math.round((value + offset) * scale));
}

/** PS3.3 C.7.6.3.1.2; a chroma of 128 is none. `Uint8ClampedArray` rounds and clips. */
function ybrToRgb(ybr: Uint8Array, lumaScale: number, lumaOffset: number, chromaScale: number): Uint8Array {
  const rgb = new Uint8ClampedArray(ybr.length);
  for (let i = 0; i < ybr.length; i += 3) {
    const luma = (ybr[i] - lumaOffset) * lumaScale;
    const blue = (ybr[i + 1] - 128) * chromaScale;
    const red = (ybr[i + 2] - 128) * chromaScale;
    rgb[i] = luma + 1.402 * red;
    rgb[i + 1] = luma - (0.114 * 1.772 * blue + 0.299 * 1.402 * red) / 0.587;
    rgb[i + 2] = luma + 1.772 * blue;
  }
  return new Uint8Array(rgb.buffer);
}
