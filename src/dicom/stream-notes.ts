import { isDeidError } from '../base/errors';
import type { StreamNote } from './codestream-header';
import { deflatedLength } from './deflate';
import { type ImageInfo, MAX_FRAME_BYTES, rleUnits } from './image';
import { jpegSegments } from './jpeg-header';
import { jpeg2000Notes } from './jpeg2000-notes';
import { rleGaps } from './rle';
import type { Codec } from './transfer-syntax';

/**
 * Finds comments, application data (EXIF and XMP with thumbnails of the whole picture), bytes behind the end marker and gaps in one
 * compressed frame. A stream of a broken structure has none: it is refused where it is decoded.
 */
export function streamNotes(bytes: Uint8Array, codec: Codec, image: ImageInfo): readonly StreamNote[] {
  try {
    return [...notesOf(bytes, codec, image)].filter(({ start, end }) => bytes.subarray(start, end).some(isContent));
  } catch (error) {
    if (isDeidError(error) || codec === 'deflate') return [];
    throw error;
  }
}

/** Zeros are what is left of a note that was cleared, 0xFF is fill. */
const isContent = (byte: number): boolean => byte !== 0 && byte !== 0xff;

function notesOf(bytes: Uint8Array, codec: Codec, image: ImageInfo): Iterable<StreamNote> {
  switch (codec) {
    case 'jpeg':
    case 'jpeg-lossless':
    case 'jpeg-ls':
      return jpegNotes(bytes);
    case 'jpeg-2000':
    case 'htj2k':
      return jpeg2000Notes(bytes);
    case 'rle':
      return rleGaps(bytes, rleUnits(image)).map(([start, end]) => ({ kind: 'other', start, end }));
    case 'deflate':
      return [{ kind: 'other', start: deflatedLength(bytes, MAX_FRAME_BYTES + 1), end: bytes.length }];
    default:
      return [];
  }
}

const COM = 0xfe;
const EOI = 0xd9;

function* jpegNotes(bytes: Uint8Array): Generator<StreamNote> {
  for (const { marker, start, end } of jpegSegments(bytes)) {
    if (marker === COM) yield { kind: 'comment', start, end };
    else if (isExtension(marker)) {
      const needed = neededBytes(marker, bytes.subarray(start, end));
      yield { kind: 'other', start: start + Math.min(needed, end - start), end };
    } else if (marker === EOI) yield { kind: 'other', start: end, end: bytes.length };
  }
}

/** APPn, and the markers that T.81 reserves for extensions; F7 and F8 are JPEG-LS's own (T.87 table C.1). */
const isExtension = (marker: number): boolean =>
  (marker >= 0xe0 && marker <= 0xef) || (marker >= 0xf0 && marker <= 0xfd && marker !== 0xf7 && marker !== 0xf8);

/** Behind JFIF's own fields comes a thumbnail; an ICC profile is marked `acsp` (ICC.1 7.2), its later parts carry a number. */
function neededBytes(marker: number, content: Uint8Array): number {
  const text = (from: number, to: number) => Buffer.from(content.subarray(from, to)).toString('latin1');
  if (marker === 0xe0 && text(0, 5) === 'JFIF\0') return 14;
  if (marker === 0xee && text(0, 5) === 'Adobe') return 12;
  // The colour transform of some JPEG-LS encoders, SPIFF's file header and the end of its directory.
  if (marker === 0xe8 && text(0, 4) === 'mrfx') return 5;
  if (marker === 0xe8 && text(0, 6) === 'SPIFF\0') return 30;
  if (marker === 0xe8 && text(0, 4) === '\0\0\0\x01') return 6;
  const isProfile = text(0, 12) === 'ICC_PROFILE\0' && (content[12] > 1 || text(50, 54) === 'acsp');
  return marker === 0xe2 && isProfile ? content.length : 0;
}
