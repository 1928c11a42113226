import type { DetectedResult, FileResult, TruthResult } from '../base/results';
import type { TruthFile, TruthItem } from '../base/truth';
import type { PhiHit } from '../base/types';
import { boxOf } from '../evaluate/boxes';
import { isLegible } from '../evaluate/leak';
import { exactFileScore, normaliseText } from '../evaluate/match';
import type { FileOutcome } from '../pipeline/outcome';
import { boxCovered, inkCovered, maskOf, type PixelMask, paintedPixels, tupleOf } from './coverage';
import type { LeakJudge } from './judge';
import { unpaintedCharacters } from './legible';

export interface JudgedFile {
  readonly name: string;
  readonly outcome: FileOutcome;
  readonly truth: TruthFile | undefined;
  readonly inputSha256: string;
  readonly outputSha256: string | null;
}

/** Scores one file against its ground truth; asks the judge when the file was released. */
export async function resultOf(file: JudgedFile, judge: LeakJudge): Promise<FileResult> {
  const { outcome } = file;
  const released = outcome.status === 'done' || outcome.status === 'clean';
  const truth = await judgedTruth(file, released ? judge : undefined);
  const phi = truth.filter((item) => item.phiClass !== 'keep');
  // As drawn: a reader cannot know that the header writes a name in another order or a date in other digits.
  const wanted = truthItems(file.truth)
    .filter((item) => item.phiClass !== 'keep')
    .map((item) => normaliseText(item.drawn));
  const predicted = outcome.hits.map((hit) => normaliseText(hit.text)).filter((text) => text !== '');
  const score = exactFileScore(wanted, predicted);
  return {
    Filename: file.name,
    'Ground Truth': wanted,
    'Predicted PHI': predicted,
    Precision: score.precision,
    Recall: score.recall,
    status: outcome.status,
    ...(outcome.error === undefined ? {} : { error: outcome.error }),
    modality: outcome.modality,
    rows: outcome.rows,
    columns: outcome.columns,
    frames: outcome.frames,
    truth,
    detected: outcome.hits.map(detectedOf),
    redaction: redactionOf(outcome, phi),
    leak: {
      leaked: released && phi.some(isLegible),
      residualCharacters: phi.reduce((sum, item) => sum + item.residualCharacters, 0),
    },
    inputSha256: file.inputSha256,
    outputSha256: file.outputSha256,
    timeMs: outcome.timeMs,
  };
}

/** Items with text; the published set has empty ones (a header without institution). */
const truthItems = (truth: TruthFile | undefined): readonly TruthItem[] =>
  (truth?.annotation ?? []).filter((item) => item.value.text.trim() !== '');

const lengthOf = (text: string): number => text.replace(/[\s^]/g, '').length;

const detectedOf = (hit: PhiHit): DetectedResult => ({
  text: hit.text,
  phiClass: hit.phiClass,
  finder: hit.finder,
  score: hit.score,
  frames: hit.frameIndices,
  boxes: hit.boxes.map(tupleOf),
});

async function judgedTruth(
  { outcome, truth }: JudgedFile,
  judge: LeakJudge | undefined,
): Promise<readonly TruthResult[]> {
  // One mask at a time, for texts follow each other frame by frame: one for each frame of a long file would be as large as the file.
  let last: { readonly frame: number; readonly mask: PixelMask } | undefined;
  const maskAt = (frame: number): PixelMask => {
    if (last?.frame !== frame) {
      last = { frame, mask: maskOf(outcome.painted.get(frame) ?? [], outcome.columns, outcome.rows) };
    }
    return last.mask;
  };
  const items = truthItems(truth).map((item) => ({
    item,
    text: item.drawn,
    frame: item.frame ?? 0,
    box: boxOf(item.value.bbox),
    phiClass: item.phiClass ?? ('other' as const),
  }));
  const phi = items.filter((item) => item.phiClass !== 'keep');
  const legible =
    judge === undefined || outcome.bytes === undefined ? [] : await judge.legibleCharacters(outcome.bytes, phi);
  return items.map(({ item, frame, box, phiClass }) => ({
    text: item.value.text,
    phiClass,
    frame,
    box: item.value.bbox,
    inkCovered: inkCovered(maskAt(frame), item.value.bbox, item.ink),
    boxCovered: boxCovered(maskAt(frame), box),
    residualCharacters: legible[phi.findIndex((candidate) => candidate.item === item)] ?? 0,
    unpaintedCharacters: unpaintedCharacters(maskAt(frame), item.value.bbox, item.ink, lengthOf(item.drawn)),
  }));
}

function redactionOf(outcome: FileOutcome, phi: readonly TruthResult[]): FileResult['redaction'] {
  let painted = 0;
  let excess = 0;
  for (const [frame, boxes] of outcome.painted) {
    const truth = phi.filter((item) => item.frame === frame).map((item) => boxOf(item.box));
    const pixels = paintedPixels(maskOf(boxes, outcome.columns, outcome.rows), truth);
    painted += pixels.painted;
    excess += pixels.excess;
  }
  return { painted, excess, total: outcome.rows * outcome.columns * outcome.frames };
}
