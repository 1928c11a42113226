import { rm } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { DeidError } from '../base/errors';
import { type RedactSummary, writeDocuments } from './documents';
import { childHand, type Hand, ownHand } from './hands';
import { type InputEntry, type Inputs, openInputs } from './inputs';
import { partsName } from './layout';
import { type Ledger, type LedgerLine, openLedger } from './ledger';
import { type FileLimits, limitsOf } from './limits';
import { lockOutput, type OutputLock } from './lock';
import { checkPlaces, checkPlacesApart, isBelow, realFolder } from './places';
import { workQueue } from './queue';
import { failedItem, type ItemPlaces, type ItemResult, settleItem, sourceOf } from './redact-item';
import type { RedactFilesOptions } from './redact-options';
import { followInLedger } from './references';
import { checkMapFile, type NeutralNames, neutralNames, writeNameMap } from './rename';
import { isFinished } from './resume';
import { runKey } from './run-key';
import { batchSecret, forgetBatchSecret } from './secret';
import { takes } from './shard';
import { staleFiles } from './stale';
import { autoWorkers } from './workers';

export type { RedactSummary } from './documents';

/**
 * De-identifies files: `OUT/NAME`, `OUT/quarantine/NAME` with the reason beside it for what could not be proven, a line in
 * `OUT/ledger.jsonl` as each is finished, and `OUT/audit.json` and `OUT/review.json` (none with patient data) made from those lines at the
 * end. What an earlier run of the same command finished is not done again. Throws `DeidError` for what concerns the whole run; a file's
 * error is listed and the run goes on.
 *
 * @example await redactFiles({ in: 'incoming', out: 'outgoing', workers: 2 })
 */
export async function redactFiles(given: RedactFilesOptions): Promise<RedactSummary> {
  await checkPlacesApart(given.in, given.out);
  await checkReviewFolder(given);
  if (given.rename !== undefined) await checkMapFile(given.rename, given.out);
  if (given.shard !== undefined && given.uidSecret === undefined)
    throw new DeidError('secret-missing', 'shards need one secret: give every one of them the same secret file');
  const lock = await lockOutput(given.out, given.shard);
  try {
    // One secret for the whole batch, so that references between its files can follow their new UIDs.
    const uidSecret = given.uidSecret ?? (await batchSecret(given.out));
    const summary = await redactLocked({ ...given, uidSecret }, given.uidSecret, lock);
    if (!summary.stopped) await forgetBatchSecret(given.out);
    return summary;
  } finally {
    await lock.release();
  }
}

async function checkReviewFolder({ in: input, out, reviewPictures }: RedactFilesOptions): Promise<void> {
  if (reviewPictures === undefined) return;
  await checkPlaces(input, reviewPictures);
  // The output folder need not be there yet.
  const [pictures, target] = await Promise.all([reviewPictures, out].map((each) => realFolder(path.resolve(each))));
  if (pictures === target || isBelow(pictures, target) || isBelow(target, pictures))
    throw new DeidError(
      'review-pictures-inside-output',
      'review pictures show patient data: their folder must lie apart from the output',
    );
}

/** What one run knows of itself. */
interface Run {
  readonly options: RedactFilesOptions & { readonly uidSecret: string };
  readonly places: ItemPlaces;
  readonly ledger: Ledger;
  readonly lock: OutputLock;
  readonly listed: readonly InputEntry[];
  /** Names of the files to be done, in order. */
  readonly names: readonly string[];
}

async function redactLocked(
  options: Run['options'],
  givenSecret: string | undefined,
  lock: OutputLock,
): Promise<RedactSummary> {
  const limits = limitsOf(options.limits);
  const parts = path.join(options.out, partsName(options.shard));
  const inputs = await openInputs(options.in, { maxBytes: limits.maxBytes, out: options.out });
  try {
    const { listed: all, sources } = await namedInputs(options, inputs, limits);
    const listed = all.filter(({ name }) => takes(options.shard, name));
    const places: ItemPlaces = { out: options.out, parts, limits, reviewPictures: options.reviewPictures, sources };
    const files = listed.filter(({ kind }) => kind === 'file').slice(0, options.limit);
    if (files.length === 0 && options.shard === undefined && !listed.some(({ kind }) => kind === 'failed'))
      throw new DeidError('input-empty', 'there is no DICOM file in the input');
    const ledger = await openLedger(options.out, options);
    try {
      // A worker of a killed run may still be at its last part.
      await rm(parts, { recursive: true, force: true, maxRetries: 5 });
      for (const old of ['audit.json', 'review.json']) await rm(path.join(options.out, old), { force: true });
      return await runAll(
        { options, places, ledger, lock, listed, names: files.map(({ name }) => name) },
        inputs,
        givenSecret,
      );
    } finally {
      await ledger.close();
      await rm(parts, { recursive: true, force: true }).catch(() => undefined);
    }
  } finally {
    await inputs.close();
  }
}

/** The input under its own names, or under neutral ones whose map is written before any output. */
async function namedInputs(
  { rename, uidSecret }: Run['options'],
  inputs: Inputs,
  limits: FileLimits,
): Promise<{ readonly listed: readonly InputEntry[]; readonly sources?: NeutralNames['sources'] }> {
  const listed = await inputs.list();
  if (rename === undefined) return { listed };
  const names = await neutralNames(inputs, listed, { secret: uidSecret, limits });
  await writeNameMap(rename, names.sources);
  return names;
}

async function runAll(run: Run, inputs: Inputs, givenSecret: string | undefined): Promise<RedactSummary> {
  const { options, ledger, names } = run;
  const earlier = new Map(ledger.entries);
  let head: Parameters<typeof runKey>[0] | undefined;
  let key = '';
  let finished = 0;
  let resumed = 0;
  const progress = (file: string, status: LedgerLine['status']) => {
    finished += 1;
    options.onProgress?.({ task: 'redact', done: finished, total: names.length, file, status });
  };
  const settle = async (result: ItemResult) => {
    await run.lock.check();
    const { record, output, storedSha256 } = await settleItem(result, run.places);
    await ledger.append({ kind: 'file', ...record, output, storedSha256, key, at: new Date().toISOString() });
    return record;
  };
  await workQueue({
    names,
    hands: handsOf(run, inputs),
    stopped: () => options.signal?.aborted === true,
    async onHead(ready) {
      head = ready;
      key = runKey(ready, options, givenSecret);
      const begin = { kind: 'run', schema: 1, key, at: new Date().toISOString(), head: ready } as const;
      await ledger.append(begin, ...skippedOf(run).map((each) => ({ kind: 'skipped' as const, ...each })));
      for (const entry of run.listed)
        if (entry.kind === 'failed') await settle(failedItem(entry.name, 'list', entry.code));
    },
    async isDone(name) {
      const entry = earlier.get(name);
      const line = entry && (await ledger.read(entry));
      if (
        line === undefined ||
        !(await isFinished(line, key, options.out, () => inputs.read(sourceOf(run.places, name))))
      )
        return false;
      resumed += 1;
      progress(name, line.status);
      return true;
    },
    async onResult(result) {
      const { file, status } = await settle(result);
      progress(file, status);
    },
  });
  if (head === undefined) return nothingDone(run);
  return conclude(run, head, { resumed, stopped: finished < names.length });
}

/** The end: references follow, and the documents are made. A shard leaves both to the merge. */
async function conclude(
  run: Run,
  head: Parameters<typeof runKey>[0],
  state: { readonly resumed: number; readonly stopped: boolean },
): Promise<RedactSummary> {
  const { options, ledger, listed, names } = run;
  const wanted = [...names, ...listed.flatMap(({ kind, name }) => (kind === 'failed' ? [name] : []))].sort();
  const entries = wanted.flatMap((name) => ledger.entries.get(name) ?? []);
  const isWhole = !state.stopped && options.shard === undefined;
  // The basic profile replaces every UID anyway.
  const keepsUids = head.headerProfile === 'keep';
  if (isWhole && keepsUids && state.resumed < names.length)
    await followInLedger([{ ledger, out: options.out }], wanted, options.uidSecret);
  const source = {
    out: options.out,
    head,
    entries: isWhole ? wanted.flatMap((name) => ledger.entries.get(name) ?? []) : entries,
    ledgers: [ledger.path],
    skipped: skippedOf(run),
    complete: isWhole,
  };
  const stale = isWhole ? await staleFiles(source) : [];
  const summary = await writeDocuments({ ...source, stale }, options.shard === undefined);
  if (!state.stopped) await ledger.append({ kind: 'end', at: new Date().toISOString(), files: summary.files });
  return { ...summary, ...state };
}

const nothingDone = (run: Run): RedactSummary => ({
  out: run.options.out,
  headerProfile: run.options.headerProfile ?? 'basic',
  files: 0,
  done: 0,
  clean: 0,
  verified: true,
  quarantined: [],
  refusals: [],
  failed: [],
  review: [],
  skipped: skippedOf(run),
  stale: [],
  resumed: 0,
  stopped: run.options.signal?.aborted === true,
});

const skippedOf = ({ listed }: Run): RedactSummary['skipped'] =>
  listed.flatMap((entry) => (entry.kind === 'skipped' ? [{ file: entry.name, reason: entry.reason }] : []));

function handsOf({ options, places, names }: Run, inputs: Inputs): readonly Hand[] {
  if (options.workers === undefined) return [ownHand(options, inputs, places)];
  const asked = options.workers === 'auto' ? autoWorkers(names.length) : options.workers;
  const workers = Math.min(asked, Math.max(1, names.length));
  const threads = workers === 1 ? undefined : Math.max(1, Math.floor(cpus().length / workers));
  return Array.from({ length: workers }, () => childHand(options, places, threads));
}
