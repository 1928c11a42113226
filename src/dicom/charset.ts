import { decodePlain } from './encodings';
import { decodeIso2022 } from './iso2022';

/** How the text of one data set is decoded: the values of SpecificCharacterSet (PS3.3 C.12.1.1.2), as they are in the file. */
export type CharacterSet = readonly string[];

/**
 * Text of an element under a character set. `personName` tells that `^` and `=` end the reach of an escape sequence too. Declared sets
 * that are unknown, and 8-bit text without a declaration, are read as UTF-8 if they are that, else as Latin-1: a best guess finds more
 * names than none.
 */
export function decodeText(bytes: Uint8Array, set: CharacterSet, personName: boolean): string {
  if (!bytes.some((byte) => byte >= 0x80 || byte === 0x1b)) return Buffer.from(bytes).toString('latin1');
  if (set.length > 1 || bytes.includes(0x1b)) return decodeIso2022(bytes, set[0] ?? '', personName);
  return decodePlain(bytes, set[0] ?? '');
}
