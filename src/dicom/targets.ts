import type { LosslessCodec } from './encode-frame';
import type { ImageInfo } from './image';
import type { DicomFile } from './open';
import { TRANSFER_SYNTAXES, type TransferSyntax } from './transfer-syntax';

/** A way to write the pixel data of a redacted file. */
export interface Target {
  readonly syntax: TransferSyntax;
  /** `undefined`: uncompressed. */
  readonly codec: LosslessCodec | undefined;
  /** True when frames without a painted pixel keep their compressed bytes. */
  readonly keepsFrames: boolean;
}

const JPEG_LS = '1.2.840.10008.1.2.4.80';
const RLE = '1.2.840.10008.1.2.5';
const EXPLICIT = '1.2.840.10008.1.2.1';

/**
 * Ways to write the file, best first: its own transfer syntax where that can hold lossless frames, then JPEG-LS lossless, RLE and
 * uncompressed. Syntaxes that allow loss but do not demand it (JPEG-LS near-lossless, JPEG 2000, HTJ2K) stay, with the painted frames
 * written reversibly. JPEG baseline and extended cannot: writing them again would change every pixel a second time.
 */
export function writeTargets(file: DicomFile): readonly Target[] {
  const { syntax } = file;
  if (syntax.codec === 'native') return [{ syntax, codec: undefined, keepsFrames: true }];
  const own: Target[] =
    syntax.codec === 'jpeg' ? [] : [{ syntax, codec: syntax.codec, keepsFrames: sameLabel(file.image!, syntax.codec) }];
  // Single bits are packed across frames in uncompressed files: only a frame-wise codec can take them over one by one.
  const uids = file.image!.bitsAllocated === 1 ? [RLE] : [JPEG_LS, RLE, EXPLICIT];
  const others = uids
    .filter((uid) => uid !== syntax.uid)
    .map((uid): Target => {
      const other = TRANSFER_SYNTAXES.get(uid)!;
      const codec = other.codec === 'native' || other.codec === 'jpeg' ? undefined : other.codec;
      return { syntax: other, codec, keepsFrames: false };
    });
  return [...own, ...others];
}

/** Newly encoded JPEG 2000 colour uses the reversible transform, so frames of a file that says otherwise are all written anew. */
function sameLabel(image: ImageInfo, codec: LosslessCodec): boolean {
  if (image.samplesPerPixel === 1) return true;
  const { photometricInterpretation } = image;
  if (codec === 'jpeg-2000' || codec === 'htj2k') {
    return photometricInterpretation === 'YBR_RCT' || photometricInterpretation === 'YBR_FULL';
  }
  return photometricInterpretation === 'RGB' || photometricInterpretation === 'YBR_FULL';
}

/** PhotometricInterpretation (PS3.3 C.7.6.3.1.2) of frames that decoded to `decoded`, once they are written. */
export function writtenPhotometric(target: Target, decoded: string): string {
  const transforms = target.codec === 'jpeg-2000' || target.codec === 'htj2k';
  return transforms && decoded === 'RGB' ? 'YBR_RCT' : decoded;
}
