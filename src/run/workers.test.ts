import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { autoWorkers } from './workers';

const GIB = 2 ** 30;

test('auto takes a worker a core, as far as memory and files go, and never none', () => {
  assert.equal(autoWorkers(100, 2, 16 * GIB), 2);
  assert.equal(autoWorkers(100, 16, 8 * GIB), 7);
  assert.equal(autoWorkers(3, 16, 64 * GIB), 3);
  assert.equal(autoWorkers(100, 8, GIB), 1);
  assert.equal(autoWorkers(0, 8, 64 * GIB), 1);
  assert.ok(autoWorkers(1000) >= 1);
});

test('a worker starts also where this process runs code of its command line', () => {
  const code = `require(process.argv[1]).childHand({ in: '/no/such/folder', out: 'out' }, { limits: {} })
    .open().catch((error) => console.log(error.code))`;
  const hands = path.join(__dirname, 'hands.js');
  const { stdout } = spawnSync(process.execPath, ['-e', code, hands], { encoding: 'utf8', timeout: 60_000 });
  assert.match(stdout, /^input-/);
});
