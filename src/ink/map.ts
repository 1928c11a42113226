import { INK_THRESHOLD, type Ink } from '../base/ink';

/**
 * What the ink network says of one frame, in stored pixels. `line`, 0 to 255: the pixel lies in the core of a line of text, the middle half of
 * its letters' height over its whole length, so that cores of neighbouring lines stay apart where their letters touch.
 */
export interface InkMap extends Ink {
  readonly line: Uint8Array;
}

/**
 * From this probability of ink on, of 255, detectors look around it: a third of what is ink. On noise nearly everything is looked at, on a
 * large still ground a third. Of the texts that the detector finds in whole pictures it found each one so (docs/speed.md).
 */
export const TRACE = 32;

/** 1 for each pixel that is ink at a threshold of 1 to 255, 0 for the others. */
export const inkMask = (map: InkMap, threshold = INK_THRESHOLD): Uint8Array => levelMask(map.ink, threshold);

/** Indices of all pixels that are ink at a threshold of 1 to 255, ascending: few, where a map is large. */
export function inkPixels({ ink }: InkMap, threshold = INK_THRESHOLD): Int32Array {
  const found: number[] = [];
  for (let at = 0; at < ink.length; at++) if (ink[at] >= threshold) found.push(at);
  return Int32Array.from(found);
}

/** 1 where a level is at least the threshold, 0 elsewhere. */
export function levelMask(levels: Uint8Array, threshold: number): Uint8Array {
  const mask = new Uint8Array(levels.length);
  for (let index = 0; index < mask.length; index++) if (levels[index] >= threshold) mask[index] = 1;
  return mask;
}

/** The higher probability of several maps of one frame (its views). Throws `RangeError` for none and for maps of several sizes. */
export function uniteInk(maps: readonly InkMap[]): InkMap {
  const [first, ...rest] = maps;
  if (!first) throw new RangeError('No ink map to unite');
  const [ink, line] = [first.ink.slice(), first.line.slice()];
  for (const { width, height, ...other } of rest) {
    if (width !== first.width || height !== first.height) throw new RangeError('Ink maps of one frame differ in size');
    for (let index = 0; index < ink.length; index++) {
      if (other.ink[index] > ink[index]) ink[index] = other.ink[index];
      if (other.line[index] > line[index]) line[index] = other.line[index];
    }
  }
  return { width: first.width, height: first.height, ink, line };
}
