import { DeidError } from '../base/errors';
import type { BoxTuple } from '../base/results';
import type { Frame } from '../base/types';
import { readFrame, type StoredFrame } from '../dicom/frames';
import type { DicomFile } from '../dicom/open';
import { overlayViews } from '../dicom/overlays';
import { type Samples, sampleValues } from '../dicom/samples';
import { frameViews } from '../dicom/views';
import { cropPicture, type Picture } from '../evaluate/patch';

/** One frame of an input and of its output in the same display: what differs was changed, not only shown otherwise. */
export interface FramePair {
  readonly before: Picture;
  readonly after: Picture;
  /** An overlay plane (`overlay:6000`) of both; black where the output has none. */
  overlay(view: string): Pick<FramePair, 'before' | 'after'>;
  /** A box of both with the stored values of the input's box spread from black to white, whatever the window hides. `undefined` for colour. */
  spread(box: BoxTuple): Pick<FramePair, 'before' | 'after'> | undefined;
}

/** Reads frame pairs, keeping the last one. Throws `judge-size` where the output has another size or number of frames. */
export class FramePairs {
  private last: { readonly frame: number; readonly pair: FramePair } | undefined;

  constructor(
    private readonly input: DicomFile,
    private readonly output: DicomFile,
  ) {
    const size = ({ image }: DicomFile) => `${image?.rows} ${image?.columns} ${image?.numberOfFrames}`;
    if (size(input) !== size(output)) throw new DeidError('judge-size', 'the output has another size than the input');
  }

  get frames(): number {
    return this.input.image?.numberOfFrames ?? 0;
  }

  async at(frame: number): Promise<FramePair> {
    if (this.last?.frame !== frame) this.last = { frame, pair: await this.read(frame) };
    return this.last.pair;
  }

  private async read(index: number): Promise<FramePair> {
    const { input, output } = this;
    const [storedIn, storedOut] = [await readFrame(input, index), await readFrame(output, index)];
    const [shown] = frameViews(input, storedIn, 'default');
    const values = { in: valuesOf(input, storedIn), out: valuesOf(output, storedOut) };
    const isGrey = shown.rgb === undefined && values.in.length === values.out.length;
    const { before, after } = isGrey
      ? greyPair(shown, values.in, values.out)
      : { before: pictureOf(shown), after: pictureOf(frameViews(output, storedOut, 'default')[0]) };
    return {
      before,
      after,
      overlay: (view) => ({
        before: overlayOf(input, storedIn, view),
        after: overlayOf(output, storedOut, view),
      }),
      spread: (box) => (isGrey ? spreadValues(values.in, values.out, before, box) : undefined),
    };
  }
}

const valuesOf = (file: DicomFile, stored: StoredFrame): Samples =>
  file.image === undefined ? stored.samples : sampleValues(file.image, stored.samples);

function pictureOf({ width, height, gray, rgb }: Frame): Picture {
  return rgb === undefined ? { width, height, channels: 1, data: gray } : { width, height, channels: 3, data: rgb };
}

function overlayOf(file: DicomFile, stored: StoredFrame, view: string): Picture {
  const found = overlayViews(file, stored).find((frame) => frame.view === view);
  const { rows: height, columns: width } = stored;
  return found === undefined ? { width, height, channels: 1, data: new Uint8Array(width * height) } : pictureOf(found);
}

/** Displays with fewer levels than this between their darkest and their brightest show nearly nothing: such a window is not used. */
const LEAST_RANGE = 64;

function greyPair(shown: Frame, before: Samples, after: Samples) {
  const picture = pictureOf(shown);
  const range = shown.gray.reduce((a, b) => Math.max(a, b), 0) - shown.gray.reduce((a, b) => Math.min(a, b), 255);
  if (range < LEAST_RANGE) return spreadValues(before, after, picture, [0, 0, picture.width, picture.height]);
  return { before: picture, after: { ...picture, data: sameDisplay(before, shown.gray, after) } };
}

/** A level for each value. */
interface Levels {
  /** -1 for a value without a level. */
  get(value: number): number;
  set(value: number, level: number): void;
}

/** More values than this between the lowest and the highest (32-bit samples) are kept in a map. */
const MOST_IN_TABLE = 2 ** 20;

function levelsFor(...lists: readonly Samples[]): Levels {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of lists) {
    for (let i = 0; i < values.length; i += 1) {
      if (values[i] < low) low = values[i];
      if (values[i] > high) high = values[i];
    }
  }
  if (high - low >= MOST_IN_TABLE) {
    const map = new Map<number, number>();
    return { get: (value) => map.get(value) ?? -1, set: (value, level) => void map.set(value, level) };
  }
  const table = new Int16Array(Math.max(0, high - low + 1)).fill(-1);
  return {
    get: (value) => table[value - low],
    set: (value, level) => {
      table[value - low] = level;
    },
  };
}

/**
 * Values of another frame in the display of this one, learnt from it: a display maps each value to a level. Values that it does not have
 * lie between their neighbours. So neither a range that paint has stretched nor a changed window makes a difference.
 */
export function sameDisplay(values: Samples, levels: Uint8Array, others: Samples): Uint8Array {
  const level = levelsFor(values, others);
  const seen: number[] = [];
  for (let i = 0; i < values.length; i += 1) {
    if (level.get(values[i]) < 0) seen.push(values[i]);
    level.set(values[i], levels[i]);
  }
  const known = Float64Array.from(seen).sort();
  const between = (value: number): number => {
    let [low, high] = [0, known.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (known[middle] < value) low = middle + 1;
      else high = middle;
    }
    const [a, b] = [known[Math.max(0, low - 1)], known[Math.min(known.length - 1, low)]];
    const [from, to] = [level.get(a), level.get(b)];
    return a === b ? from : Math.round(from + ((to - from) * (value - a)) / (b - a));
  };
  const shown = new Uint8Array(others.length);
  for (let i = 0; i < others.length; i += 1) {
    const there = level.get(others[i]);
    if (there < 0) level.set(others[i], between(others[i]));
    shown[i] = there < 0 ? level.get(others[i]) : there;
  }
  return shown;
}

function spreadValues(before: Samples, after: Samples, { width, height }: Picture, box: BoxTuple) {
  const inBox = (values: Samples) => {
    const cut: number[] = [];
    const [x, y, w, h] = box;
    for (let row = Math.max(0, y); row < Math.min(height, y + h); row += 1)
      for (let column = Math.max(0, x); column < Math.min(width, x + w); column += 1)
        cut.push(values[row * width + column]);
    return cut;
  };
  const [one, other] = [inBox(before), inBox(after)];
  const low = one.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = one.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const level = (value: number) =>
    Math.min(255, Math.max(0, Math.round((255 * (value - low)) / Math.max(1, high - low))));
  const { width: w, height: h } = cropPicture({ width, height, channels: 1, data: new Uint8Array(0) }, box);
  const picture = (cut: readonly number[]): Picture => ({
    width: w,
    height: h,
    channels: 1,
    data: Uint8Array.from(cut, level),
  });
  return { before: picture(one), after: picture(other) };
}
