import { quantile } from './bootstrap';
import { type FoundInk, inkOf, visibleInk } from './ink-of';
import { differenceOf, greyOf, type Picture, spreadOf, turnPicture } from './patch';

/** What the ink of one text says of its redaction. Shares are 0 to 1. */
export interface InkVerdict {
  /** Ink that is gone: changed, or in a part that was made uniform. */
  readonly covered: number;
  /** Share of the ink that the output does not show as the input did; what was uniform before does not count. For text that must stay. */
  readonly damaged: number;
  /** Of the run of about two characters that kept most of its ink, how much it kept. */
  readonly keptRun: number;
  readonly leaked: boolean;
  /** The characters that are still to be seen, as the text has them; empty when not leaked. */
  readonly left: string;
}

export interface InkQuestion {
  readonly text: string;
  /** The text's box in the input and in the output, in one display: same size. */
  readonly before: Picture;
  readonly after: Picture;
  /** Ink by the ground truth, one byte a pixel of the box; without it the ink is looked for in `before`. */
  readonly mask?: Uint8Array;
  /** The text runs upwards or downwards. */
  readonly turned?: boolean;
}

/** Levels of 255 by which painted ink differs from what it was, and by which a uniform part may vary. */
const CHANGED = 12;
/** Of fainter ink, this share of its contrast; but never less than what re-encoding moves. */
const CHANGED_SHARE = 0.5;
const LEAST_CHANGED = 2;
/** Texts of up to so many characters leak when less than `SHORT_COVERED` of their ink is gone. */
const SHORT = 3;
const SHORT_COVERED = 0.9;
/** Longer ones when a run of two characters' width keeps more than this. */
const KEPT = 0.5;
/** From here on a window of the output still shows the input's picture: brighter, darker, blurred. */
const SIMILAR_RUN = 0.7;
const SIMILAR_TEXT = 0.8;
/** Standard deviation in levels below which there is no picture to compare. */
const FLAT_AFTER = 8;
const FLAT_BEFORE = 1;
/** Fewer pixels of ink say nothing. */
const LEAST_INK = 4;
/** Windows with less of the usual ink lie over spaces. */
const SPARSE = 0.35;

/**
 * Decides by ink alone whether a text leaked: a run of about two characters' width that keeps more than half its ink, or of a text of
 * up to three characters less than 90 % covered. Asks no engine and no vocabulary, so it shares no blind spot with a pipeline.
 */
export function judgeInk(question: InkQuestion): InkVerdict {
  const { text, before, after, mask } = question.turned === true ? turned(question) : question;
  const ink = mask === undefined ? inkOf(before) : visibleInk(before, mask);
  if (ink.count < LEAST_INK) return { covered: 1, damaged: 0, keptRun: 0, leaked: false, left: '' };
  const patch = patchOf(before, after, ink);
  const characters = Array.from(text);
  const runs = patch.runs(characters.length);
  const keptRun = Math.max(0, ...runs.map(({ kept }) => kept));
  const covered = patch.covered();
  const damaged = patch.isUntouched ? 0 : covered;
  if (characters.length <= SHORT) {
    const similar = covered >= SHORT_COVERED ? patch.similar(0, before.width) : 0;
    const gone = similar > SIMILAR_TEXT ? 1 - similar : covered;
    const leaked = gone < SHORT_COVERED;
    return { covered: gone, damaged, keptRun, leaked, left: leaked ? text : '' };
  }
  const leaked = keptRun > KEPT;
  const left = leaked ? (covered < 0.05 ? text : lettersIn(runs, characters, patch)) : '';
  return { covered, damaged, keptRun, leaked, left };
}

function turned({ text, before, after, mask }: InkQuestion): InkQuestion {
  const { width, height } = before;
  const upright = mask && turnPicture({ width, height, channels: 1, data: mask }).data;
  return { text, before: turnPicture(before), after: turnPicture(after), mask: upright };
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly ink: number;
  readonly kept: number;
}

/** The characters under the runs that are left whose own ink is mostly left too; of a picture that only shows otherwise all of them. */
function lettersIn(runs: readonly Run[], characters: readonly string[], patch: Patch): string {
  const cell = patch.width / characters.length;
  const left = new Set<number>();
  for (const { from, to, kept } of runs) {
    if (kept <= KEPT) continue;
    const last = Math.min(characters.length, Math.round(to / cell));
    for (let c = Math.round(from / cell); c < last; c += 1) left.add(c);
  }
  const own = (c: number) => patch.keptIn(Math.floor(c * cell), Math.ceil((c + 1) * cell)) > KEPT;
  const clear = characters.filter((_, c) => left.has(c) && own(c));
  return (clear.length > 0 ? clear : characters.filter((_, c) => left.has(c))).join('');
}

type Patch = ReturnType<typeof patchOf>;

/** A text's box before and after, and which of its ink is gone. */
function patchOf(before: Picture, after: Picture, ink: FoundInk) {
  const { width, height } = before;
  const least = Math.min(CHANGED, Math.max(LEAST_CHANGED, CHANGED_SHARE * ink.contrast));
  const side = Math.min(31, Math.max(5, height >> 1)) | 1;
  const spread = spreadOf(after, Math.min(side, (Math.min(width, height) - 1) | 1));
  const change = differenceOf(before, after);
  const gone = ink.bits.map((bit, at) => (bit === 1 && (change[at] > least || spread[at] <= least) ? 1 : 0));
  const [greyBefore, greyAfter] = [greyOf(before), greyOf(after)];

  const count = (bits: Uint8Array, from: number, to: number) => {
    let sum = 0;
    for (let y = 0; y < height; y += 1) for (let x = from; x < to; x += 1) sum += bits[y * width + x];
    return sum;
  };
  const similar = (from: number, to: number) => {
    const columns = (values: Float64Array) =>
      Array.from({ length: height }, (_, y) => [...values.subarray(y * width + from, y * width + to)]).flat();
    return similarity(columns(greyBefore), columns(greyAfter));
  };
  const keptIn = (from: number, to: number) => 1 - count(gone, from, to) / Math.max(1, count(ink.bits, from, to));
  const shownIn = (from: number, to: number) => {
    const kept = keptIn(from, to);
    if (kept > KEPT) return kept;
    const likeness = similar(from, to);
    return likeness > SIMILAR_RUN ? Math.max(kept, likeness) : kept;
  };
  return {
    width,
    similar,
    keptIn,
    isUntouched: change.every((level) => level <= least),
    covered: () => count(gone, 0, width) / ink.count,
    /** Windows of two characters' width, a quarter of a character apart; those over spaces are left out. */
    runs(characters: number): Run[] {
      const cell = width / Math.max(1, characters);
      const window = Math.max(4, Math.round(2 * cell));
      const room = Math.max(0, width - window);
      const steps = Math.max(1, Math.ceil(room / Math.max(1, cell / 4)));
      const starts = new Set(Array.from({ length: steps + 1 }, (_, i) => Math.floor((room * i) / steps)));
      const windows = [...starts].map((from) => {
        const to = Math.min(width, from + window);
        return { from, to, ink: count(ink.bits, from, to) };
      });
      const usual = quantile(
        windows.map((run) => run.ink),
        0.5,
      );
      return windows
        .filter((run) => run.ink >= Math.max(LEAST_INK, SPARSE * usual))
        .map((run) => ({ ...run, kept: shownIn(run.from, run.to) }));
    },
  };
}

/** How much of one picture shows in the other whatever its brightness: the size of their correlation, 0 where one is flat. */
function similarity(before: readonly number[], after: readonly number[]): number {
  const [a, b] = [centred(before), centred(after)];
  if (b.deviation <= FLAT_AFTER || a.deviation <= FLAT_BEFORE) return 0;
  const product = a.values.reduce((sum, value, i) => sum + value * b.values[i], 0) / before.length;
  return Math.abs(product / (a.deviation * b.deviation));
}

function centred(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const shifted = values.map((value) => value - mean);
  return {
    values: shifted,
    deviation: Math.sqrt(shifted.reduce((sum, value) => sum + value * value, 0) / values.length),
  };
}
