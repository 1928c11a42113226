import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { lockOutput } from './lock';

let root = '';
before(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'dicom-deid-test-'));
});
after(() => rm(root, { recursive: true, force: true }));

const busy = { name: 'DeidError', code: 'output-locked' };

test('one run at a time; afterwards the folder is free and nothing is left', async () => {
  const out = path.join(root, 'one');
  const unlock = await lockOutput(out);
  await assert.rejects(lockOutput(out), busy);
  await assert.rejects(lockOutput(out, { index: 1, count: 2 }), busy);
  await unlock();
  await (await lockOutput(out))();
  assert.deepEqual(await readdir(out), []);
});

test('shards of one division share a folder, others do not', async () => {
  const out = path.join(root, 'shards');
  const first = await lockOutput(out, { index: 1, count: 2 });
  const second = await lockOutput(out, { index: 2, count: 2 });
  for (const shard of [undefined, { index: 1, count: 2 }, { index: 1, count: 3 }])
    await assert.rejects(lockOutput(out, shard), busy);
  await Promise.all([first(), second()]);
});

test('a lock whose process is gone is taken over, one of another machine only when it is old', async () => {
  const out = path.join(root, 'left');
  await (await lockOutput(out))();
  const lock = path.join(out, '.lock');
  // The process id of this very process, started at another time.
  await writeFile(lock, JSON.stringify({ host: os.hostname(), pid: process.pid, started: 'another time' }));
  await (await lockOutput(out))();
  await writeFile(lock, JSON.stringify({ host: 'elsewhere', pid: 1, started: '1' }));
  await assert.rejects(lockOutput(out), busy);
  const long = new Date(Date.now() - 3_600_000);
  await utimes(lock, long, long);
  await (await lockOutput(out))();
});
