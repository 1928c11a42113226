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
  const lock = await lockOutput(out);
  await assert.rejects(lockOutput(out), busy);
  await assert.rejects(lockOutput(out, { index: 1, count: 2 }), busy);
  await lock.release();
  await (await lockOutput(out)).release();
  assert.deepEqual(await readdir(out), []);
});

test('shards of one division share a folder, others do not', async () => {
  const out = path.join(root, 'shards');
  const first = await lockOutput(out, { index: 1, count: 2 });
  const second = await lockOutput(out, { index: 2, count: 2 });
  for (const shard of [undefined, { index: 1, count: 2 }, { index: 1, count: 3 }])
    await assert.rejects(lockOutput(out, shard), busy);
  await Promise.all([first.release(), second.release()]);
});

test('a lock whose process is gone is taken over, one of another machine only when it is old', async () => {
  const out = path.join(root, 'left');
  await (await lockOutput(out)).release();
  const lock = path.join(out, '.lock');
  // The process id of this very process, started at another time.
  await writeFile(lock, JSON.stringify({ host: os.hostname(), pid: process.pid, started: 'another time' }));
  await (await lockOutput(out)).release();
  await writeFile(lock, JSON.stringify({ host: 'elsewhere', pid: 1, started: '1' }));
  await assert.rejects(lockOutput(out), busy);
  await rm(lock);
  const first = await lockOutput(out);
  // What a process that died on the way to the lock left, and what one that is on its way has.
  await writeFile(`${lock}.0123456789abcdef`, '{"host":"elsewhere","pid":1}');
  await writeFile(
    `${lock}.fedcba9876543210`,
    JSON.stringify({ host: os.hostname(), pid: process.pid, started: 'then' }),
  );
  await first.release();
  await (await lockOutput(out)).release();
  assert.deepEqual(await readdir(out), ['.lock.0123456789abcdef']);
  await rm(`${lock}.0123456789abcdef`);
  await writeFile(lock, JSON.stringify({ host: 'elsewhere', pid: 1, started: '1' }));
  const long = new Date(Date.now() - 3_600_000);
  await utimes(lock, long, long);
  await (await lockOutput(out)).release();
});

test('of several that take over one lock at once one has it; who has lost it is told, and leaves it alone', async () => {
  const out = path.join(root, 'raced');
  const lost = await lockOutput(out);
  await lost.check();
  const lock = path.join(out, '.lock');
  await writeFile(lock, JSON.stringify({ host: os.hostname(), pid: process.pid, started: 'another time' }));
  const tries = await Promise.allSettled(Array.from({ length: 6 }, () => lockOutput(out)));
  const held = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  assert.equal(held.length, 1);
  await assert.rejects(lost.check(), busy);
  await lost.release();
  await held[0].check();
  await held[0].release();
  assert.deepEqual(await readdir(out), []);
});
