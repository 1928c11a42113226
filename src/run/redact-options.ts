import type { PipelineOptions } from '../pipeline/options';
import type { PipelineId } from '../pipeline/pipelines';
import type { AuditHead, AuditRecord } from './audit';
import type { OnProgress } from './summary';

export interface RedactFilesOptions extends Omit<PipelineOptions, 'pipeline'> {
  /** File, folder or zip; only read. */
  readonly in: string;
  /** Must lie outside `in`; made when missing. */
  readonly out: string;
  /** Default `proof`: the one that proves its outputs. */
  readonly pipeline?: PipelineId;
  /** Files at a time, each in a process of its own with its own models (about 0.7 GiB each). Default 1. */
  readonly workers?: number;
  readonly limit?: number;
  readonly onProgress?: OnProgress;
}

/** All records of a run, and what made them. */
export interface RedactedBatch {
  readonly head: AuditHead;
  readonly records: readonly AuditRecord[];
}

/** What `openPipeline` takes, of what a run was asked for. */
export const pipelineOptions = (options: RedactFilesOptions): PipelineOptions => {
  const { header, policy, device, headerProfile, retain, uidSecret, rules, onNotice } = options;
  return {
    pipeline: options.pipeline ?? 'proof',
    header,
    policy,
    device,
    headerProfile,
    retain,
    uidSecret,
    rules,
    onNotice,
  };
};
