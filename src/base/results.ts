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
  /** `keep`: acquisition annotation that must stay. */
  readonly phiClass: PhiClass | 'keep';
  readonly frame: number;
  readonly box: BoxTuple;
  /**
   * Share of the item's ink that is gone from the output, 0 to 1, seen in the pixels of input and output; `null` where there was no output
   * to look at. Without an ink mask in the ground truth the ink is looked for in the input.
   */
  readonly inkCovered: number | null;
  /** Share of the box's area that the redaction painted, 0 to 1. */
  readonly boxCovered: number;
  /** Who still sees something of the text in a released output: its ink, else the judge's reader; `null` nobody. Ink is asked first. */
  readonly leakedBy: 'ink' | 'reader' | null;
  /** Characters of `text` (runs of 3 and more, fuzzy) that the judge's reader still reads; 0 where the ink had spoken already. */
  readonly residualCharacters: number;
  /** Characters whose ink is mostly left, 0 where the ink shows none: what a person could read where engines cannot. */
  readonly unpaintedCharacters?: number;
  /** The ink was looked for in the input, because the ground truth has no mask of it. */
  readonly inkGuessed?: true;
}

export interface DetectedResult {
  readonly text: string;
  readonly phiClass: PhiClass;
  readonly finder: string;
  readonly score: number;
  readonly frames: readonly number[];
  readonly boxes: readonly BoxTuple[];
}

/** A place that was to be painted, before growth, and the rules that say why; no text. */
export interface PaintedResult {
  readonly phiClass: PhiClass;
  readonly frames: readonly number[];
  readonly box: BoxTuple;
  readonly because: readonly { readonly rule: string; readonly score: number }[];
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
  /** Of pipelines that say why they paint: every place and its reasons. */
  readonly painted?: readonly PaintedResult[];
  /** Pixels painted, and those of them outside every PHI truth box grown by half its height; `total` = rows * columns * frames. */
  readonly redaction: {
    readonly painted: number;
    readonly excess: number;
    readonly total: number;
    /** Mean share of a frame that was changed outside all texts of the ground truth grown by 4 pixels, of the first, middle and last frame. */
    readonly over?: number;
  };
  /** `leaked`: released (not quarantined, not failed) with legible patient data. */
  readonly leak: { readonly leaked: boolean; readonly residualCharacters: number };
  readonly inputSha256: string;
  readonly outputSha256: string | null;
  /** Wall-clock per stage; `total` is the pipeline alone, without the judge that measures leaks. */
  readonly timeMs: StageTimes;
  /** Processor time of the pipeline over all its threads, milliseconds. */
  readonly cpuMs?: number;
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
  /** The reader that judged what the ink did not, and whether none of the pipeline's engines uses its weights. */
  readonly judge?: { readonly reader: string; readonly independent: boolean };
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
