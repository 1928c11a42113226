import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILY_DATA } from './faces';

/** One row of `data/families/families.json`: what was tuned on a family of data, and which seeds never may be. */
export interface Family {
  readonly id: string;
  readonly profiles: readonly string[];
  /** Lists, thresholds or weights were chosen on it: no seed of it is held out. */
  readonly state?: 'tuned';
  /** First and last seed that may be used for choosing. */
  readonly devSeeds?: readonly [number, number];
  /** First and last seed that nothing is ever chosen on. */
  readonly heldOutSeeds?: readonly [number, number];
  /** Layouts that only held-out seeds draw. */
  readonly heldOutLayouts?: readonly string[];
}

/** Reads the table of families. */
export function readFamilies(): readonly Family[] {
  return (JSON.parse(readFileSync(join(FAMILY_DATA, 'families.json'), 'utf8')) as { families: Family[] }).families;
}

/** The row of this family. */
export const screensFamily = (): Family => readFamilies().find(({ id }) => id === 'screens')!;

export const isHeldOut = ({ heldOutSeeds }: Family, seed: number): boolean =>
  heldOutSeeds !== undefined && seed >= heldOutSeeds[0] && seed <= heldOutSeeds[1];
