import { readFileSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DeidError } from '../base/errors';
import { writeError } from './file-errors';
import { lockName, type Shard } from './layout';

interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When that process started, by the system's own count: a process id is used again. */
  readonly started: string;
}

const HEARTBEAT_MS = 30_000;
/** A lock of another machine that was not touched for so long is left over. */
const STALE_MS = 10 * 60_000;

/**
 * Locks an output folder for this process until the function that comes back is called. Shards of one division may share a folder;
 * everything else may not. A lock whose process is gone is taken over.
 *
 * @throws DeidError `output-locked` when another run writes there; what `writeError` names when nothing can be written
 */
export async function lockOutput(out: string, shard?: Shard): Promise<() => Promise<void>> {
  const own = path.join(out, lockName(shard));
  try {
    await mkdir(out, { recursive: true });
    await takeOwn(own);
  } catch (error) {
    throw writeError(error, out);
  }
  const unlock = async () => rm(own, { force: true }).catch(() => undefined);
  try {
    const now = (await stat(own)).mtimeMs;
    for (const other of await readdir(out)) {
      if (!/^\.lock(-\d+-of-\d+)?$/.test(other) || other === path.basename(own) || isSibling(other, shard)) continue;
      if (await isHeld(path.join(out, other), now)) throw locked();
      await rm(path.join(out, other), { force: true });
    }
  } catch (error) {
    await unlock();
    throw error;
  }
  const heartbeat = setInterval(() => {
    const time = new Date();
    utimes(own, time, time).catch(() => undefined);
  }, HEARTBEAT_MS).unref();
  return async () => {
    clearInterval(heartbeat);
    await unlock();
  };
}

const locked = () => new DeidError('output-locked', 'another run writes into this output folder');

/** Another shard of the same division. */
const isSibling = (name: string, shard: Shard | undefined): boolean =>
  shard !== undefined && name.endsWith(`-of-${shard.count}`);

async function takeOwn(own: string): Promise<void> {
  const holder: Holder = { host: os.hostname(), pid: process.pid, started: startOf(process.pid) ?? '' };
  for (let tries = 0; ; tries += 1) {
    try {
      const file = await open(own, 'wx');
      await file.writeFile(JSON.stringify(holder));
      await file.close();
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 0) throw tries > 0 ? locked() : error;
      if (await isHeld(own, Date.now())) throw locked();
      await rm(own, { force: true });
    }
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
