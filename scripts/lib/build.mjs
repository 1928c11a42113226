// dist/ is what notebooks and tests import. It carries a digest of the sources that it was made from, so that a stale one is noticed
// whatever the clocks say.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { digestOf, filesBelow, inRoot, quietly, Stop } from './common.mjs';

const stamp = inRoot('dist', '.sources');
/** How the lexicon writes its words; a copy of a part of the sources has no lexicon. */
const lexiconKeys = inRoot('dist', 'phi', 'lexicon.js');

const sourcesDigest = () => {
  const sources = filesBelow(inRoot('src')).filter((file) => file.endsWith('.ts'));
  return digestOf([
    inRoot('tsconfig.json'),
    inRoot('package-lock.json'),
    ...[inRoot('scripts', 'lib', 'lexicon.mjs')].filter((file) => existsSync(file)),
    ...sources.map((file) => inRoot('src', file)),
  ]);
};

/** True when dist/ was built from exactly the sources that are there now. */
export function distIsCurrent() {
  const isWhole = !existsSync(lexiconKeys) || existsSync(inRoot('dist', 'lexicon.txt'));
  return isWhole && existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesDigest();
}

/** Compiled files whose source has gone: an old test among them would still be run. */
function removeOrphans() {
  for (const file of filesBelow(inRoot('dist'))) {
    const source = /^(.*?)(?:\.d\.ts|\.js|\.js\.map)$/.exec(file)?.[1];
    if (source !== undefined && !existsSync(inRoot('src', `${source}.ts`))) rmSync(inRoot('dist', file));
  }
}

/** Compiles src/ to dist/ with the project's own compiler (`.bin/tsc` may be the older one that comes with tslab). */
export function build() {
  const digest = sourcesDigest();
  mkdirSync(inRoot('dist'), { recursive: true });
  rmSync(stamp, { force: true });
  // An incremental build does not write again what was deleted from dist/, only what changed in src/.
  if (!existsSync(inRoot('dist', 'index.js'))) rmSync(inRoot('dist', '.tsbuildinfo'), { force: true });
  removeOrphans();
  const done = quietly(process.execPath, [
    inRoot('node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    '.',
    '--pretty',
    'false',
  ]);
  if (done.status !== 0)
    throw new Stop(`The TypeScript sources do not compile; correct them and run again:\n${done.output.trimEnd()}`);
  if (existsSync(lexiconKeys)) makeLexicon();
  writeFileSync(stamp, digest);
}

/** In a process of its own: the packages are there only after `npm ci`, and this file is read before it. */
function makeLexicon() {
  const { status, output } = quietly(process.execPath, [inRoot('scripts', 'lib', 'lexicon.mjs')]);
  if (status !== 0) throw new Stop(`dist/lexicon.txt could not be made:\n${output.trimEnd()}`);
}

/** Builds when the sources changed. Returns true when it had to. */
export function ensureBuilt() {
  if (distIsCurrent()) return false;
  build();
  return true;
}
