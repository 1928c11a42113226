import type { Box } from '../base/geometry';
import type { PhiClass } from '../base/types';

/** Why a text goes or stays: a rule by its id (`label.name`, `header.PatientName`, `vocabulary`, `unexplained`, `residue` ...) and how sure it is, 0 to 1. */
export interface Reason {
  readonly rule: string;
  readonly score: number;
}

/** A place that is painted, in stored pixels, and why. Holds no text, so it may go into an audit. */
export interface PaintedBox {
  readonly frames: readonly number[];
  readonly box: Box;
  readonly phiClass: PhiClass;
  readonly because: readonly Reason[];
}
