import { type DataSet, findElement } from './elements';
import { readLut } from './lut';
import type { DicomFile } from './open';
import { TAG, type Tag } from './tags';
import { invalid, shorts } from './values';

/** Red, green and blue for a pixel value, 8 bits each. */
export interface Palette {
  readonly first: number;
  readonly red: Uint8Array;
  readonly green: Uint8Array;
  readonly blue: Uint8Array;
}

/** The palette of a PALETTE COLOR image (PS3.3 C.7.6.3.1.5, C.7.9). Throws `INVALID_ATTRIBUTE` when it is missing or incomplete. */
export function readPalette(file: DicomFile): Palette {
  const channel = (descriptor: Tag, plain: Tag, segmented: Tag) => {
    const values = paletteValues(file.data, file.dataSet, plain, segmented);
    return readLut(file.data, file.dataSet, descriptor, values, file.image?.pixelRepresentation === 1);
  };
  const red = channel(TAG.redPaletteDescriptor, TAG.redPaletteData, TAG.redSegmentedPaletteData);
  const green = channel(TAG.greenPaletteDescriptor, TAG.greenPaletteData, TAG.greenSegmentedPaletteData);
  const blue = channel(TAG.bluePaletteDescriptor, TAG.bluePaletteData, TAG.blueSegmentedPaletteData);
  // Some writers put 8-bit entries into tables that they describe as 16 bits wide, and the other way round: the largest entry decides.
  const widest = [red, green, blue].reduce((max, lut) => lut.entries.reduce((a, b) => Math.max(a, b), max), 0);
  const shift = widest > 255 ? Math.max(8, red.bits) - 8 || 8 : 0;
  const bytes = (entries: readonly number[]) => Uint8Array.from(entries, (entry) => Math.min(255, entry >>> shift));
  return { first: red.first, red: bytes(red.entries), green: bytes(green.entries), blue: bytes(blue.entries) };
}

function paletteValues(data: Uint8Array, dataSet: DataSet, plain: Tag, segmented: Tag): readonly number[] {
  if (findElement(dataSet, plain)) return shorts(data, dataSet, plain);
  return expandSegments(shorts(data, dataSet, segmented), segmented);
}

/** Segmented tables (PS3.3 C.7.9.2): 0 copies values, 1 draws a line to a value, 2 repeats segments from a byte offset. */
function expandSegments(words: readonly number[], tag: Tag): readonly number[] {
  const out: number[] = [];
  const expand = (start: number, segments: number, nested: boolean): void => {
    let at = start;
    for (let done = 0; at + 1 < words.length && done < segments; done += 1) {
      const [kind, length] = [words[at], words[at + 1]];
      if (out.length + length > 65536) throw invalid(tag, 'is longer than a palette can be');
      if (kind === 0) {
        out.push(...words.slice(at + 2, at + 2 + length));
        at += 2 + length;
      } else if (kind === 1 && out.length > 0) {
        const from = out[out.length - 1];
        for (let i = 1; i <= length; i += 1) out.push(Math.round(from + ((words[at + 2] - from) * i) / length));
        at += 3;
      } else if (kind === 2 && !nested) {
        expand((words[at + 2] + words[at + 3] * 0x10000) / 2, length, true);
        at += 4;
      } else {
        throw invalid(tag, 'has a segment that cannot be read');
      }
    }
  };
  expand(0, Number.POSITIVE_INFINITY, false);
  return out;
}
