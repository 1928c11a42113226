import type { ModelUse } from '../../base/types';
import { WORD_NETWORK } from '../../models/manifest';
import { openSession } from '../../models/session';
import { verifyModel } from '../../models/verify';

/** The network that says of each word of a page how likely it is patient data (data/models/words.md). */
export interface WordNetwork {
  readonly models: readonly ModelUse[];
  /** Milliseconds spent in the network so far. */
  readonly elapsedMs: number;
  /** Chances, 0 to 1, parallel to the words of one page (`encodeWord`), given in reading order. */
  chances(words: readonly (readonly number[])[]): Promise<readonly number[]>;
  /** Frees the model; twice is fine. */
  close(): Promise<void>;
}

/** Each word looks at each other: more than so many at a time would take time and memory by their square. */
const MOST_WORDS = 256;

/** Opens the network, always on the CPU: a page takes it a few milliseconds. Throws `model-missing`, `model-checksum`, `model-load`. */
export async function openWordNetwork(): Promise<WordNetwork> {
  const model = await verifyModel(WORD_NETWORK);
  const session = await openSession(model, 'cpu');
  return {
    models: [{ file: model.file, sha256: model.sha256 }],
    get elapsedMs() {
      return session.elapsedMs;
    },
    async chances(words) {
      const chances: number[] = [];
      for (let from = 0; from < words.length; from += MOST_WORDS) {
        const part = words.slice(from, from + MOST_WORDS);
        const input = { data: Float32Array.from(part.flat()), dims: [1, part.length, part[0].length] };
        chances.push(...(await session.run(input)).data);
      }
      return chances;
    },
    close: () => session.close(),
  };
}
