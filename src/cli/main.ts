import { didYouMean } from '../base/closest';
import { errorCode } from '../base/errors';
import { isDeidError, VERSION } from '../index';
import { type Command, listing } from './command';
import { env } from './env';
import { evaluate } from './evaluate';
import { commandHelp, generalHelp } from './help';
import { type CliIo, LOG_LEVELS, withLevel } from './io';
import { merge } from './merge';
import { type OptionTable, parseOptions, type UsageError } from './options';
import { prepare } from './prepare';
import { printableJson, printableLines } from './printable';
import { redact } from './redact';
import { verify } from './verify';
import { worker } from './worker';

/** The commands; help and messages follow from this table. */
export const COMMANDS: Readonly<Record<string, Command>> = { prepare, evaluate, redact, verify, merge, worker, env };

/** Options of every command. */
const COMMON: OptionTable = {
  json: { kind: 'flag', help: 'print one JSON document for machines' },
  'log-level': {
    kind: 'choice',
    value: 'LEVEL',
    choices: LOG_LEVELS,
    fallback: 'info',
    help: 'error stream: silent, error, info (progress), debug (every file)',
  },
  help: { kind: 'flag', help: 'explain the command' },
};

/**
 * Runs one command line (without `node` and the script) and returns the exit code: 0 when every file succeeded, 1 when some failed
 * (listed as NAME STAGE CODE on the error stream) or the run could not be made, 2 for wrong use, 130 or 143 when a signal stopped it.
 */
export async function main(args: readonly string[], io: CliIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.out(generalHelp(COMMANDS));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-V' || name === 'version') {
    io.out(`dicom-deid ${VERSION}\n`);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    const names = Object.keys(COMMANDS);
    io.err(`the command must be one of ${names.join(', ')}${printableLines(didYouMean(name, names))}\n`);
    return 2;
  }
  const table = { ...command.options, ...COMMON };
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(commandHelp(name, command, table));
    return 0;
  }
  return runCommand(name, command, table, rest, io);
}

async function runCommand(
  name: string,
  command: Command,
  table: OptionTable,
  args: readonly string[],
  io: CliIo,
): Promise<number> {
  try {
    const options = parseOptions(table, args, command.places?.value);
    const result = await command.run(options, withLevel(io, options.choice('log-level', LOG_LEVELS)));
    io.out(
      options.flag('json') ? printableJson(`${JSON.stringify(result.json, null, 1)}\n`) : printableLines(result.text),
    );
    io.err(printableLines(listing(result.failed)));
    return result.exitCode ?? (result.failed.length === 0 ? 0 : 1);
  } catch (error) {
    if ((error as Error).name === 'UsageError') {
      io.err(`${printableLines((error as UsageError).message)}\nsee dicom-deid ${name} --help\n`);
      return 2;
    }
    // The message of a foreign error may quote data: only its kind is told.
    io.err(
      isDeidError(error)
        ? `${printableLines(error.message)} (${error.code})\n`
        : `${errorCode(error)} ${(error as Error).name}\n`,
    );
    return 1;
  }
}
