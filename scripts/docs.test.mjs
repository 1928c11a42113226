import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inRoot } from './lib/common.mjs';

test('the tables in README.md and environment.md are those of the reference run', () => {
  const done = spawnSync(process.execPath, ['scripts/write-docs.mjs', '--check'], { cwd: inRoot(), encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
});

test('what README.md links to in the repository is there, and its commands are', () => {
  const text = readFileSync(inRoot('README.md'), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, target]) => target);
  assert.ok(links.length > 0);
  assert.deepEqual(
    links.filter((target) => !existsSync(inRoot(target))),
    [],
  );
  const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const named = [...text.matchAll(/npm run (\w+)/g)].map(([, name]) => name);
  assert.deepEqual(
    named.filter((name) => !(name in scripts)),
    [],
  );
});
