import { DeidError } from '../base/errors';
import type { CodestreamHeader } from './codestream-header';

const SIZ = 0xff51;
const COD = 0xff52;
const CAP = 0xff50;
const SOT = 0xff90;
const EOC = 0xffd9;

/**
 * Reads the main header of a JPEG 2000 or HTJ2K codestream (ITU-T T.800 annex A) and follows its tile-parts to the end. A stream in a JP2
 * box is accepted, `start` is the codestream in it. Throws `DECODE_FAILED` for a broken structure, `TRUNCATED` when tile-parts are
 * missing.
 */
export function readJpeg2000Header(bytes: Uint8Array): CodestreamHeader {
  const start = codestreamStart(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < start + 44 || view.getUint32(start) !== 0xff4fff51) throw broken('no start marker');
  let offset = start + 2;
  let size: Size | undefined;
  let colourTransform = false;
  let irreversible = false;
  let highThroughput = false;
  for (;;) {
    if (offset + 4 > bytes.length) throw truncated();
    const marker = view.getUint16(offset);
    if (marker === SOT) break;
    const length = view.getUint16(offset + 2);
    if (marker < 0xff50 || length < 2) throw broken('no marker where one should be');
    if (offset + 2 + length > bytes.length) throw truncated();
    if (marker === SIZ) size = readSize(view, offset, length);
    else if (marker === COD && length >= 12) {
      colourTransform = view.getUint8(offset + 8) === 1;
      irreversible = view.getUint8(offset + 13) === 0;
    } else if (marker === CAP) highThroughput = true;
    offset += 2 + length;
  }
  if (size === undefined) throw broken('no image size');
  const end = tilePartsEnd(view, offset);
  const process = highThroughput ? CAP : SIZ;
  return { ...size, process, lossy: irreversible, colourTransform, start, end, planes: false };
}

type Size = Pick<CodestreamHeader, 'rows' | 'columns' | 'components' | 'precision' | 'signed'>;

function readSize(view: DataView, offset: number, length: number): Size {
  if (length < 41) throw broken('the size segment is too short');
  const [width, height, left, top, tileWidth, tileHeight, tileLeft, tileTop] = Array.from({ length: 8 }, (_, i) =>
    view.getUint32(offset + 6 + i * 4),
  );
  const components = view.getUint16(offset + 38);
  if (length !== 38 + 3 * components) throw broken('the size segment does not fit its components');
  const tilesFit = tileWidth > 0 && tileHeight > 0 && tileLeft <= left && tileTop <= top;
  if (!tilesFit || tileLeft + tileWidth <= left || tileTop + tileHeight <= top || width <= left || height <= top) {
    throw broken('tiles and image do not fit together');
  }
  const tiles = Math.ceil((width - tileLeft) / tileWidth) * Math.ceil((height - tileTop) / tileHeight);
  if (tiles > 65535) throw broken('too many tiles');
  const depth = view.getUint8(offset + 40);
  for (let i = 0; i < components; i += 1) {
    const at = offset + 40 + i * 3;
    if (view.getUint8(at) !== depth || view.getUint16(at + 1) !== 0x0101)
      throw broken('components differ in depth or size');
  }
  return {
    rows: height - top,
    columns: width - left,
    components,
    precision: (depth & 0x7f) + 1,
    signed: depth >= 0x80,
  };
}

/** Offset behind the last tile-part and its end marker. Some encoders leave the end marker out; then the last tile-part is the end. */
function tilePartsEnd(view: DataView, first: number): number {
  let offset = first;
  while (offset + 2 <= view.byteLength) {
    const marker = view.getUint16(offset);
    if (marker === EOC) return offset + 2;
    if (marker !== SOT) return offset;
    if (offset + 12 > view.byteLength) throw truncated();
    const length = view.getUint32(offset + 6);
    if (length === 0) return lastMarker(view, offset);
    if (length < 14 || offset + length > view.byteLength) throw truncated();
    offset += length;
  }
  return offset;
}

/** A length of 0 means "to the end of the codestream": the last end marker, which cannot occur inside packet data. */
function lastMarker(view: DataView, start: number): number {
  for (let offset = view.byteLength - 2; offset > start; offset -= 1) {
    if (view.getUint16(offset) === EOC) return offset + 2;
  }
  throw truncated();
}

/** Behind the boxes of a JP2 file (T.800 annex I), else 0. */
export function codestreamStart(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(4) !== 0x6a502020) return 0;
  let offset = 0;
  while (offset + 8 <= bytes.length) {
    const length = view.getUint32(offset);
    if (view.getUint32(offset + 4) === 0x6a703263) return offset + 8;
    if (length < 8) break;
    offset += length;
  }
  throw broken('no codestream in its boxes');
}

function broken(what: string): DeidError {
  return new DeidError('DECODE_FAILED', `a JPEG 2000 stream is broken: ${what}`);
}

function truncated(): DeidError {
  return new DeidError('TRUNCATED', 'a JPEG 2000 stream ends early');
}
