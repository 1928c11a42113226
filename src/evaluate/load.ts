import { DeidError } from '../base/errors';
import type { FileResult } from '../base/results';

/** What every known shape of result file has: one file's texts and its published scores. */
export type TextResult = Pick<FileResult, 'Filename' | 'Ground Truth' | 'Predicted PHI' | 'Precision' | 'Recall'>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Messages say where, never what: the values are patient data. */
function invalid(where: string, wanted: string): never {
  throw new DeidError('results-invalid', `results file: ${where} must be ${wanted}`);
}

function textsAt(value: unknown, where: string): readonly string[] {
  if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) invalid(where, 'a list of strings');
  return value as readonly string[];
}

function shareAt(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) invalid(where, 'a number of 0 or more');
  return value as number;
}

function textResult(row: Record<string, unknown>, index: number): TextResult {
  const name = row.Filename;
  if (typeof name !== 'string') invalid(`[${index}].Filename`, 'a string');
  return {
    Filename: name as string,
    'Ground Truth': textsAt(row['Ground Truth'], `[${index}]["Ground Truth"]`),
    'Predicted PHI': textsAt(row['Predicted PHI'], `[${index}]["Predicted PHI"]`),
    Precision: shareAt(row.Precision, `[${index}].Precision`),
    Recall: shareAt(row.Recall, `[${index}].Recall`),
  };
}

/**
 * Reads the texts and scores of a result file in any of three shapes: the published list (`Filename`, `Ground Truth` ...), the
 * published object keyed by file name (`gt`, `pred`, `precision`, `recall`), and this project's own `detected_phi/<pipeline>.json`.
 * Throws `DeidError` `results-invalid`, naming the place.
 */
export function readResults(json: unknown): readonly TextResult[] {
  if (Array.isArray(json)) {
    return json.map((row, index) => (isRecord(row) ? textResult(row, index) : invalid(`[${index}]`, 'an object')));
  }
  if (!isRecord(json)) invalid('the document', 'a list of files or an object keyed by file name');
  return Object.entries(json as Record<string, unknown>).map(([Filename, row], index) => {
    if (!isRecord(row)) invalid(`entry ${index}`, 'an object');
    const { gt, pred, precision, recall } = row as Record<string, unknown>;
    return textResult(
      { Filename, 'Ground Truth': gt, 'Predicted PHI': pred, Precision: precision, Recall: recall },
      index,
    );
  });
}

const STATUSES: readonly string[] = ['done', 'clean', 'quarantined', 'failed', 'no-pixels'];

/** Runs of before the ink was asked say only how much was left; a text of one or two characters had to be left whole. */
function withJudge(file: FileResult): FileResult {
  const truth = file.truth.map((item) => {
    if (item.leakedBy !== undefined) return item;
    const { residualCharacters, unpaintedCharacters = 0, text } = item;
    const enough = Math.min(3, Math.max(1, text.replace(/[\s^]/g, '').length));
    return {
      ...item,
      leakedBy: unpaintedCharacters >= enough ? 'ink' : residualCharacters >= 3 ? 'reader' : null,
    } as const;
  });
  return { ...file, truth };
}

/** Reads this project's own `detected_phi/<pipeline>.json` in full. Throws `DeidError` `results-invalid`. */
export function readFileResults(json: unknown): readonly FileResult[] {
  if (!Array.isArray(json)) invalid('the document', 'a list of files');
  const rows = json as readonly unknown[];
  readResults(rows);
  rows.forEach((row, index) => {
    const record = row as Record<string, unknown>;
    if (!STATUSES.includes(String(record.status))) invalid(`[${index}].status`, `one of ${STATUSES.join(', ')}`);
    if (!Array.isArray(record.truth)) invalid(`[${index}].truth`, 'a list');
    if (!Array.isArray(record.detected)) invalid(`[${index}].detected`, 'a list');
    for (const key of ['redaction', 'leak', 'timeMs']) {
      if (!isRecord(record[key])) invalid(`[${index}].${key}`, 'an object');
    }
  });
  return (rows as readonly FileResult[]).map(withJudge);
}
