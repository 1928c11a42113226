import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { benchPage } from './lib/bench-page.mjs';
import { inRoot, readJson } from './lib/common.mjs';
import { studyPage } from './lib/study-page.mjs';

test('the tables in README.md and environment.md are those of the reference run', () => {
  const done = spawnSync(process.execPath, ['scripts/write-docs.mjs', '--check'], { cwd: inRoot(), encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
});

test('docs/ocr.md and docs/proof.md are what their commands write from the results in the repository', () => {
  const reference = (...names) => readJson(inRoot('results', 'reference', ...names));
  const devices = readdirSync(inRoot('results', 'reference', 'ocr')).sort();
  assert.ok(devices.length > 0);
  assert.equal(
    readFileSync(inRoot('docs', 'ocr.md'), 'utf8'),
    benchPage(devices.map((name) => reference('ocr', name))),
  );
  assert.equal(readFileSync(inRoot('docs', 'proof.md'), 'utf8'), studyPage(reference('study.json')));
});

test('what README.md links to in the repository is there, and its commands are', () => {
  const text = readFileSync(inRoot('README.md'), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, target]) => target);
  assert.ok(links.length > 0);
  assert.deepEqual(
    links.filter((target) => !existsSync(inRoot(target))),
    [],
  );
  const { scripts } = readJson(inRoot('package.json'));
  const named = [...text.matchAll(/npm run (\w+)/g)].map(([, name]) => name);
  assert.deepEqual(
    named.filter((name) => !(name in scripts)),
    [],
  );
});
