import { DeidError } from '../base/errors';
import type { CodestreamHeader } from './codestream-header';
import type { ImageInfo } from './image';
import { readJpegHeader } from './jpeg-header';
import { readJpeg2000Header } from './jpeg2000-header';
import type { Codec } from './transfer-syntax';

// Files that name another JPEG process than they use are common, and the decoder goes by the stream.
const JPEG = [0xc0, 0xc1, 0xc2, 0xc3];

const PROCESSES: Readonly<Record<StreamCodec, readonly number[]>> = {
  jpeg: JPEG,
  'jpeg-lossless': JPEG,
  'jpeg-ls': [0xf7],
  'jpeg-2000': [0xff51],
  htj2k: [0xff50],
};

/** Codecs whose frames carry a header of their own. */
export type StreamCodec = Exclude<Codec, 'native' | 'rle' | 'deflate'>;

/**
 * Reads the codestream's own header and compares it with the data set: decoders rarely complain, and a frame that is decoded with the
 * wrong size or process is noise. Throws `CODESTREAM_MISMATCH`, and for a broken stream `DECODE_FAILED` or `TRUNCATED`.
 */
export function checkedHeader(bytes: Uint8Array, image: ImageInfo, codec: StreamCodec): CodestreamHeader {
  const header = readHeader(bytes, codec);
  const fits =
    PROCESSES[codec].includes(header.process) &&
    header.rows === image.rows &&
    header.columns === image.columns &&
    header.components === image.samplesPerPixel &&
    header.precision <= image.bitsAllocated &&
    image.bitsAllocated <= 16 &&
    (image.lossy || !header.lossy);
  if (!fits) throw mismatch('a compressed frame does not fit the image attributes');
  // A second picture behind the first would be copied along, unread. A few bytes of anything are what some encoders leave in their buffer.
  const rest = bytes.subarray(header.end);
  const isPadding = rest.every((byte) => byte === 0 || byte === 0xff);
  if (!isPadding && (rest.length > STRAY_BYTES || startsAgain(rest))) {
    throw mismatch('something follows the end of a compressed frame');
  }
  return header;
}

/** Less than the headers of any codestream. */
const STRAY_BYTES = 32;

/** A start marker of JPEG, JPEG-LS or JPEG 2000. */
const startsAgain = (rest: Uint8Array): boolean =>
  rest.some((byte, i) => byte === 0xff && (rest[i + 1] === 0xd8 || rest[i + 1] === 0x4f));

function readHeader(bytes: Uint8Array, codec: StreamCodec): CodestreamHeader {
  return codec === 'jpeg-2000' || codec === 'htj2k' ? readJpeg2000Header(bytes) : readJpegHeader(bytes);
}

/** True when the frame's own header says that its process loses pixels, whatever the transfer syntax claims; false for a broken one. */
export function isLossyFrame(bytes: Uint8Array, codec: Codec): boolean {
  if (codec === 'native' || codec === 'rle' || codec === 'deflate') return false;
  try {
    return readHeader(bytes, codec).lossy;
  } catch {
    return false; // Decoding the frame will tell what is wrong with it.
  }
}

/**
 * True when pixel data that should be native start like encapsulated ones: an item tag (PS3.5 A.4), an RLE header (PS3.5 G.5), or the
 * first markers of a JPEG, JPEG-LS, JPEG 2000 or JPEG XL stream. Readers would show such a file as noise, and text in it would pass unread.
 */
export function looksEncoded(bytes: Uint8Array): boolean {
  const starts = (...signature: readonly number[]) => signature.every((byte, i) => bytes[i] === byte);
  if (starts(0xfe, 0xff, 0x00, 0xe0) || starts(0xff, 0xfe, 0xe0, 0x00)) return true;
  if (starts(0xff, 0x4f, 0xff, 0x51) || starts(0, 0, 0, 12, 0x6a, 0x50) || starts(0, 0, 0, 12, 0x4a, 0x58)) return true;
  if (looksRle(bytes)) return true;
  return starts(0xff, 0xd8, 0xff) && bytes[3] >= 0xc0 && bytes[3] < 0xff;
}

/** Sixteen numbers: how many segments, where each starts (the first right behind the header), zeros for the others. */
function looksRle(bytes: Uint8Array): boolean {
  if (bytes.length < 66) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 64);
  const [count, ...starts] = Array.from({ length: 16 }, (_, i) => view.getUint32(i * 4, true));
  if (count < 1 || count > 12 || starts[0] !== 64) return false;
  return starts.every((start, i) => (i >= count ? start === 0 : start < bytes.length && start > (starts[i - 1] ?? 0)));
}

function mismatch(message: string): DeidError {
  return new DeidError('CODESTREAM_MISMATCH', message);
}
