import type { StreamNote } from './codestream-header';
import { codestreamStart } from './jpeg2000-header';

const COM = 0xff64;
const SOC = 0xff4f;
const SOD = 0xff93;
const SOT = 0xff90;
const EOC = 0xffd9;
/** Boxes of a JP2 or JPX file that its picture needs (T.800 annex I, T.801 annex M). */
const NEEDED = new Set(['jP  ', 'ftyp', 'rreq', 'jp2h', 'jp2c']);

/** Comments of main and tile-part headers (T.800 A.9.2), boxes around the codestream, and what lies behind it. */
export function* jpeg2000Notes(bytes: Uint8Array): Generator<StreamNote> {
  const start = codestreamStart(bytes);
  if (start > 0) yield* boxNotes(bytes, start);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = start;
  let tilePart: { readonly start: number; readonly length: number } | undefined;
  while (offset + 4 <= bytes.length) {
    const marker = view.getUint16(offset);
    if (marker === EOC) break;
    if (marker === SOD) {
      // A length of 0 means "to the end", where nothing can follow but the end marker.
      if (tilePart === undefined || tilePart.length === 0) return;
      offset = tilePart.start + tilePart.length;
      continue;
    }
    if (marker === SOC) {
      offset += 2;
      continue;
    }
    if (marker < 0xff4f) return;
    const end = offset + 2 + view.getUint16(offset + 2);
    if (end > bytes.length || end < offset + 4) return;
    if (marker === SOT && end >= offset + 10) tilePart = { start: offset, length: view.getUint32(offset + 6) };
    if (marker === COM) yield { kind: 'comment', start: Math.min(end, offset + 6), end };
    offset = end;
  }
  if (bytes[offset] === 0xff && bytes[offset + 1] === 0xd9)
    yield { kind: 'other', start: offset + 2, end: bytes.length };
}

function* boxNotes(bytes: Uint8Array, end: number): Generator<StreamNote> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 0; offset + 8 <= end; ) {
    const length = view.getUint32(offset);
    const type = Buffer.from(bytes.subarray(offset + 4, offset + 8)).toString('latin1');
    if (type === 'jp2c' || length < 8) return;
    if (!NEEDED.has(type)) yield { kind: 'other', start: offset + 8, end: Math.min(end, offset + length) };
    offset += length;
  }
}
