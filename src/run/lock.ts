import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { constants, copyFile, link, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DeidError } from '../base/errors';
import { writeError } from './file-errors';
import { makeFolder } from './files';
import { lockName, type Shard } from './layout';

interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When that process started, by the system's own count: a process id is used again. */
  readonly started: string;
  /** Tells this lock from any other of the same process. */
  readonly token: string;
}

const HEARTBEAT_MS = 30_000;
/** A lock of another machine that was not touched for so long is left over. */
const STALE_MS = 10 * 60_000;
/** Of two runs that take over one lock at once the later one has it; so long the earlier one waits before it looks. */
const TAKEOVER_MS = 500;

/** Locks, and what a process that died on the way to one left. */
const LOCK_NAMES = /^\.lock(-\d+-of-\d+)?(\.[0-9a-f]{16})?$/;

/** An output folder that this process holds. */
export interface OutputLock {
  /** Throws `output-locked` when another run has taken it over (this machine slept, or was cut off from the folder). */
  check(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Locks an output folder for this process until it is released. Shards of one division may share a folder; everything else may not. A
 * lock whose process is gone is taken over.
 *
 * @throws DeidError `output-locked` when another run writes there; what `writeError` names when nothing can be written
 */
export async function lockOutput(out: string, shard?: Shard): Promise<OutputLock> {
  const own = path.join(out, lockName(shard));
  const token = randomBytes(8).toString('hex');
  const isOwn = async () => (await readFile(own, 'utf8').catch(() => '')).includes(token);
  // A lock that another run has taken over is not ours to remove.
  const remove = async () => {
    if (await isOwn()) await rm(own, { force: true }).catch(() => undefined);
  };
  try {
    await makeFolder(out);
    await takeOwn(own, token, isOwn);
  } catch (error) {
    throw writeError(error, out);
  }
  try {
    const now = (await stat(own)).mtimeMs;
    for (const other of await readdir(out)) {
      const [whole, , unplaced] = LOCK_NAMES.exec(other) ?? [];
      if (whole === undefined || other === path.basename(own) || isSibling(other, shard)) continue;
      if (!(await isHeld(path.join(out, other), now))) await rm(path.join(out, other), { force: true });
      else if (unplaced === undefined) throw locked();
    }
  } catch (error) {
    await remove();
    throw error;
  }
  const heartbeat = setInterval(() => {
    const time = new Date();
    utimes(own, time, time).catch(() => undefined);
  }, HEARTBEAT_MS).unref();
  return {
    async check() {
      if (!(await isOwn())) throw locked();
    },
    async release() {
      clearInterval(heartbeat);
      await remove();
    },
  };
}

const locked = () => new DeidError('output-locked', 'another run writes into this output folder');

/** Another shard of the same division. */
const isSibling = (name: string, shard: Shard | undefined): boolean =>
  shard !== undefined && name.endsWith(`-of-${shard.count}`);

async function takeOwn(own: string, token: string, isOwn: () => Promise<boolean>): Promise<void> {
  const holder: Holder = { host: os.hostname(), pid: process.pid, started: startOf(process.pid) ?? '', token };
  const aside = `${own}.${token}`;
  await writeFile(aside, JSON.stringify(holder), { flag: 'wx' });
  try {
    if (await placeNew(aside, own)) return;
    // By the clock of the disk, which may be another machine's.
    if (await isHeld(own, (await stat(aside)).mtimeMs)) throw locked();
    await rename(aside, own);
  } finally {
    await rm(aside, { force: true });
  }
  await setTimeout(TAKEOVER_MS);
  if (!(await isOwn())) throw locked();
}

/** Gives a whole lock its name; false when there is one already. */
async function placeNew(aside: string, own: string): Promise<boolean> {
  try {
    await link(aside, own).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error;
      // A file system without links: for a moment the lock is there and empty, which counts as held.
      await copyFile(aside, own, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isHeld(file: string, now: number): Promise<boolean> {
  const [text, info] = await Promise.all([
    readFile(file, 'utf8').catch(() => undefined),
    stat(file).catch(() => undefined),
  ]);
  if (text === undefined || info === undefined) return false;
  const fresh = now - info.mtimeMs < STALE_MS;
  let holder: Partial<Holder>;
  try {
    holder = JSON.parse(text) as Partial<Holder>;
  } catch {
    // Written at this moment, or broken off while it was.
    return fresh;
  }
  if (holder.host !== os.hostname() || holder.pid === undefined) return fresh;
  return startOf(holder.pid) === holder.started;
}

/** The start of a running process (field 22 of /proc/PID/stat; elsewhere only that it runs); `undefined` when there is none. */
function startOf(pid: number): string | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    if (process.platform === 'linux') return undefined;
  }
  try {
    process.kill(pid, 0);
    return '';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? '' : undefined;
  }
}
