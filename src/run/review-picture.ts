import { smallest } from '../base/numbers';
import type { FileResult } from '../base/results';
import type { FileOutcome } from '../pipeline/outcome';
import { comparisonPng } from '../report/pictures';
import { tupleOf } from './coverage';
import { writeWhole } from './files';
import { picturePng } from './picture';
import { insideFolder } from './places';

/** Pictures are enlarged to this height at least, so that small text can be judged. */
const HEIGHT = 640;

/**
 * `FOLDER/NAME.png`: the first frame that was painted (else the first), before with every painted box outlined, and beside it what was
 * written. It shows the patient's data: the folder is for reviewers and never lies in the output.
 */
export async function writeReviewPicture(
  folder: string,
  name: string,
  input: Uint8Array,
  outcome: FileOutcome,
): Promise<void> {
  if (outcome.frames === 0) return;
  const frame = Math.max(0, Math.min(smallest([...outcome.painted.keys()]), outcome.frames - 1));
  const before = await picturePng(input, frame).catch(() => undefined);
  // What cannot be shown cannot be reviewed as a picture; the file is listed among the failures.
  if (before === undefined) return;
  const after = outcome.bytes === undefined ? undefined : await picturePng(outcome.bytes, frame);
  const png = await comparisonPng(boxesOf(outcome, frame), { frame, before, ...(after && { after }) }, HEIGHT);
  await writeWhole(insideFolder(folder, `${name}.png`), png);
}

/** As the picture of a result wants it: painted boxes as detections without text. */
function boxesOf(outcome: FileOutcome, frame: number): FileResult {
  const boxes = (outcome.painted.get(frame) ?? []).map(tupleOf);
  const detected = [{ text: '', phiClass: 'other' as const, finder: 'painted', score: 1, frames: [frame], boxes }];
  const { rows, columns, frames, modality, status, timeMs } = outcome;
  return {
    Filename: '',
    'Ground Truth': [],
    'Predicted PHI': [],
    Precision: 0,
    Recall: 0,
    status,
    modality,
    rows,
    columns,
    frames,
    truth: [],
    detected,
    redaction: { painted: 0, excess: 0, total: 0 },
    leak: { leaked: false, residualCharacters: 0 },
    inputSha256: '',
    outputSha256: null,
    timeMs,
  };
}
