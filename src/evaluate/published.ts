import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeidError } from '../base/errors';
import { PROJECT_ROOT } from '../base/paths';
import type { Score } from './match';

/** Published figures (`data/published.json`), measured by others on other files and other hardware: reference points, not competitors. */
export interface Published {
  readonly source: string;
  readonly systems: readonly PublishedSystem[];
  readonly environments: readonly PublishedEnvironment[];
}

export interface PublishedSystem {
  readonly name: string;
  /** The pipeline of this project that takes the system's row. */
  readonly pipeline: string;
  /** As computed from the published per-file results, three decimals. */
  readonly exact: Score;
  /** The figure of the published README where it does not follow from its per-file results. */
  readonly readme?: Score;
  readonly note?: string;
}

export interface PublishedEnvironment {
  readonly id: string;
  readonly name: string;
  readonly device: 'CPU' | 'GPU';
  readonly machine: string;
  readonly price: string;
  /** Mean seconds per file by pipeline id; absent where not published. */
  readonly secondsPerFile: Readonly<Record<string, number>>;
}

/** The figures as the published README gives them. */
export const asPublished = ({ exact, readme }: PublishedSystem): Score => readme ?? exact;

/** Reads `data/published.json`. Throws `DeidError` `published-missing`. */
export function readPublished(path = join(PROJECT_ROOT, 'data', 'published.json')): Published {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Published;
  } catch (cause) {
    throw new DeidError('published-missing', 'data/published.json cannot be read', { cause });
  }
}
