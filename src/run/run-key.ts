import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DECIDING_DATA } from '../base/data-file';
import { PROJECT_ROOT } from '../base/paths';
import type { AuditHead } from './audit';
import type { MethodOptions, RedactFilesOptions } from './redact-options';

/**
 * A hash of everything but the input that decides about an output: options, rules, models, the code itself, and the secret where it was
 * given (not the passing one of a single batch, which must not change what counts as done).
 */
export function runKey(head: AuditHead, options: MethodOptions, givenSecret: string | undefined): string {
  const { onProgress: _p, onNotice: _n, signal: _s, in: _in, out: _out, ...rest } = options as RedactFilesOptions;
  const {
    workers: _w,
    limit: _l,
    shard: _sh,
    fresh: _f,
    uidSecret: _u,
    device: _d,
    reviewPictures: _r,
    rename: _re,
    ...deciding
  } = rest;
  const secret = givenSecret === undefined ? null : sha256(`ledger\0${givenSecret}`);
  return sha256(JSON.stringify([sorted(head), sorted(deciding), secret, codeDigest()]));
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const sorted = (value: object): unknown => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));

/** Layers whose code shapes an output or a score. */
const LAYERS = `base dicom models ocr page phi ink redact verify pipeline prepare evaluate run`.split(' ');
/** And what that code reads, beside the models (the head names those by their hashes). */
const READ = [...DECIDING_DATA.map((name) => path.join('data', name)), 'package.json'];

let digest: string | undefined;

function codeDigest(): string {
  if (digest !== undefined) return digest;
  const hash = createHash('sha256');
  const files = LAYERS.flatMap((layer) => filesOf(path.join(PROJECT_ROOT, 'dist', layer)));
  for (const file of [...files, ...READ.map((name) => path.join(PROJECT_ROOT, name))].sort()) {
    hash.update(`${path.relative(PROJECT_ROOT, file)}\0`).update(readFileSync(file));
  }
  digest = hash.digest('hex');
  return digest;
}

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(js|json)$/.test(file) && !file.endsWith('.test.js'))
      .map((file) => path.join(folder, file));
  } catch {
    return [];
  }
}
