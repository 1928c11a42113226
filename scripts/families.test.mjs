import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { inRoot, quietly, readJson } from './lib/common.mjs';
import { assertTunable, stateOf } from './lib/families.mjs';

const { families } = readJson(inRoot('data', 'families', 'families.json'));
const ranged = families.filter(({ heldOutSeeds }) => heldOutSeeds !== undefined);

test('nothing may be trained or tuned on held-out seeds, nor on seeds that no range names', () => {
  assert.ok(ranged.length > 0);
  for (const { id, devSeeds, heldOutSeeds } of ranged) {
    for (const seed of devSeeds) assert.doesNotThrow(() => assertTunable(id, seed));
    for (const seed of [...heldOutSeeds, devSeeds[1] + 1]) {
      assert.equal(stateOf(id, seed), 'held-out');
      assert.throws(() => assertTunable(id, seed), /held out/);
    }
    assert.ok(devSeeds[1] < heldOutSeeds[0] || heldOutSeeds[1] < devSeeds[0], `${id}: ranges overlap`);
  }
  assert.throws(() => assertTunable('somebody-elses', 1), /names no family/);
});

test('every profile of prepare belongs to one family', () => {
  const { PROFILES } = createRequire(import.meta.url)(inRoot('dist', 'prepare', 'profiles.js'));
  for (const profile of Object.keys(PROFILES))
    assert.equal(families.filter(({ profiles = [] }) => profiles.includes(profile)).length, 1, profile);
});

test('the Python guard says the same', (t) => {
  const [{ id, devSeeds, heldOutSeeds }] = ranged;
  const ask = (seed) => quietly('python3', [inRoot('scripts', 'families.py'), id, String(seed)]);
  if (ask(devSeeds[0]).status === null) return t.skip('no python3');
  assert.equal(ask(devSeeds[0]).stdout.trim(), 'dev');
  assert.equal(ask(heldOutSeeds[0]).stdout.trim(), 'held-out');
});

test('scripts that train or tune ask the guard', () => {
  const trainers = readdirSync(inRoot('scripts'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(^|[/\\_-])(train|tune|fit)[^/\\]*\.(mjs|py)$/.test(name),
  );
  const silent = trainers.filter((name) => !/assert_?tunable/i.test(readFileSync(inRoot('scripts', name), 'utf8')));
  assert.deepEqual(silent, []);
});
