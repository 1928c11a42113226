import { DeidError } from '../base/errors';
import type { CodestreamHeader } from './codestream-header';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP14 = 0xee;
const LOSSLESS = 0xc3;
const JPEG_LS = 0xf7;
const FRAME_MARKERS = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xf7]);

type FrameHeader = Omit<
  CodestreamHeader,
  'end' | 'signed' | 'colourTransform' | 'colourModel' | 'start' | 'planes' | 'lossy'
>;

/** One marker segment. `start` is where its content starts behind marker and length; SOI and EOI have no content. */
export interface JpegSegment {
  /** The low byte of the marker. */
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The marker segments of a JPEG or JPEG-LS stream (ITU-T T.81 annex B, T.87 annex C) behind SOI, the last one EOI; entropy-coded data
 * are passed over. Throws `DECODE_FAILED` for a broken structure, `TRUNCATED` when the end marker is missing.
 */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw broken('no start marker');
  let offset = 2;
  while (offset + 2 <= bytes.length) {
    if (bytes[offset] !== 0xff) throw broken('no marker where one should be');
    const marker = bytes[offset + 1];
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker === EOI) {
      yield { marker, start: offset + 2, end: offset + 2 };
      return;
    }
    if (offset + 4 > bytes.length) break;
    const length = bytes[offset + 2] * 256 + bytes[offset + 3];
    if (length < 2) throw broken('a segment without a length');
    if (offset + 2 + length > bytes.length) break;
    yield { marker, start: offset + 4, end: offset + 2 + length };
    offset += 2 + length;
    if (marker === SOS) offset = scanEnd(bytes, offset);
  }
  throw new DeidError('TRUNCATED', 'a JPEG stream has no end marker');
}

/** Reads the header of a JPEG or JPEG-LS stream. Throws as `jpegSegments` does. */
export function readJpegHeader(bytes: Uint8Array): CodestreamHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: FrameHeader | undefined;
  const marked: ColourMarkers = { jfif: false, adobe: undefined, ids: '' };
  let planes = false;
  let lossy = false;
  let end = 0;
  for (const segment of jpegSegments(bytes)) {
    const { marker } = segment;
    end = segment.end;
    readColourMarker(bytes.subarray(segment.start, end), marker, marked);
    if (FRAME_MARKERS.has(marker)) {
      if (header !== undefined) throw broken('two frame headers');
      header = frameHeader(view, segment);
      lossy = marker !== LOSSLESS && marker !== JPEG_LS;
    }
    // JPEG-LS: the scan header ends with NEAR (0 is lossless), interleave mode (0 is one component a scan) and point transform.
    if (marker === SOS && header?.process === JPEG_LS) {
      if (bytes[end - 3] !== 0 || bytes[end - 1] !== 0) lossy = true;
      if (bytes[end - 2] === 0 && header.components > 1) planes = true;
    }
  }
  if (header === undefined) throw broken('no frame header');
  const colourModel = lossy && header.components === 3 ? colourModelOf(marked) : undefined;
  return { ...header, start: 0, end, signed: false, colourTransform: false, colourModel, planes, lossy };
}

function frameHeader(view: DataView, { marker, start, end }: JpegSegment): FrameHeader {
  if (end - start < 6) throw broken('a frame header that is too short');
  return {
    process: marker,
    precision: view.getUint8(start),
    rows: view.getUint16(start + 1),
    columns: view.getUint16(start + 3),
    components: view.getUint8(start + 5),
  };
}

interface ColourMarkers {
  jfif: boolean;
  /** The transform byte of the Adobe marker: 0 none, 1 YCbCr. */
  adobe: number | undefined;
  /** Component identifiers of the frame header, as Latin-1 text. */
  ids: string;
}

/** `content`: a segment behind its length. */
function readColourMarker(content: Uint8Array, marker: number, marked: ColourMarkers): void {
  const text = (from: number, to: number) => Buffer.from(content.subarray(from, to)).toString('latin1');
  if (marker === APP0 && text(0, 5) === 'JFIF\0') marked.jfif = true;
  else if (marker === APP14 && content.length >= 12 && text(0, 5) === 'Adobe') marked.adobe = content[11];
  else if (FRAME_MARKERS.has(marker)) marked.ids = [6, 9, 12].map((at) => text(at, at + 1)).join('');
}

/**
 * What viewers take the three components for: they go by the stream before they go by the data set (libjpeg's `default_decompress_parms`;
 * JFIF is always YCbCr).
 */
function colourModelOf({ jfif, adobe, ids }: ColourMarkers): 'RGB' | 'YBR_FULL' | undefined {
  if (jfif) return 'YBR_FULL';
  if (adobe !== undefined) return adobe === 0 ? 'RGB' : 'YBR_FULL';
  return /^rgb$/i.test(ids) ? 'RGB' : undefined;
}

/** The next marker that is neither stuffing nor a restart. In JPEG-LS a byte below 0x80 behind 0xFF is data. */
function scanEnd(bytes: Uint8Array, start: number): number {
  let offset = bytes.indexOf(0xff, start);
  while (offset !== -1) {
    const next = bytes[offset + 1];
    const data = next < 0x80 || (next >= 0xd0 && next <= 0xd7) || next === 0xff;
    if (!data) return next === undefined ? bytes.length : offset;
    offset = bytes.indexOf(0xff, offset + 1);
  }
  return bytes.length;
}

function broken(what: string): DeidError {
  return new DeidError('DECODE_FAILED', `a JPEG stream is broken: ${what}`);
}
