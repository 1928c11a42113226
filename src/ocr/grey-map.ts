/**
 * tesseract.js looks for the EXIF tag of a picture's orientation in so many first bytes, whatever the format: there a header must stand, not
 * pixels that may look like one.
 */
const SNIFFED = 500;

/** A grey picture as an image file: a portable grey map (Netpbm, `P5`), of which there is nothing to compress and to unpack. */
export function greyMap(width: number, height: number, levels: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`P5\n#${' '.repeat(SNIFFED)}\n${width} ${height}\n255\n`), levels]);
}
