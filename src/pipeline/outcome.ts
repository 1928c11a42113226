import type { Box } from '../base/geometry';
import type { FileResult } from '../base/results';
import type { Page, PhiHit, StageTimes } from '../base/types';
import type { Residue } from '../verify/look-again';
import type { PaintedBox } from './reason';

export type FileStatus = FileResult['status'];

/** The proof of one file: what was read again, by which engine, and what was left. */
export interface Verification {
  /** The engines, separated by commas. */
  readonly engine: string;
  /** 1; more when something was still read and had to be painted. */
  readonly passes: number;
  readonly views: number;
  /** What was still seen after the last pass; empty when the file is released. */
  readonly findings: readonly Residue[];
}

/** What a pipeline made of one file. `bytes` is what may be released (`done`, `clean`), or what goes to quarantine. */
export interface FileOutcome {
  readonly status: FileStatus;
  readonly error?: { readonly stage: string; readonly code: string };
  readonly modality: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly hits: readonly PhiHit[];
  /** What was read, a page for each distinct frame; absent in pipelines that look at more than pages (`proof`) and where reading failed. */
  readonly pages?: readonly Page[];
  /** Painted boxes by frame index, after growth. */
  readonly painted: ReadonlyMap<number, readonly Box[]>;
  /** Every place that was to be painted, and why; before growth. Empty for pipelines that do not say why. */
  readonly because: readonly PaintedBox[];
  /** What was cleaned: `frames`, `overlay:6000`, `icon` ... */
  readonly carriers: readonly string[];
  readonly bytes: Uint8Array | undefined;
  readonly verification: Verification | undefined;
  /** Lowest score of a line that a hit or a label touches; 1 when nothing was read. For ordering reviews. */
  readonly lowestScore: number;
  /** Milliseconds inside the models, of engines that read side by side the sum. */
  readonly sessionMs: number;
  readonly timeMs: StageTimes;
}
