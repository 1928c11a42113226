import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { benchPage } from './lib/bench-page.mjs';
import { filesBelow, inRoot, readJson } from './lib/common.mjs';
import { faultsPage } from './lib/faults-page.mjs';
import { NOTEBOOK_NAMES, notebookText } from './lib/notebook-skeleton.mjs';
import { studyPage } from './lib/study-page.mjs';

test('the tables in README.md and environment.md are those of the reference run', () => {
  const done = spawnSync(process.execPath, ['scripts/write-docs.mjs', '--check'], { cwd: inRoot(), encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
});

test('docs/ocr.md, docs/proof.md and docs/reliability.md are what their commands write from the results in the repository', () => {
  const reference = (...names) => readJson(inRoot('results', 'reference', ...names));
  const devices = readdirSync(inRoot('results', 'reference', 'ocr')).sort();
  assert.ok(devices.length > 0);
  assert.equal(
    readFileSync(inRoot('docs', 'ocr.md'), 'utf8'),
    benchPage(devices.map((name) => reference('ocr', name))),
  );
  assert.equal(readFileSync(inRoot('docs', 'proof.md'), 'utf8'), studyPage(reference('study.json')));
  assert.equal(readFileSync(inRoot('docs', 'reliability.md'), 'utf8'), faultsPage(reference('faults.json')));
});

const { COMMANDS } = createRequire(import.meta.url)(inRoot('dist', 'cli', 'main.js'));

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'environment.md',
  ...readdirSync(inRoot('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

for (const page of PAGES) {
  test(`what ${page} links to in the repository is there, and its commands and options are`, () => {
    const text = readFileSync(inRoot(page), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target);
    assert.deepEqual(
      links.filter((target) => !existsSync(join(dirname(inRoot(page)), target))),
      [],
    );
    const { scripts } = readJson(inRoot('package.json'));
    const named = [...text.matchAll(/npm run ([a-z]+)/g)].map(([, name]) => name);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
    for (const [line, command] of text.matchAll(/npx dicom-deid ([a-z]+)[^`\n]*/g)) {
      const { options } = COMMANDS[command] ?? assert.fail(`${page}: there is no command ${command}`);
      const used = [...line.matchAll(/ --([a-z-]+)/g)].map(([, name]) => name);
      assert.deepEqual(
        used.filter((name) => !(name in options) && !['json', 'help', 'version', 'log-level'].includes(name)),
        [],
        line,
      );
    }
  });
}

test('README.md names the cost of a leak that decides', () => {
  const { LEAK_COST } = createRequire(import.meta.url)(inRoot('dist', 'phi', 'explain', 'score.js'));
  assert.match(readFileSync(inRoot('README.md'), 'utf8'), new RegExp(`as bad as ${LEAK_COST} lost`));
});

test('README.md has at most 150 lines', () => {
  assert.ok(readFileSync(inRoot('README.md'), 'utf8').split('\n').length <= 151);
});

test('the notebooks are what their skeleton writes', () => {
  for (const name of NOTEBOOK_NAMES) {
    assert.equal(readFileSync(inRoot('notebooks', `${name}.ipynb`), 'utf8'), notebookText(name));
    assert.equal(
      readFileSync(inRoot('notebooks', 'colab', `${name}.ipynb`), 'utf8'),
      notebookText(name, { colab: true }),
    );
  }
});

test('pages and reports use plain words for things that have a name', () => {
  const stale =
    /painted in vain|a folder does as well|loading apart|stands beside|no medical device|simplest road|marks, not rivals|as the ground\b|whatever is legible|least covered text|but for the allow-list|a true rate from|fits that|technique text|\bfloors\b/i;
  const shown = ['report', 'notebook', 'cli'].flatMap((folder) =>
    filesBelow(inRoot('src', folder)).map((file) => `src/${folder}/${file}`),
  );
  for (const page of [...PAGES, ...shown, 'scripts/lib/notebook-skeleton.mjs'])
    assert.doesNotMatch(readFileSync(inRoot(page), 'utf8'), stale, page);
});
