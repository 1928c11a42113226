import { timeLeft } from '../base/eta';
import type { Progress } from '../run/summary';
import { printable } from './printable';

/** Where a command writes, and whether a person is watching. */
export interface CliIo {
  out(text: string): void;
  err(text: string): void;
  readonly isTerminal: boolean;
  /** Default `info`. */
  readonly level?: LogLevel;
}

export const processIo: CliIo = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
};

/** Writes each sentence once: every engine of a run says the same. */
export function noticesTo(io: CliIo): (message: string) => void {
  const said = new Set<string>();
  return (message) => {
    if (said.has(message) || !says(io, 'info')) return;
    said.add(message);
    io.err(`${message}\n`);
  };
}

/** How much the error stream says beside errors: `info` progress and notices, `debug` every file. */
export const LOG_LEVELS = ['silent', 'error', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The same streams at a level; a terminal shows its bar at `info`. */
export const withLevel = (io: CliIo, level: LogLevel): CliIo => ({ ...io, level });

const says = ({ level = 'info' }: CliIo, at: LogLevel): boolean => LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(at);

const WIDTH = 24;
const REDRAW_MS = 200;
/** Where nobody watches, a line is written so often. */
const LINE_MS = 10_000;

/**
 * Progress: on a terminal a bar that redraws itself, elsewhere a line with the time every ten seconds, at `debug` a line for each file.
 * Nothing at all with `--json` at the default level, so that both streams can be kept together.
 */
export function progressBar(io: CliIo, json: boolean): (progress: Progress) => void {
  if (says(io, 'debug')) return everyFile(io);
  if (json || !says(io, 'info')) return () => {};
  return io.isTerminal ? bar(io) : lines(io);
}

function bar(io: CliIo): (progress: Progress) => void {
  const start = Date.now();
  let drawn = 0;
  return ({ task, done, total }) => {
    const now = Date.now();
    if (done < total && now - drawn < REDRAW_MS) return;
    drawn = now;
    const filled = Math.round((WIDTH * done) / total);
    const left = timeLeft(now - start, done, total);
    io.err(`\r${task} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${total} ${left}\x1b[K`);
    if (done === total) io.err('\n');
  };
}

function lines(io: CliIo): (progress: Progress) => void {
  const start = Date.now();
  let written = start;
  return ({ task, done, total }) => {
    const now = Date.now();
    if (now - written < LINE_MS) return;
    written = now;
    const left = timeLeft(now - start, done, total);
    io.err(`${new Date(now).toISOString()} ${task} ${done}/${total}${left === '' ? '' : `, ${left}`}\n`);
  };
}

const everyFile =
  (io: CliIo) =>
  ({ task, done, total, file, status }: Progress): void =>
    io.err(`${new Date().toISOString()} ${task} ${done}/${total} ${status} ${printable(file)}\n`);

/** Columns padded to their widest cell; numbers to the right. */
export function textTable(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map(String));
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column].length))) ?? [];
  const isNumber = widths.map((_, column) => rows.slice(1).every((row) => /^[-\d.]*( ms)?$/.test(String(row[column]))));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (isNumber[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** `1 file`, `2 files`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
