/**
 * True when pixel data that should be native start like encapsulated ones: an item tag (PS3.5 A.4), or the first markers of a JPEG,
 * JPEG-LS, JPEG 2000 or JPEG XL stream. Readers would show such a file as noise, and text in it would pass unread.
 */
export function looksEncoded(bytes: Uint8Array): boolean {
  const starts = (...signature: readonly number[]) => signature.every((byte, i) => bytes[i] === byte);
  if (starts(0xfe, 0xff, 0x00, 0xe0) || starts(0xff, 0xfe, 0xe0, 0x00)) return true;
  if (starts(0xff, 0x4f, 0xff, 0x51) || starts(0, 0, 0, 12, 0x6a, 0x50)) return true;
  return starts(0xff, 0xd8, 0xff) && bytes[3] >= 0xc0 && bytes[3] < 0xff;
}
