import { errorCode } from '../base/errors';
import { redactFile } from '../redact/redact';
import { limitsOf, openWithin } from './limits';
import { mutate, seedFiles } from './mutate';

export interface MutationCounts {
  readonly tried: number;
  /** How many ended with each code; `written` for those that came through. */
  readonly codes: Readonly<Record<string, number>>;
  /** Seeds whose error has no name. */
  readonly unnamed: readonly string[];
  /** Seeds that took longer than ten seconds. */
  readonly slow: readonly number[];
}

const SLOW_MS = 10_000;

/** Opens, paints, rewrites and opens again so many damaged files; no models. Same `first` seed, same files. */
export async function countMutations(count: number, first: number): Promise<MutationCounts> {
  const seeds = await seedFiles();
  const codes: Record<string, number> = {};
  const unnamed: string[] = [];
  const slow: number[] = [];
  for (let seed = first; seed < first + count; seed += 1) {
    const start = performance.now();
    let code = 'written';
    try {
      await throughAll(mutate(seeds[seed % seeds.length], seed));
    } catch (error) {
      code = errorCode(error);
      if (code === 'INTERNAL') unnamed.push(`${seed}: ${String(error)}`);
    }
    codes[code] = (codes[code] ?? 0) + 1;
    if (performance.now() - start > SLOW_MS) slow.push(seed);
  }
  return { tried: count, codes, unnamed, slow };
}

async function throughAll(bytes: Uint8Array): Promise<void> {
  const limits = limitsOf();
  const file = openWithin(bytes, limits);
  const { image } = file;
  const boxes = image && [{ left: 0, top: 0, right: Math.min(4, image.columns), bottom: Math.min(4, image.rows) }];
  const regions = boxes === undefined ? [] : [{ frameIndices: [0], boxes }];
  for (const headerProfile of ['keep', 'basic'] as const) {
    const { bytes: output } = await redactFile(file, regions, { headerProfile });
    try {
      openWithin(output, limits);
    } catch (error) {
      // What was written has to open again: no name excuses that.
      throw new Error(`the output: ${errorCode(error)}`, { cause: error });
    }
  }
}
