import { readdir, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../base/errors';
import { type RedactSummary, writeDocuments } from './documents';
import { ledgerShard, partsName, type Shard } from './layout';
import { type Ledger, type LedgerContent, openLedger, readLedger } from './ledger';
import { lockOutput, type OutputLock } from './lock';
import { followInLedger } from './references';
import { staleFiles } from './stale';

export interface MergeOptions {
  /** Output folders of shards, or of whole runs; several shards may lie in one. */
  readonly outs: readonly string[];
  /** Where audit.json and review.json go. Default the first of `outs`. */
  readonly out?: string;
  /** The secret of the shards; needed unless their header profile was `basic`, so that references follow across shards. */
  readonly uidSecret?: string;
}

interface Part extends LedgerContent {
  readonly out: string;
  readonly shard: Shard | undefined;
  readonly path: string;
}

/**
 * Makes one audit, review list and summary of several runs: for all shards of a division the same that one run would have made.
 *
 * @throws DeidError `merge-empty` (no ledger), `merge-incomplete` (a shard is missing or has not come to its end), `merge-mixed` (made with
 * other options, models or code), `merge-duplicate` (one input in two of them), `secret-missing`, `output-locked`
 */
export async function mergeRuns(options: MergeOptions): Promise<RedactSummary> {
  const outs = await distinctFolders(options.outs);
  const out = options.out ?? outs[0];
  const locks: OutputLock[] = [];
  try {
    for (const each of outs) locks.push(await lockOutput(each));
    const parts = await partsOf(outs);
    checkParts(parts);
    if (parts.some(({ shard }) => shard !== undefined)) await follow(parts, options.uidSecret);
    const summary = await mergeDocuments(out, await partsOf(outs));
    return { ...summary, resumed: 0, stopped: false };
  } finally {
    // Only in folders that are locked; what a merge leaves that was killed goes with the next one.
    if (locks.length === outs.length)
      for (const each of [...outs, out]) await rm(path.join(each, partsName()), { recursive: true, force: true });
    for (const lock of locks) await lock.release();
  }
}

async function distinctFolders(outs: readonly string[]): Promise<readonly string[]> {
  const real: string[] = [];
  for (const out of outs) {
    const folder = await realpath(out).catch(() => undefined);
    if (folder === undefined) throw new DeidError('input-missing', `there is no ${out}`);
    if (!real.includes(folder)) real.push(folder);
  }
  return real;
}

async function partsOf(outs: readonly string[]): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const out of outs) {
    for (const name of (await readdir(out)).sort()) {
      const known = ledgerShard(name);
      if (known === undefined) continue;
      const file = path.join(out, name);
      parts.push({ ...(await readLedger(file, parts.length)), out, path: file, shard: known.shard });
    }
  }
  return parts;
}

function checkParts(parts: readonly Part[]): void {
  const first = parts[0]?.lastRun;
  if (first === undefined) throw new DeidError('merge-empty', 'there is no ledger of a run in the folders');
  for (const { lastRun, complete, path: file } of parts) {
    if (!complete) throw new DeidError('merge-incomplete', `${path.basename(file)}: the run has not come to its end`);
    // The same work on another device has another key.
    if (lastRun?.key !== first.key && lastRun?.head.device === first.head.device)
      throw new DeidError('merge-mixed', 'the runs were made with other options, models or code');
  }
  const counts = new Set(parts.map(({ shard }) => shard?.count ?? 0));
  if (counts.size > 1) throw new DeidError('merge-mixed', 'the folders hold shards of several divisions');
  const missing = Array.from({ length: [...counts][0] }, (_, at) => at + 1).filter(
    (index) => !parts.some(({ shard }) => shard?.index === index),
  );
  if (missing.length > 0) throw new DeidError('merge-incomplete', `shards without a ledger: ${missing.join(', ')}`);
  const names = new Set<string>();
  for (const { entries } of parts) {
    for (const name of entries.keys()) {
      if (names.has(name)) throw new DeidError('merge-duplicate', 'two of the runs hold one and the same input');
      names.add(name);
    }
  }
}

/** References from a file of one shard to a file of another. */
async function follow(parts: readonly Part[], uidSecret: string | undefined): Promise<void> {
  if (parts[0].lastRun?.head.headerProfile !== 'keep') return;
  if (uidSecret === undefined)
    throw new DeidError('secret-missing', 'references follow across shards only with the secret file of the shards');
  const ledgers: { ledger: Ledger; out: string }[] = [];
  try {
    for (const { out, shard } of parts) ledgers.push({ ledger: await openLedger(out, { shard }), out });
    const names = ledgers.flatMap(({ ledger }) => [...ledger.entries.keys()]).sort();
    await followInLedger(ledgers, names, uidSecret);
    // What was appended stands behind the end of the run.
    const at = new Date().toISOString();
    for (const { ledger } of ledgers) await ledger.append({ kind: 'end', at, files: ledger.entries.size });
  } finally {
    for (const { ledger } of ledgers) await ledger.close();
  }
}

async function mergeDocuments(out: string, parts: readonly Part[]) {
  const ledgers = parts.map(({ path: file }) => file);
  const entries = parts.flatMap((part) => [...part.entries.values()]).sort((a, b) => (a.file < b.file ? -1 : 1));
  const skipped = parts
    .flatMap((part) => part.skipped.map(({ file, reason }) => ({ file, reason })))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const stale: string[] = [];
  for (const folder of new Set(parts.map((part) => part.out))) {
    const own = parts.filter((part) => part.out === folder);
    const entriesHere = own.flatMap((part) => [...part.entries.values()]);
    stale.push(...(await staleFiles({ out: folder, entries: entriesHere, ledgers })));
  }
  const head = parts[0].lastRun!.head;
  const devices = [...new Set(parts.map(({ lastRun }) => lastRun?.head.device ?? ''))].join(', ');
  return writeDocuments(
    { out, head: { ...head, device: devices }, entries, ledgers, skipped, stale, complete: true },
    true,
  );
}
