import { DeidError } from '../base/errors';

/**
 * Decodes one RLE frame (PS3.5 annex G): a header of 16 numbers, then one PackBits segment for each byte of each sample, most
 * significant byte first. Own code, since the codec library accepts empty and short segments as zeros.
 *
 * @param units samples of one component: pixels, or bytes of packed 1-bit pixels
 * @returns samples colour by pixel, little endian, `units * components * width` bytes
 * @throws DeidError `CODESTREAM_MISMATCH` when the segments do not fit the image, `DECODE_FAILED` when one is short or broken.
 */
export function decodeRle(bytes: Uint8Array, units: number, components: number, width: 1 | 2 | 4): Uint8Array {
  if (bytes.length < 64) throw failed('no header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  if (count !== components * width) {
    throw new DeidError('CODESTREAM_MISMATCH', 'an RLE frame does not have a segment for each byte of a pixel');
  }
  const starts = segmentStarts(view, count);
  const out = new Uint8Array(units * components * width);
  starts.forEach((start, i) => {
    const end = starts[i + 1] ?? bytes.length;
    if (start < 64 || end < start || end > bytes.length) throw failed('a segment outside the frame');
    const component = Math.floor(i / width);
    const byte = width - 1 - (i % width);
    unpack(bytes.subarray(start, end), out, component * width + byte, components * width, units);
  });
  return out;
}

const segmentStarts = (view: DataView, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => view.getUint32(4 + i * 4, true));

/**
 * Bytes of an RLE frame that no pixel comes from, as `[start, end)`: unused numbers of the header, and what lies before the first segment
 * and behind the last pixel of each.
 */
export function rleGaps(bytes: Uint8Array, units: number): readonly (readonly [number, number])[] {
  if (bytes.length < 64) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  const starts = count >= 1 && count <= 15 ? segmentStarts(view, count) : [];
  const isWhole = starts.every((start, i) => start >= (starts[i - 1] ?? 64) && start <= bytes.length);
  if (starts.length === 0 || !isWhole) return [];
  const tails = starts.map((start, i): [number, number] => {
    const end = starts[i + 1] ?? bytes.length;
    return [start + packedLength(bytes.subarray(start, end), units), end];
  });
  return [[4 + count * 4, 64], [64, starts[0]], ...tails];
}

/** Bytes of a segment up to its last pixel. */
function packedLength(segment: Uint8Array, units: number): number {
  let at = 0;
  for (let written = 0; written < units && at < segment.length; ) {
    const control = segment[at];
    if (control < 128) written += control + 1;
    else if (control > 128) written += 257 - control;
    at += control < 128 ? control + 2 : control > 128 ? 2 : 1;
  }
  return Math.min(at, segment.length);
}

/** PackBits into every `step`-th byte of `out`. */
function unpack(segment: Uint8Array, out: Uint8Array, first: number, step: number, units: number): void {
  let at = 0;
  let written = 0;
  while (written < units) {
    if (at >= segment.length) throw failed('a segment ends early');
    const control = segment[at];
    at += 1;
    if (control === 128) continue;
    const literal = control < 128;
    const run = literal ? control + 1 : 257 - control;
    if (at + (literal ? run : 1) > segment.length) throw failed('a segment ends early');
    // Runs beyond the last pixel are padding of the encoder.
    const use = Math.min(run, units - written);
    for (let i = 0; i < use; i += 1) out[first + (written + i) * step] = segment[literal ? at + i : at];
    written += use;
    at += literal ? run : 1;
  }
}

function failed(what: string): DeidError {
  return new DeidError('DECODE_FAILED', `an RLE frame is broken: ${what}`);
}
