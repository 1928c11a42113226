import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DeidError } from '../base/errors';
import type { BoxTuple } from '../base/results';

/** The pixels that a burnt-in text changed: a tight box and one bit a pixel. */
export interface Ink {
  /** `[x, y, width, height]`; width and height 0 when nothing was changed. */
  readonly box: BoxTuple;
  /** `width * height` bytes, 1 where changed. */
  readonly bits: Uint8Array;
}

/** As `TruthItem.ink` holds it: rows padded to whole bytes, most significant bit first, raw deflate, base64. */
export function packInk(ink: Ink): string {
  const [, , width, height] = ink.box;
  const stride = Math.ceil(width / 8);
  const packed = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (ink.bits[y * width + x] !== 0) packed[y * stride + (x >> 3)] |= 0x80 >> (x & 7);
    }
  }
  return deflateRawSync(packed, { level: 9 }).toString('base64');
}

/** The inverse of `packInk`. Throws `DeidError` `truth-invalid` when the mask does not fit the box. */
export function unpackInk(box: BoxTuple, packed: string): Ink {
  const [, , width, height] = box;
  const stride = Math.ceil(width / 8);
  let raw: Buffer;
  try {
    raw = inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: Math.max(1, stride * height) });
  } catch (cause) {
    throw new DeidError('truth-invalid', 'an ink mask in the truth JSON cannot be unpacked', { cause });
  }
  if (raw.length !== stride * height)
    throw new DeidError('truth-invalid', 'an ink mask does not have the size of its box');
  const bits = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) bits[y * width + x] = (raw[y * stride + (x >> 3)] >> (7 - (x & 7))) & 1;
  }
  return { box, bits };
}
