import type { FileResult } from '../base/results';
import { bootstrapEach95 } from './bootstrap';
import { type BoxScore, boxScore, presidioScore } from './boxes';
import { type LeakScore, leakScore } from './leak';
import type { TextResult } from './load';
import {
  type Counts,
  exactCounts,
  fileScore,
  meanScore,
  microScore,
  type Score,
  type TextPair,
  wordCounts,
} from './match';
import { type OverRedaction, overRedaction } from './over';
import type { Interval } from './wilson';

/** Macro means with their bootstrap intervals (`null` with fewer than two files). */
export interface MacroScore extends Score {
  readonly interval95: { readonly precision: Interval; readonly recall: Interval; readonly f1: Interval } | null;
}

export interface TextScore {
  readonly macro: MacroScore;
  readonly micro: Score;
  /** Files that the macro means are over: those with something to find. */
  readonly files: number;
}

export interface RunScores {
  readonly scores: {
    readonly exact: TextScore;
    readonly word: TextScore;
    readonly box: BoxScore;
    readonly presidio: Score;
  };
  readonly leak: LeakScore;
  readonly overRedaction: OverRedaction;
}

const pairOf = (file: TextResult): TextPair => ({ truth: file['Ground Truth'], predicted: file['Predicted PHI'] });

function textScore(files: readonly TextResult[], count: (pair: TextPair) => Counts): TextScore {
  const all = files.map((file) => count(pairOf(file)));
  // A file with nothing to find has no recall; its false alarms count in micro precision and in over-redaction.
  const scores = all.filter((counts) => counts.truth > 0).map(fileScore);
  const intervals = bootstrapEach95(scores, (sample) => {
    const { precision, recall, f1 } = meanScore(sample);
    return [precision, recall, f1];
  });
  return {
    macro: {
      ...meanScore(scores),
      interval95: intervals ? { precision: intervals[0], recall: intervals[1], f1: intervals[2] } : null,
    },
    micro: microScore(all),
    files: scores.length,
  };
}

/** The published rule over a result file of any shape (`readResults`). */
export const scoreExact = (files: readonly TextResult[]): TextScore => textScore(files, exactCounts);

/** A failed file found nothing, whatever was recorded before the error. */
const asScored = (file: FileResult): FileResult =>
  file.status === 'failed' ? { ...file, 'Predicted PHI': [], detected: [] } : file;

/** All scores of one run over one dataset, from its result file alone. */
export function scoreRun(files: readonly FileResult[]): RunScores {
  const scored = files.filter((file) => file.status !== 'no-pixels').map(asScored);
  return {
    scores: {
      exact: scoreExact(scored),
      word: textScore(scored, wordCounts),
      box: boxScore(scored),
      presidio: presidioScore(scored),
    },
    leak: leakScore(scored),
    overRedaction: overRedaction(scored),
  };
}
