import { readFile } from 'node:fs/promises';
import { DEVICES, DeidError, HEADER_MODES } from '../index';
import type { Options, OptionTable } from './options';

/** Options that several commands share. */
export const DEVICE: OptionTable = {
  device: { kind: 'choice', value: 'ID', choices: DEVICES, fallback: 'auto', help: 'where the models run' },
};

export const HEADER: OptionTable = {
  header: {
    kind: 'choice',
    value: 'MODE',
    choices: HEADER_MODES,
    fallback: 'on',
    help: "off: do not use the file's own header values to find patient data",
  },
};

export const LIMIT: OptionTable = {
  limit: { kind: 'integer', value: 'N', min: 1, help: 'only the first N files' },
};

export const RULES: OptionTable = {
  rules: { kind: 'text', value: 'FILE', help: 'JSON file with your own patterns, words, allow-list and rectangles' },
};

/** The content of `--rules`, if given. Throws `rules-invalid`. */
export async function rulesOf(options: Options): Promise<{ rules?: unknown }> {
  const file = options.text('rules');
  if (file === undefined) return {};
  try {
    return { rules: JSON.parse(await readFile(file, 'utf8')) };
  } catch (error) {
    throw new DeidError('rules-invalid', `${file} is not readable as JSON`, { cause: error });
  }
}
