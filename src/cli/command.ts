import type { ListedFile } from '../run/summary';
import type { CliIo } from './io';
import type { Options, OptionTable } from './options';
import { printable } from './printable';
import { sentenceOf } from './sentences';

/** What a command answers: the machine's form and the person's. */
export interface CommandResult {
  /** Printed by `--json`, as one document. */
  readonly json: unknown;
  /** Printed otherwise; ends with a line break. */
  readonly text: string;
  /** Files that did not come through: printed on the error stream, and the exit code is 1. */
  readonly failed: readonly ListedFile[];
  /** Instead of 0 or 1: a run that a signal stopped. */
  readonly exitCode?: number;
}

export interface Command {
  readonly summary: string;
  readonly options: OptionTable;
  /** Words without a dash that the command takes: one or more places. */
  readonly places?: { readonly value: string; readonly help: string };
  run(options: Options, io: CliIo): Promise<CommandResult>;
}

/** `NAME STAGE CODE`, one a line, and behind it what the code means. */
export const listing = (failed: readonly ListedFile[]): string =>
  failed
    .map(({ file, stage, code, pipeline }) => {
      const sentence = sentenceOf(code);
      return `${printable(file)} ${stage} ${code}${pipeline ? ` (${pipeline})` : ''}${sentence ? `: ${sentence}` : ''}\n`;
    })
    .join('');
