import type { BoxTuple } from '../base/results';
import { openDicom } from '../dicom/open';
import { judgeInk } from '../evaluate/ink-judge';
import { cropPicture, differenceOf, greyOf, type Picture } from '../evaluate/patch';
import { type TextBand, textLines } from '../evaluate/text-lines';
import { type Raster, rotateRaster } from '../ocr/raster';
import { unpackInk } from '../prepare/ink';
import { type FramePair, FramePairs } from './frame-pairs';
import type { LineJudge } from './judge-reader';
import { residualCharacters } from './residual';

/** A text of the ground truth, and where it was. */
export interface JudgedText {
  readonly text: string;
  readonly frame: number;
  readonly box: BoxTuple;
  /** Ink mask as in the ground truth; without it the ink is looked for in the input. */
  readonly ink?: string;
  /** `overlay:6000` for text of an overlay plane. */
  readonly carrier?: string;
  /** Runs upwards or downwards. Default: higher than twice its width. */
  readonly turned?: boolean;
  /** Text that must stay is asked for its ink only, never read. */
  readonly mustGo: boolean;
}

export interface TextVerdict {
  /** Share of the ink that is gone, 0 to 1; of text that must stay, share that was damaged. */
  readonly inkCovered: number;
  /** Who still sees something of it: the ink, else the reader; `null` nobody. */
  readonly leakedBy: 'ink' | 'reader' | null;
  /** The characters that the ink shows; empty where the ink shows none. */
  readonly left: string;
  /** Characters in runs of three and more that the reader reads; 0 where it was not asked. */
  readonly residualCharacters: number;
}

export interface FileVerdict {
  readonly texts: readonly TextVerdict[];
  /** Mean share of a frame that was changed outside all texts of the ground truth; of the first, the middle and the last frame. */
  readonly overRedaction: number;
}

/**
 * Compares an output with its input, knowing the ground truth. First the ink decides (`judgeInk`); what it does not call leaked a reader is
 * shown, in the default display and with lifted shadows. `others`: further boxes with text (labels), which count neither way.
 *
 * Throws for an output that cannot be opened or read, or that has another size.
 */
export async function judgeFile(
  input: Uint8Array,
  output: Uint8Array,
  texts: readonly JudgedText[],
  reader: LineJudge,
  others: readonly Pick<JudgedText, 'box' | 'frame'>[] = [],
): Promise<FileVerdict> {
  const pairs = new FramePairs(openDicom(input), openDicom(output));
  const verdicts: TextVerdict[] = [];
  for (const text of texts) verdicts.push(await judgeText(await pairs.at(text.frame), text, reader));
  return { texts: verdicts, overRedaction: await overRedaction(pairs, [...texts, ...others]) };
}

/** Shown ink differs from its background by more levels than this, or it is looked for in the stored values. */
const SHOWN = 24;

/** Cuts a box out of a pair of pictures. */
type View = (box: BoxTuple) => Pick<FramePair, 'before' | 'after'>;

/** Where a text is seen: in its overlay, in the default display, or in the stored values where a window hides it. */
function viewOf(pair: FramePair, { box, carrier }: JudgedText, mask: Uint8Array | undefined): View {
  const { before, after } = carrier?.startsWith('overlay:') ? pair.overlay(carrier) : pair;
  const shown: View = (area) => ({ before: cropPicture(before, area), after: cropPicture(after, area) });
  if (mask === undefined || carrier !== undefined || standsOut(cropPicture(before, box), mask) > SHOWN) return shown;
  return (area) => pair.spread(area) ?? shown(area);
}

/** Levels between the mean of the ink and of the rest. */
function standsOut(crop: Picture, mask: Uint8Array): number {
  const grey = greyOf(crop);
  const sums = [0, 0];
  const counts = [0, 0];
  grey.forEach((level, at) => {
    sums[mask[at]] += level;
    counts[mask[at]] += 1;
  });
  return Math.abs(sums[1] / Math.max(1, counts[1]) - sums[0] / Math.max(1, counts[0]));
}

async function judgeText(pair: FramePair, item: JudgedText, reader: LineJudge): Promise<TextVerdict> {
  const [, , width, height] = item.box;
  if (width === 0 || height === 0) return { inkCovered: 1, leakedBy: null, left: '', residualCharacters: 0 };
  const mask = item.ink === undefined ? undefined : unpackInk(item.box, item.ink).bits;
  const turned = item.turned ?? (height > 2 * width && item.text.length > 2);
  const view = viewOf(pair, item, mask);
  const { before, after } = view(item.box);
  const bands = turned ? [{ top: 0, bottom: height, text: item.text }] : textLines(item.text, mask, width, height);
  const verdicts = bands.map((band) => {
    const rows = (picture: Picture) => cropPicture(picture, [0, band.top, width, band.bottom - band.top]);
    const part = mask?.subarray(band.top * width, band.bottom * width);
    return judgeInk({ text: band.text, before: rows(before), after: rows(after), mask: part, turned });
  });
  const lengths = verdicts.map((_, i) => bands[i].text.length);
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const inkCovered = verdicts.reduce(
    (sum, { covered, damaged }, i) => sum + ((item.mustGo ? covered : damaged) * lengths[i]) / Math.max(1, all),
    0,
  );
  const left = verdicts.map((verdict) => verdict.left).join('');
  if (!item.mustGo) return { inkCovered, leakedBy: null, left: '', residualCharacters: 0 };
  if (verdicts.some(({ leaked }) => leaked)) return { inkCovered, leakedBy: 'ink', left, residualCharacters: 0 };
  const residual = await readResidual(view, item, bands, turned, reader);
  return { inkCovered, leakedBy: residual > 0 ? 'reader' : null, left: '', residualCharacters: residual };
}

/** Background around the line that is shown to the reader, in heights of the line. */
const MARGIN = { along: 0.3, across: 0.15 };
/** Levels of 255: a box that varies less is empty even with lifted shadows. */
const EMPTY = 2;

async function readResidual(
  view: View,
  { box, text }: JudgedText,
  bands: readonly TextBand[],
  turned: boolean,
  reader: LineJudge,
): Promise<number> {
  const [x, y, width] = box;
  const cut = (area: BoxTuple): Raster => {
    const { after } = view(area);
    return { width: after.width, height: after.height, data: Uint8Array.from(greyOf(after)) };
  };
  const read: string[] = [];
  for (const { top, bottom } of bands) {
    const high = turned ? width : bottom - top;
    const [along, across] = [Math.ceil(high * MARGIN.along), Math.ceil(high * MARGIN.across)];
    const [byX, byY] = turned ? [across, along] : [along, across];
    if (rangeOf(cut([x, y + top, width, bottom - top])) <= EMPTY) continue;
    const line = cut([x - byX, y + top - byY, width + 2 * byX, bottom - top + 2 * byY]);
    const upright = turned ? [rotateRaster(line, 90), rotateRaster(line, 270)] : [line];
    read.push(...(await reader.read(upright.flatMap((image) => [image, liftShadows(image)]))));
  }
  return residualCharacters(read, text);
}

function rangeOf({ data }: Raster): number {
  let [low, high] = [255, 0];
  for (const level of data) {
    if (level < low) low = level;
    if (level > high) high = level;
  }
  return high - low;
}

/** Spreads the darker half of the range over most of the brightness: shows remnants that a normal display hides. */
export function liftShadows(image: Raster): Raster {
  return { ...image, data: image.data.map((level) => Math.round(255 * Math.sqrt(level / 255))) };
}

/** Pixels by which the boxes of texts are grown before what is changed outside them counts as over-redaction. */
const GROWN = 4;
/** Levels of 255: less is re-encoding. */
const CHANGED = 12;

async function overRedaction(pairs: FramePairs, texts: readonly Pick<JudgedText, 'box' | 'frame'>[]): Promise<number> {
  const last = pairs.frames - 1;
  const frames = [...new Set([0, pairs.frames >> 1, last])];
  let sum = 0;
  for (const frame of frames) {
    const { before, after } = await pairs.at(frame);
    const change = differenceOf(before, after);
    const { width, height } = before;
    for (const { box } of texts.filter((text) => text.frame === frame)) {
      const [x, y, w, h] = box;
      const [left, right] = [Math.max(0, x - GROWN), Math.min(width, x + w + GROWN)];
      for (let row = Math.max(0, y - GROWN); row < Math.min(height, y + h + GROWN); row += 1)
        change.fill(0, row * width + left, Math.max(row * width + left, row * width + right));
    }
    sum += change.reduce((count, level) => count + (level > CHANGED ? 1 : 0), 0) / change.length;
  }
  return sum / frames.length;
}
