import { constants, createReadStream } from 'node:fs';
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../base/errors';
import type { AuditHead, AuditRecord } from './audit';
import { writeError } from './file-errors';
import { ledgerName, type Shard } from './layout';

/** The first line of each run: what made the lines behind it. */
export interface LedgerRun {
  readonly kind: 'run';
  readonly schema: 1;
  /** Hash of options, models and code: lines of another key are not taken for done. */
  readonly key: string;
  readonly at: string;
  readonly head: AuditHead;
}

/** A file of the input that the run behind `run` did not take. */
export interface LedgerSkipped {
  readonly kind: 'skipped';
  readonly file: string;
  readonly reason: string;
}

/** The last line of a run that came to its end. */
export interface LedgerEnd {
  readonly kind: 'end';
  readonly at: string;
  readonly files: number;
}

type AnyLine = LedgerRun | LedgerLine | LedgerSkipped | LedgerEnd;

/** One input, as it was finished. The last line of a file counts. */
export interface LedgerLine extends AuditRecord {
  readonly kind: 'file';
  readonly key: string;
  /** When, ISO 8601. */
  readonly at: string;
  /** Path in OUT of what was written (released or refused); `null` when nothing was. */
  readonly output: string | null;
  readonly storedSha256: string | null;
}

/** What of a line is needed to find it again and to order the documents; the line itself stays on disk. */
export interface LedgerEntry {
  readonly file: string;
  /** Which of several ledgers, by its place in the list that was read. */
  readonly ledger: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * `OUT/ledger.jsonl`: append-only, JSON by line, one line for each finished input, on the disk before the next file is begun. A line that
 * was broken off (a killed process, a full disk) is passed over when the ledger is read, so its file is done again.
 */
export interface Ledger {
  readonly path: string;
  /** Last entry of each file, by name. */
  readonly entries: Map<string, LedgerEntry>;
  append(...lines: readonly AnyLine[]): Promise<void>;
  read(entry: LedgerEntry): Promise<LedgerLine>;
  close(): Promise<void>;
}

/** Opens the ledger of an output folder, or begins one. Throws `output-link` when it is a link, and what `writeError` names. */
export async function openLedger(out: string, options: { shard?: Shard; fresh?: boolean } = {}): Promise<Ledger> {
  const file = path.join(out, ledgerName(options.shard));
  try {
    if (options.fresh === true) await rm(file, { force: true });
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;
    const handle = await open(file, flags, 0o644);
    return await ledgerOn(handle, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP')
      throw new DeidError('output-link', 'the ledger of the output folder is a link');
    throw writeError(error, out);
  }
}

async function ledgerOn(handle: FileHandle, file: string): Promise<Ledger> {
  const read = await readLedger(file);
  let size = (await handle.stat()).size;
  // What was broken off must not swallow the next line.
  let pending = read.end < size ? '\n' : '';
  const write = async (lines: readonly AnyLine[]): Promise<void> => {
    const jsons = lines.map((line) => `${JSON.stringify(line)}\n`);
    try {
      await handle.appendFile(pending + jsons.join(''));
      await handle.sync();
    } catch (error) {
      throw writeError(error, path.dirname(file));
    }
    size += pending.length;
    pending = '';
    for (const [at, line] of lines.entries()) {
      const bytes = Buffer.byteLength(jsons[at]);
      if (line.kind === 'file')
        read.entries.set(line.file, { file: line.file, ledger: 0, offset: size, length: bytes - 1 });
      size += bytes;
    }
  };
  // One after the other: files are finished side by side, and each line has to know where it stands.
  let last: Promise<void> = Promise.resolve();
  return {
    path: file,
    entries: read.entries,
    append(...lines) {
      const written = last.then(() => write(lines));
      last = written.catch(() => undefined);
      return written;
    },
    read: (entry) => readLine(handle, entry),
    close: () => handle.close(),
  };
}

export async function readLine(handle: FileHandle, { offset, length }: LedgerEntry): Promise<LedgerLine> {
  const { buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
  return JSON.parse(buffer.toString('utf8')) as LedgerLine;
}

export interface LedgerContent {
  readonly entries: Map<string, LedgerEntry>;
  readonly lastRun: LedgerRun | undefined;
  /** What the last run passed over. */
  readonly skipped: readonly LedgerSkipped[];
  /** Whether the last run came to its end. */
  readonly complete: boolean;
  /** Where the last whole line ends. */
  readonly end: number;
}

/** Reads a ledger once from start to end and keeps where each file's last line stands. */
export async function readLedger(file: string, ledger = 0): Promise<LedgerContent> {
  const entries = new Map<string, LedgerEntry>();
  let lastRun: LedgerRun | undefined;
  let skipped: LedgerSkipped[] = [];
  let complete = false;
  let end = 0;
  if ((await stat(file).catch(() => undefined)) === undefined) return { entries, lastRun, skipped, complete, end };
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    for (let stop = rest.indexOf(10); stop >= 0; stop = rest.indexOf(10)) {
      const line = parseLine(rest.toString('utf8', 0, stop));
      if (line?.kind === 'run') {
        lastRun = line;
        skipped = [];
      }
      if (line?.kind === 'skipped') skipped.push(line);
      complete = line?.kind === 'end';
      if (line?.kind === 'file') entries.set(line.file, { file: line.file, ledger, offset: end, length: stop });
      end += stop + 1;
      rest = rest.subarray(stop + 1);
    }
  }
  return { entries, lastRun, skipped, complete, end };
}

function parseLine(text: string): AnyLine | undefined {
  try {
    const line = JSON.parse(text) as AnyLine;
    const isWhole = line.kind !== 'file' || (typeof line.file === 'string' && typeof line.status === 'string');
    return isWhole ? line : undefined;
  } catch {
    return undefined;
  }
}
