import { DeidError } from '../base/errors';
import type { DataSet, DicomElement, Fragment } from './elements';
import type { ImageInfo } from './image';
import type { Codec } from './transfer-syntax';

/**
 * Gives the fragments of encapsulated pixel data to frames. Throws `FRAGMENTS_AMBIGUOUS` when that cannot be done with certainty.
 */
export function mapFragments(
  _data: Uint8Array,
  _dataSet: DataSet,
  element: DicomElement,
  image: ImageInfo,
  _codec: Codec,
): readonly (readonly Fragment[])[] {
  const fragments = element.fragments!.slice(1);
  if (fragments.length === image.numberOfFrames) return fragments.map((fragment) => [fragment]);
  if (image.numberOfFrames === 1 && fragments.length > 0) return [fragments];
  throw new DeidError('FRAGMENTS_AMBIGUOUS', 'the fragments cannot be given to frames with certainty');
}
