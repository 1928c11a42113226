/** Names inside an output folder that the runs, the merge and the checks share. */

/** Refused files wait here for a person, each with its reason beside it. */
export const QUARANTINE = 'quarantine';

/** One of N processes that share the work: it takes every input whose name hashes to it. From 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** `-2-of-4`; empty for a run that does everything. */
const suffix = (shard: Shard | undefined): string => (shard === undefined ? '' : `-${shard.index}-of-${shard.count}`);

export const ledgerName = (shard?: Shard): string => `ledger${suffix(shard)}.jsonl`;
/** The shard of a ledger's name; `undefined` for a name that is none. */
export function ledgerShard(name: string): { readonly shard: Shard | undefined } | undefined {
  const [whole, index, count] = /^ledger(?:-(\d+)-of-(\d+))?\.jsonl$/.exec(name) ?? [];
  if (whole === undefined) return undefined;
  return { shard: index === undefined ? undefined : { index: Number(index), count: Number(count) } };
}

export const lockName = (shard?: Shard): string => `.lock${suffix(shard)}`;
/** Files that are being written; on the same disk as the outputs, so that a rename is atomic. */
export const partsName = (shard?: Shard): string => `.parts${suffix(shard)}`;
/** The secret of a batch that is not finished and was given none; removed when it is. */
export const SECRET_NAME = '.batch-secret';
