import type { ModelUse, PhiClass, StageTimes } from './types';

/**
 * What a run leaves on disk and what `evaluate` and `report` read: JSON, nothing else. Field names with capitals and spaces are the
 * published benchmark's.
 */

/** `[x, y, width, height]` in stored-frame pixels, the published order. */
export type BoxTuple = readonly [number, number, number, number];

/** The ground truth of one burnt-in text and what became of it. */
export interface TruthResult {
  readonly text: string;
  /** `keep`: technique text that must stay. */
  readonly phiClass: PhiClass | 'keep';
  readonly frame: number;
  readonly box: BoxTuple;
  /** Share of the item's ink pixels that the redaction painted, 0 to 1; `null` without an ink mask (then by box area). */
  readonly inkCovered: number | null;
  /** Share of the box's area that the redaction painted, 0 to 1. */
  readonly boxCovered: number;
  /** Characters of `text` (runs of 3 and more, fuzzy) that an independent reader still reads in the output. */
  readonly residualCharacters: number;
  /** About how many characters were left mostly unpainted: what a person could read where engines cannot. */
  readonly unpaintedCharacters?: number;
}

export interface DetectedResult {
  readonly text: string;
  readonly phiClass: PhiClass;
  readonly finder: string;
  readonly score: number;
  readonly frames: readonly number[];
  readonly boxes: readonly BoxTuple[];
}

/** One file of `detected_phi/<pipeline>.json` (an array of these). */
export interface FileResult {
  readonly Filename: string;
  /** Lower case, `^` to space, stripped: the published rule. Files without truth have an empty list. */
  readonly 'Ground Truth': readonly string[];
  readonly 'Predicted PHI': readonly string[];
  /** By the exact rule, not rounded. */
  readonly Precision: number;
  readonly Recall: number;
  /** `done`: written. `clean`: nothing found, copied byte for byte. `quarantined`: the proof failed, not released. `failed`: error, scored as all missed. `no-pixels`: nothing to look at. */
  readonly status: 'done' | 'clean' | 'quarantined' | 'failed' | 'no-pixels';
  readonly error?: { readonly stage: string; readonly code: string };
  readonly modality: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly truth: readonly TruthResult[];
  readonly detected: readonly DetectedResult[];
  /** Pixels painted, and those of them outside every PHI truth box grown by half its height; `total` = rows * columns * frames. */
  readonly redaction: { readonly painted: number; readonly excess: number; readonly total: number };
  /** `leaked`: released (not quarantined, not failed) with legible patient data. */
  readonly leak: { readonly leaked: boolean; readonly residualCharacters: number };
  readonly inputSha256: string;
  readonly outputSha256: string | null;
  /** Wall-clock per stage; `total` is the pipeline alone, without the judge that measures leaks. */
  readonly timeMs: StageTimes;
}

/** How one run was made: written as `runs/<pipeline>.json` beside the results, and merged into metrics.json. */
export interface RunInfo {
  readonly pipeline: string;
  readonly header: 'on' | 'off';
  /** The execution provider that truly ran. */
  readonly device: string;
  readonly models: readonly ModelUse[];
  readonly loadMs: number;
  readonly warmupMs: number;
  readonly sessionMs: number;
}

/** Where the images of a dataset come from: made here, a user's own with invented text written on them here, or as they were given. */
export type DatasetOrigin = 'generated' | 'annotated' | 'given';

export interface DatasetInfo {
  readonly name: string;
  /** Absent in results of earlier versions. */
  readonly origin?: DatasetOrigin;
  readonly files: number;
  readonly frames: number;
  readonly sha256: string;
}

export interface EnvironmentInfo {
  readonly node: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly gpu: string | null;
  readonly packages: Readonly<Record<string, string>>;
  readonly git: string | null;
}
