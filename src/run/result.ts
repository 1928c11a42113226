import type { DetectedResult, FileResult, PaintedResult, TruthResult } from '../base/results';
import type { TruthFile, TruthItem } from '../base/truth';
import type { PhiHit } from '../base/types';
import { boxOf } from '../evaluate/boxes';
import { isLegible } from '../evaluate/leak';
import { exactFileScore, normaliseText } from '../evaluate/match';
import type { FileOutcome } from '../pipeline/outcome';
import type { PaintedBox } from '../pipeline/reason';
import { boxCovered, maskOf, type PixelMask, paintedPixels, tupleOf } from './coverage';
import { type FileVerdict, judgeFile } from './judge';
import type { LineJudge } from './judge-reader';

export interface JudgedFile {
  readonly name: string;
  /** The input again: its pixels are compared with the output's. Asked for released files with ground truth only. */
  readonly input: () => Promise<Uint8Array>;
  readonly outcome: FileOutcome;
  readonly truth: TruthFile | undefined;
  readonly inputSha256: string;
  readonly outputSha256: string | null;
}

/** Scores one file against its ground truth; compares input and output where it was released. */
export async function resultOf(file: JudgedFile, reader: LineJudge): Promise<FileResult> {
  const { outcome } = file;
  const released = outcome.status === 'done' || outcome.status === 'clean';
  const verdict = released ? await verdictOf(file, reader) : undefined;
  const truth = judgedTruth(file, verdict);
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
    ...(outcome.because.length === 0 ? {} : { painted: outcome.because.map(paintedOf) }),
    redaction: { ...redactionOf(outcome, phi), ...(verdict === undefined ? {} : { over: verdict.overRedaction }) },
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

const detectedOf = (hit: PhiHit): DetectedResult => ({
  text: hit.text,
  phiClass: hit.phiClass,
  finder: hit.finder,
  score: hit.score,
  frames: hit.frameIndices,
  boxes: hit.boxes.map(tupleOf),
});

const paintedOf = ({ phiClass, frames, box, because }: PaintedBox): PaintedResult => ({
  phiClass,
  frames,
  box: tupleOf(box),
  because: because.map(({ rule, score }) => ({ rule, score })),
});

/** What is still to be seen of the texts; `undefined` without ground truth. */
async function verdictOf({ outcome, truth, input }: JudgedFile, reader: LineJudge): Promise<FileVerdict | undefined> {
  if (truth === undefined || outcome.bytes === undefined) return undefined;
  const texts = truthItems(truth).map(({ drawn, frame = 0, value, ink, carrier, turned, phiClass }) => ({
    text: drawn,
    frame,
    box: value.bbox,
    ink,
    carrier,
    turned,
    mustGo: phiClass !== 'keep',
  }));
  const labels = (truth.labels ?? []).map(({ value, frame = 0 }) => ({ box: value.bbox, frame }));
  return judgeFile(await input(), outcome.bytes, texts, reader, labels);
}

const lengthOf = (text: string): number => Array.from(text.replace(/\s/g, '')).length;

function judgedTruth({ outcome, truth }: JudgedFile, verdict: FileVerdict | undefined): readonly TruthResult[] {
  // One mask at a time, for texts follow each other frame by frame: one for each frame of a long file would be as large as the file.
  let last: { readonly frame: number; readonly mask: PixelMask } | undefined;
  const maskAt = (frame: number): PixelMask => {
    if (last?.frame !== frame) {
      last = { frame, mask: maskOf(outcome.painted.get(frame) ?? [], outcome.columns, outcome.rows) };
    }
    return last.mask;
  };
  return truthItems(truth).map(({ value, phiClass = 'other', frame = 0, ink }, index) => {
    const judged = verdict?.texts[index];
    return {
      text: value.text,
      phiClass,
      frame,
      box: value.bbox,
      inkCovered: judged?.inkCovered ?? null,
      boxCovered: boxCovered(maskAt(frame), boxOf(value.bbox)),
      leakedBy: judged?.leakedBy ?? null,
      residualCharacters: judged?.residualCharacters ?? 0,
      unpaintedCharacters: lengthOf(judged?.left ?? ''),
      ...(ink === undefined ? { inkGuessed: true as const } : {}),
    };
  });
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
