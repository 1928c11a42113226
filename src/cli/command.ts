import type { ListedFile } from '../index';
import type { CliIo } from './io';
import type { Options, OptionTable } from './options';

/** What a command answers: the machine's form and the person's. */
export interface CommandResult {
  /** Printed by `--json`, as one document. */
  readonly json: unknown;
  /** Printed otherwise; ends with a line break. */
  readonly text: string;
  /** Files that did not come through: printed on the error stream, and the exit code is 1. */
  readonly failed: readonly ListedFile[];
}

export interface Command {
  readonly summary: string;
  readonly options: OptionTable;
  run(options: Options, io: CliIo): Promise<CommandResult>;
}

/** `NAME STAGE CODE`, one a line. */
export const listing = (failed: readonly ListedFile[]): string =>
  failed
    .map(({ file, stage, code, pipeline }) => `${file} ${stage} ${code}${pipeline ? ` (${pipeline})` : ''}\n`)
    .join('');
