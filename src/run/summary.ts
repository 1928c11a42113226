import type { FileStatus } from '../pipeline/outcome';

/** A file that gave no output, and why. */
export interface ListedFile {
  readonly file: string;
  readonly stage: string;
  /** Upper-case for DICOM refusals, lower-case-with-dashes for the others. */
  readonly code: string;
  /** Which pipeline, where several ran. */
  readonly pipeline?: string;
}

/** Sent after each file; sparse enough for a notebook's display. */
export interface Progress {
  readonly task: string;
  readonly done: number;
  readonly total: number;
  readonly file: string;
  readonly status: FileStatus | 'passed' | 'residual';
}

export type OnProgress = (progress: Progress) => void;

interface Listable {
  readonly file: string;
  readonly status: FileStatus;
  readonly error?: { readonly stage: string; readonly code: string };
}

/** Files without an output of their own because of an error, or because there is no picture in them. */
export const listedFiles = (files: readonly Listable[], pipeline?: string): readonly ListedFile[] =>
  files.flatMap(({ file, status, error }) =>
    error === undefined || status === 'quarantined'
      ? []
      : [{ file, ...error, ...(pipeline === undefined ? {} : { pipeline }) }],
  );
