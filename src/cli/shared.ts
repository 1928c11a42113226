import { DeidError } from '../index';
import { deviceRules } from '../phi/device-rules';
import { DEVICES, HEADER_MODES } from '../pipeline/options';
import { readOptionFile } from '../run/files';
import type { Shard } from '../run/layout';
import { DEFAULT_LIMITS, type FileLimits } from '../run/limits';
import { readSecretFile } from '../run/secret';
import { parseShard } from '../run/shard';
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
  rules: {
    kind: 'text',
    value: 'FILE',
    help: 'JSON file with your own patterns, words, allow-list and rectangles (docs/rules.md)',
  },
  'device-rules': {
    kind: 'flag',
    help: 'also blacken where usual devices write patient data (data/device-rules.json)',
  },
};

export const LIMITS: OptionTable = {
  'max-bytes': {
    kind: 'integer',
    value: 'N',
    min: 1,
    fallback: String(DEFAULT_LIMITS.maxBytes),
    help: 'largest file, also inflated',
  },
  'max-pixels': {
    kind: 'integer',
    value: 'N',
    min: 1,
    fallback: String(DEFAULT_LIMITS.maxPixels),
    help: 'largest frame',
  },
  'max-ratio': {
    kind: 'integer',
    value: 'N',
    min: 1,
    fallback: String(DEFAULT_LIMITS.maxRatio),
    help: 'most that a file may unpack to, in times its own bytes (beyond 256 MiB)',
  },
};

export const limitsFrom = (options: Options): FileLimits => ({
  maxBytes: options.integer('max-bytes') ?? DEFAULT_LIMITS.maxBytes,
  maxPixels: options.integer('max-pixels') ?? DEFAULT_LIMITS.maxPixels,
  maxRatio: options.integer('max-ratio') ?? DEFAULT_LIMITS.maxRatio,
});

export const SHARD: OptionTable = {
  shard: { kind: 'text', value: 'I/N', help: 'only the I-th of N parts of the input; `merge` makes one run of them' },
};

/** Throws `shard-invalid`. */
export function shardOf(options: Options): { shard?: Shard } {
  const text = options.text('shard');
  return text === undefined ? {} : { shard: parseShard(text) };
}

export const SECRET: OptionTable = {
  'secret-file': {
    kind: 'text',
    value: 'FILE',
    help: 'the batch secret, made when missing: keep it, and a patient keeps one pseudonym from run to run',
  },
};

/** The secret of `--secret-file`, if given. Throws `secret-invalid`, `secret-inside-output`. */
export async function secretOf(options: Options): Promise<{ uidSecret?: string }> {
  const file = options.text('secret-file');
  return file === undefined ? {} : { uidSecret: await readSecretFile(file, options.text('out')) };
}

/** The content of `--rules`, if given, with the rectangles of `--device-rules`. Throws `rules-invalid`. */
export async function rulesOf(options: Options): Promise<{ rules?: unknown }> {
  const file = options.text('rules');
  const own = file === undefined ? undefined : await readRules(file);
  if (!options.flag('device-rules')) return own === undefined ? {} : { rules: own };
  const rectangles = (own as { rectangles?: unknown } | undefined)?.rectangles ?? [];
  // A list of the wrong form is refused by its name where the rules are loaded.
  return {
    rules: {
      ...(own as object),
      rectangles: Array.isArray(rectangles) ? [...rectangles, ...deviceRules()] : rectangles,
    },
  };
}

async function readRules(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readOptionFile(file);
  } catch (error) {
    throw new DeidError('rules-invalid', `${file} cannot be read`, { cause: error });
  }
  try {
    // Editors of some systems put a byte-order mark first.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new DeidError('rules-invalid', `${file} is not JSON${placeIn(text, error)}`, { cause: error });
  }
}

/** Where the parser stopped, without what stands there. */
function placeIn(text: string, error: unknown): string {
  const position = /position (\d+)/.exec((error as Error).message)?.[1];
  if (position === undefined) return '';
  const before = text
    .replace(/^\ufeff/, '')
    .slice(0, Number(position))
    .split('\n');
  return ` (line ${before.length}, column ${(before.at(-1) ?? '').length + 1})`;
}
