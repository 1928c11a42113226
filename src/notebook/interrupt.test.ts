import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { interruptible } from './interrupt';

test('an interrupt stops the work before its next step, and leaves no listener behind', async () => {
  const listeners = process.listenerCount('SIGINT');
  let steps = 0;
  const work = interruptible(async (signal) => {
    for (; steps < 100; steps++) {
      signal.throwIfAborted();
      await setTimeout(5);
    }
  });
  await setTimeout(20);
  process.emit('SIGINT');
  await assert.rejects(work, /interrupted/);
  assert.ok(steps < 100);
  assert.equal(process.listenerCount('SIGINT'), listeners);
});
