import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeidError } from './errors';
import { PROJECT_ROOT } from './paths';

/**
 * The text of a file of `data/`, which comes with the package.
 *
 * @throws DeidError `package-missing` when it cannot be read
 */
export function readDataFile(name: string): string {
  try {
    return readFileSync(join(PROJECT_ROOT, 'data', name), 'utf8');
  } catch (cause) {
    throw new DeidError('package-missing', `data/${name} cannot be read`, { cause });
  }
}

/** The rows of a table of `data/`: cells between tabs, without empty rows and those that begin with `#`. Throws like `readDataFile`. */
export const readDataRows = (name: string): readonly (readonly string[])[] =>
  readDataFile(name)
    .split('\n')
    .filter((row) => row !== '' && !row.startsWith('#'))
    .map((row) => row.split('\t'));

/** The JSON of such a file. Throws like `readDataFile`, also when it is none. */
export function readDataJson(name: string): unknown {
  const text = readDataFile(name);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DeidError('package-missing', `data/${name} is no JSON`, { cause });
  }
}

/** Those of them that shape what is decided: what is kept by a run holds only for the same ones. */
export const DECIDING_DATA = [
  'vocabulary.txt',
  'names.txt',
  'labels.tsv',
  'labels-languages.tsv',
  'places.tsv',
  'device-rules.json',
] as const;
