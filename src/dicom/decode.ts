import { DeidError } from '../base/errors';
import type { Fragment } from './elements';
import type { ImageInfo } from './image';
import type { DicomFile } from './open';
import type { Decoded } from './samples';

/** Decodes one compressed frame. Throws `CODESTREAM_MISMATCH` or `DECODE_FAILED`. */
export async function decodeEncapsulated(
  _file: DicomFile,
  _image: ImageInfo,
  _fragments: readonly Fragment[],
): Promise<Decoded> {
  throw new DeidError('DECODE_FAILED', 'compressed frames cannot be decoded yet');
}
