import type { Progress } from '../index';

/** Where a command writes, and whether a person is watching. */
export interface CliIo {
  out(text: string): void;
  err(text: string): void;
  readonly isTerminal: boolean;
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
    if (said.has(message)) return;
    said.add(message);
    io.err(`${message}\n`);
  };
}

const WIDTH = 24;

/** A bar that redraws itself on a terminal, a few times a second at most; nothing at all elsewhere. */
export function progressBar(io: CliIo, json: boolean): (progress: Progress) => void {
  if (json || !io.isTerminal) return () => {};
  let drawn = 0;
  return ({ task, done, total }) => {
    const now = Date.now();
    if (done < total && now - drawn < 200) return;
    drawn = now;
    const filled = Math.round((WIDTH * done) / total);
    io.err(`\r${task} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${total}\x1b[K`);
    if (done === total) io.err('\n');
  };
}

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
