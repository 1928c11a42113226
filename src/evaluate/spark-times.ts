import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../base/paths';

/** A run on Spark that was measured elsewhere (`npm run scale`), as a row beside the runs of an evaluation. */
export interface SparkTime {
  readonly pipeline: string;
  readonly executors: number;
  /** Where the executors were: `local-cluster` are processes of one machine. */
  readonly cluster: string;
  readonly files: number;
  /** CPU time of the workers, by files and executors. */
  readonly meanMs: number;
  /** CPU time of Spark itself: driver, executors and their Python, start included. */
  readonly sparkMs: number;
}

/** The rows in `results/reference/scale.json`; none where it is not there. */
export function readSparkTimes(file = join(PROJECT_ROOT, 'results', 'reference', 'scale.json')): readonly SparkTime[] {
  try {
    const { sparkTime = [] } = JSON.parse(readFileSync(file, 'utf8')) as { sparkTime?: readonly SparkTime[] };
    return sparkTime;
  } catch {
    return [];
  }
}
