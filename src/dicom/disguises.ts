import { matchesIn, rangeOf } from '../base/text';

/** A part of a text that may say something else than what it shows. */
export interface Disguised {
  readonly start: number;
  readonly end: number;
  /** What it says. */
  readonly bytes: Uint8Array;
}

const SPACED = /(?<![\p{L}\p{N}])[\p{L}\p{N}]([ ._-])[\p{L}\p{N}](?:\1[\p{L}\p{N}]){3,}(?![\p{L}\p{N}])/gu;
const HEX = /(?:[0-9a-f]{2}[ :-]?){5,}/gi;
const BASE64 = /[A-Za-z0-9+/_-]{7,}/g;

/** Letters with something between them, hexadecimal digits, and Base64 (RFC 4648 sections 4 and 5) wherever in a run it begins. */
export function* disguises(text: string): Generator<Disguised> {
  for (const match of matchesIn(text, SPACED)) {
    yield { ...rangeOf(match), bytes: Buffer.from(match[0].replaceAll(match[1], '')) };
  }
  for (const match of matchesIn(text, HEX)) {
    yield { ...rangeOf(match), bytes: Buffer.from(match[0].replace(/[ :-]/g, ''), 'hex') };
  }
  for (const match of matchesIn(text, BASE64)) {
    for (let from = 0; from < 4; from += 1) {
      yield { ...rangeOf(match), bytes: Buffer.from(match[0].slice(from), 'base64') };
    }
  }
}
