import { DeidError } from '../base/errors';
import { looksEncoded } from './codestream';
import { type DataSet, type DicomElement, type Fragment, findElement } from './elements';
import { mapFragments } from './fragments';
import type { ImageInfo } from './image';
import { TAG } from './tags';
import type { TransferSyntax } from './transfer-syntax';

/** Where the frames of a file are. */
export type PixelDataLocation =
  | {
      readonly kind: 'native';
      readonly element: DicomElement;
      /** Bits of one frame as stored; frames follow each other without gaps, 1-bit frames even inside a byte. */
      readonly frameBits: number;
    }
  | {
      readonly kind: 'encapsulated';
      readonly element: DicomElement;
      /** The fragments of each frame, in order. */
      readonly frames: readonly (readonly Fragment[])[];
    };

/**
 * Finds the frames. Throws `PIXELDATA_LAYOUT_MISMATCH` when the element does not have the form or size that transfer syntax and
 * attributes ask for, `FRAGMENTS_AMBIGUOUS` when fragments cannot be given to frames with certainty.
 */
export function locatePixelData(
  data: Uint8Array,
  dataSet: DataSet,
  image: ImageInfo,
  syntax: TransferSyntax,
): PixelDataLocation {
  const element = findElement(dataSet, TAG.pixelData)!;
  if (syntax.codec !== 'native') {
    if (element.fragments === undefined) throw mismatch('compressed pixel data are not in fragments');
    return { kind: 'encapsulated', element, frames: mapFragments(data, dataSet, element, image, syntax.codec) };
  }
  if (element.fragments !== undefined) throw mismatch('native pixel data are in fragments');
  const frameBits = nativeFrameBits(image);
  const expected = Math.ceil((frameBits * image.numberOfFrames) / 8);
  const surplus = element.length - expected;
  // Padding is zeros (or one byte). Anything else behind the last frame is a wrong attribute, or hidden there.
  const padding = data.subarray(element.valueStart + expected, element.valueStart + element.length);
  if (surplus < 0 || (surplus > 1 && padding.some((byte) => byte !== 0)))
    throw mismatch('the size of the pixel data does not fit the image attributes');
  if (looksEncoded(data.subarray(element.valueStart, element.valueStart + element.length))) {
    throw mismatch('native pixel data hold a compressed stream');
  }
  return { kind: 'native', element, frameBits };
}

function nativeFrameBits(image: ImageInfo): number {
  const pixels = image.rows * image.columns;
  switch (image.photometricInterpretation) {
    case 'YBR_FULL_422':
    case 'YBR_PARTIAL_422':
      return pixels * 2 * image.bitsAllocated;
    case 'YBR_PARTIAL_420':
      return pixels * 1.5 * image.bitsAllocated;
    default:
      return pixels * image.samplesPerPixel * image.bitsAllocated;
  }
}

function mismatch(message: string): DeidError {
  return new DeidError('PIXELDATA_LAYOUT_MISMATCH', message);
}

/** The bytes of one frame; shares memory with the file when there is only one fragment. */
export function joinFragments(data: Uint8Array, fragments: readonly Fragment[]): Uint8Array {
  const parts = fragments.map(({ valueStart, length }) => data.subarray(valueStart, valueStart + length));
  if (parts.length === 1) return parts[0];
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
