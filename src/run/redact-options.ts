import type { PipelineOptions } from '../pipeline/options';
import type { PipelineId } from '../pipeline/pipelines';
import type { Shard } from './layout';
import type { FileLimits } from './limits';
import type { OnProgress } from './summary';

/** How files are de-identified, wherever they come from. */
export interface MethodOptions extends Omit<PipelineOptions, 'pipeline'> {
  /** Default `proof`: the one that proves its outputs. */
  readonly pipeline?: PipelineId;
  /** What a file may ask for before it is `LIMIT_EXCEEDED`. */
  readonly limits?: Partial<FileLimits>;
}

export interface RedactFilesOptions extends MethodOptions {
  /** File, folder or zip; only read. */
  readonly in: string;
  /** Must lie outside `in`; made when missing. */
  readonly out: string;
  /**
   * Files at a time, each in a process of its own with its own models (about 0.7 GiB each): a decoder that dies takes one file with it.
   * `auto`: by cores and memory. Default: one after the other, in this process.
   */
  readonly workers?: number | 'auto';
  readonly limit?: number;
  /** Only the inputs of one shard; several may write into one folder, and `mergeRuns` makes the documents. */
  readonly shard?: Shard;
  /** Forget what earlier runs finished. Default: go on where the last one stopped. */
  readonly fresh?: boolean;
  /**
   * Outputs get neutral names (the patient's pseudonym and the new UID), and so do audit and lists; this file gets the map back to the
   * inputs' names. It names patients: outside `out`.
   */
  readonly rename?: string;
  /** Folder for a picture of each file, before (painted boxes outlined) and after. It shows patient data: outside `in` and `out`. */
  readonly reviewPictures?: string;
  /** Stops the run after the files at hand. */
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** What `openPipeline` takes, of what a run was asked for. */
export const pipelineOptions = (options: RedactFilesOptions): PipelineOptions => {
  const { header, policy, device, headerProfile, documents, shiftDates, retain, uidSecret, rules, onNotice } = options;
  return {
    pipeline: options.pipeline ?? 'proof',
    header,
    policy,
    device,
    headerProfile,
    documents,
    shiftDates,
    retain,
    uidSecret,
    rules,
    onNotice,
  };
};
