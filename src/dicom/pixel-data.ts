import { DeidError } from '../base/errors';
import { looksEncoded } from './codestream';
import { type DataSet, type DicomElement, type Fragment, findElement } from './elements';
import { mapFragments } from './fragments';
import { type ImageInfo, samplesPerFrame } from './image';
import { TAG } from './tags';
import type { TransferSyntax } from './transfer-syntax';

/** Where the frames of a file are. */
export type PixelDataLocation =
  | {
      readonly kind: 'native';
      readonly element: DicomElement;
      /** Bits of one frame as stored; frames follow each other without gaps, 1-bit frames even inside a byte. */
      readonly frameBits: number;
      /** 4:2:2: two pixels share their chroma. Many files that say so in PhotometricInterpretation are in fact stored in full. */
      readonly halfChroma: boolean;
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
  const frameBits = samplesPerFrame(image) * image.bitsAllocated;
  const halfChroma = image.photometricInterpretation.endsWith('_422') && columnsPair(image);
  const fitting = (halfChroma ? [frameBits, (frameBits / 3) * 2] : [frameBits]).find((bits) =>
    fits(data, element, image, bits),
  );
  if (fitting === undefined) throw mismatch('the size of the pixel data does not fit the image attributes');
  if (looksEncoded(data.subarray(element.valueStart, element.valueStart + element.length))) {
    throw mismatch('native pixel data hold a compressed stream');
  }
  return { kind: 'native', element, frameBits: fitting, halfChroma: fitting < frameBits };
}

/** Padding is zeros (or one byte). Anything else behind the last frame is a wrong attribute, or hidden there. */
function fits(data: Uint8Array, element: DicomElement, image: ImageInfo, frameBits: number): boolean {
  const expected = Math.ceil((frameBits * image.numberOfFrames) / 8);
  const surplus = element.length - expected;
  if (surplus <= 1) return surplus >= 0;
  const padding = data.subarray(element.valueStart + expected, element.valueStart + element.length);
  return !padding.some((byte) => byte !== 0);
}

const columnsPair = (image: ImageInfo): boolean => image.columns % 2 === 0;

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
