import { createHash } from 'node:crypto';
import { DeidError } from '../base/errors';
import type { Shard } from './layout';

/** `2/4` as a shard; throws `shard-invalid`. */
export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || count === undefined || index < 1 || index > count)
    throw new DeidError('shard-invalid', 'a shard must be I/N, with I from 1 to N');
  return { index, count };
}

/** Whether a shard takes an input: by the hash of its path from the root, so that no list has to be shared. */
export const takes = (shard: Shard | undefined, name: string): boolean =>
  shard === undefined || createHash('sha256').update(name).digest().readUInt32BE(0) % shard.count === shard.index - 1;
