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
  const display = new Display(
    image,
    stored,
    values,
    modalityMapping(file, image, stored.frameIndex),
    isInverse(file, image),
  );
  const vois = voiMappings(file, image, stored.frameIndex);
  const [low, high] = range(values, padding(file, image));
  const full = () => display.view('full', display.linear(low, high));
  if (which === 'default') {
    return vois.length > 0 ? [display.view('default', vois[0].level)] : [{ ...full(), view: 'default' }];
  }
  const shown = vois.map((voi, i) => display.view(i === 0 ? 'default' : voi.name, voi.level));
  const whole = full();
  const first = shown.length > 0 ? shown : [{ ...whole, view: 'default' }];
  const inverse: Frame = { ...first[0], view: 'inverse', gray: first[0].gray.map((level) => 255 - level) };
  return [...first, whole, display.equalised(), inverse];
}

/** MONOCHROME1 shows low values bright (PS3.3 C.7.6.3.1.2); the presentation shape says the same for others (PS3.3 C.11.6). */
function isInverse(file: DicomFile, image: ImageInfo): boolean {
  if (image.photometricInterpretation === 'MONOCHROME1') return true;
  return asciiValue(file.data, file.dataSet, PRESENTATION_LUT_SHAPE) === 'INVERSE';
}

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

/** Smallest and largest value outside the padding, or of all values when there are no others. */
function range(values: Samples, ignored: Interval | undefined): Interval {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (ignored !== undefined && value >= ignored[0] && value <= ignored[1]) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return ignored === undefined ? [0, 1] : range(values, undefined);
  return [low, high];
}

/** Turns pixel values into 8-bit levels; for up to 16 bits through a table, so that a mapping runs once a value, not once a pixel. */
class Display {
  constructor(
    private readonly image: ImageInfo,
    private readonly stored: StoredFrame,
    private readonly values: Samples,
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
    const byte = (value: number): number => {
      const shown = Math.round(Math.min(1, Math.max(0, level(this.modality(value)))) * 255);
      return this.inverse ? 255 - shown : shown;
    };
    return this.frame(name, this.mapped(byte));
  }

  /** Levels by rank: neighbouring values that occur get as far apart as their frequency allows. */
  equalised(): Frame {
    const counts = new Map<number, number>();
    for (let i = 0; i < this.values.length; i += 1) counts.set(this.values[i], (counts.get(this.values[i]) ?? 0) + 1);
    const occurring = [...counts.keys()].sort((a, b) => this.modality(a) - this.modality(b));
    const first = counts.get(occurring[0]) ?? 0;
    const span = Math.max(1, this.values.length - first);
    const levels = new Map<number, number>();
    let below = -first;
    for (const value of occurring) {
      below += counts.get(value) ?? 0;
      const level = Math.round((below / span) * 255);
      levels.set(value, this.inverse ? 255 - level : level);
    }
    return this.frame(
      'equalised',
      this.mapped((value) => levels.get(value) ?? 0),
    );
  }

  private mapped(byte: Mapping): Uint8Array {
    const gray = new Uint8Array(this.values.length);
    if (this.image.bitsAllocated > 16) {
      for (let i = 0; i < gray.length; i += 1) gray[i] = byte(this.values[i]);
      return gray;
    }
    const table = new Uint8Array(65536);
    const known = new Uint8Array(65536);
    for (let i = 0; i < gray.length; i += 1) {
      const index = this.values[i] & 0xffff;
      if (known[index] === 0) {
        known[index] = 1;
        table[index] = byte(this.values[i]);
      }
      gray[i] = table[index];
    }
    return gray;
  }

  private frame(view: string, gray: Uint8Array): Frame {
    return { frameIndex: this.stored.frameIndex, view, width: this.stored.columns, height: this.stored.rows, gray };
  }
}
