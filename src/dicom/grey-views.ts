import type { Frame } from '../base/types';
import { findElement } from './elements';
import type { StoredFrame } from './frames';
import { type Mapping, modalityMapping, voiMappings } from './grey';
import type { ImageInfo } from './image';
import type { DicomFile } from './open';
import type { Samples } from './samples';
import { asciiValue, short } from './values';

const PRESENTATION_LUT_SHAPE = 0x20500020;
const PIXEL_PADDING_VALUE = 0x00280120;
const PIXEL_PADDING_LIMIT = 0x00280121;

/** The views of a grey frame, `default` first; see `frameViews`. */
export function greyViews(
  file: DicomFile,
  image: ImageInfo,
  stored: StoredFrame,
  values: Samples,
  which: 'default' | 'all',
): readonly Frame[] {
  const histogram = countValues(values);
  const modality = modalityMapping(file, image, stored.frameIndex);
  const display = new Display(stored, values, histogram, modality, isInverse(file, image));
  const vois = voiMappings(file, image, stored.frameIndex);
  const [low, high] = range(histogram, padding(file, image));
  const full = () => display.view('full', display.linear(low, high));
  if (which === 'default') {
    return vois.length > 0 ? [display.view('default', vois[0].level)] : [{ ...full(), view: 'default' }];
  }
  const shown = vois.map((voi, i) => display.view(i === 0 ? 'default' : voi.name, voi.level));
  const whole = full();
  const first = shown.length > 0 ? shown : [{ ...whole, view: 'default' }];
  return [...first, whole, display.equalised()];
}

/** MONOCHROME1 shows low values bright (PS3.3 C.7.6.3.1.2); the presentation shape says the same for others (PS3.3 C.11.6). */
function isInverse(file: DicomFile, image: ImageInfo): boolean {
  if (image.photometricInterpretation === 'MONOCHROME1') return true;
  return asciiValue(file.data, file.dataSet, PRESENTATION_LUT_SHAPE) === 'INVERSE';
}

/** How often each pixel value occurs, in ascending order of the values. */
type Histogram = readonly { readonly value: number; readonly count: number }[];

type Interval = readonly [low: number, high: number];

/** Values that stand for "nothing here" and would spoil the full range (PS3.3 C.7.5.1.1.2). */
function padding(file: DicomFile, image: ImageInfo): Interval | undefined {
  if (findElement(file.dataSet, PIXEL_PADDING_VALUE) === undefined || image.bitsAllocated > 16) return undefined;
  const read = (tag: number): number | undefined => {
    const raw = short(file.data, file.dataSet, tag);
    return raw !== undefined && image.pixelRepresentation === 1 ? (raw << 16) >> 16 : raw;
  };
  const value = read(PIXEL_PADDING_VALUE);
  if (value === undefined) return undefined;
  const limit = read(PIXEL_PADDING_LIMIT) ?? value;
  return [Math.min(value, limit), Math.max(value, limit)];
}

function countValues(values: Samples): Histogram {
  if (values.BYTES_PER_ELEMENT > 2) {
    const counts = new Map<number, number>();
    for (let i = 0; i < values.length; i += 1) counts.set(values[i], (counts.get(values[i]) ?? 0) + 1);
    return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => a.value - b.value);
  }
  const signed = values instanceof Int8Array || values instanceof Int16Array;
  const least = signed ? -(2 ** (8 * values.BYTES_PER_ELEMENT - 1)) : 0;
  const table = new Uint32Array(2 ** (8 * values.BYTES_PER_ELEMENT));
  for (let i = 0; i < values.length; i += 1) table[values[i] - least] += 1;
  const found: { value: number; count: number }[] = [];
  for (let i = 0; i < table.length; i += 1) if (table[i] > 0) found.push({ value: i + least, count: table[i] });
  return found;
}

/** Smallest and largest value outside the padding, or of all values when there are no others. */
function range(histogram: Histogram, ignored: Interval | undefined): Interval {
  const used = histogram.filter(({ value }) => !ignored || value < ignored[0] || value > ignored[1]);
  const [from, to] = [used[0], used[used.length - 1]];
  if (from === undefined || to === undefined) return ignored === undefined ? [0, 1] : range(histogram, undefined);
  return [from.value, to.value];
}

/** Turns pixel values into 8-bit levels; a mapping runs once for each value that occurs, not once a pixel. */
class Display {
  constructor(
    private readonly stored: StoredFrame,
    private readonly values: Samples,
    private readonly histogram: Histogram,
    private readonly modality: Mapping,
    private readonly inverse: boolean,
  ) {}

  /** The level for modality values that spreads the pixel values from `low` to `high`. */
  linear(low: number, high: number): Mapping {
    const a = this.modality(low);
    const b = this.modality(high);
    const bottom = Math.min(a, b);
    const span = Math.abs(b - a);
    return span === 0 ? () => 0 : (value) => (value - bottom) / span;
  }

  view(name: string, level: Mapping): Frame {
    const levels = this.histogram.map(({ value }) => ({ value, level: level(this.modality(value)) }));
    return this.draw(name, levels);
  }

  /** Levels by rank: neighbouring values that occur get as far apart as their frequency allows. */
  equalised(): Frame {
    const ranked = this.histogram.map((entry) => ({ ...entry, shown: this.modality(entry.value) }));
    ranked.sort((a, b) => a.shown - b.shown);
    const first = ranked[0]?.count ?? 0;
    const span = Math.max(1, this.values.length - first);
    let below = -first;
    const levels = ranked.map(({ value, count }) => {
      below += count;
      return { value, level: below / span };
    });
    return this.draw('equalised', levels);
  }

  /** Paints each value with its level, 0 to 1; beyond that is clipped. */
  private draw(view: string, levels: readonly { readonly value: number; readonly level: number }[]): Frame {
    const byte = (level: number): number => {
      const shown = Math.round(Math.min(1, Math.max(0, level)) * 255);
      return this.inverse ? 255 - shown : shown;
    };
    const { values, stored } = this;
    const gray = new Uint8Array(values.length);
    if (values.BYTES_PER_ELEMENT > 2) {
      const bytes = new Map(levels.map(({ value, level }) => [value, byte(level)]));
      for (let i = 0; i < gray.length; i += 1) gray[i] = bytes.get(values[i]) ?? 0;
    } else {
      const bytes = new Uint8Array(65536);
      for (const { value, level } of levels) bytes[value & 0xffff] = byte(level);
      for (let i = 0; i < gray.length; i += 1) gray[i] = bytes[values[i] & 0xffff];
    }
    return { frameIndex: stored.frameIndex, view, width: stored.columns, height: stored.rows, gray };
  }
}
