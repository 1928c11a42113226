import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { Progress } from '../run/summary';
import { type CliIo, progressBar, withLevel } from './io';

const at = (done: number): Progress => ({ task: 'redact', done, total: 100, file: 'a.dcm', status: 'done' });

function recorder(isTerminal: boolean): { readonly io: CliIo; readonly said: string[] } {
  const said: string[] = [];
  return { said, io: { out: () => {}, err: (text) => said.push(text), isTerminal } };
}

test('where nobody watches, progress is a line with the time every ten seconds', () => {
  mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
  try {
    const { io, said } = recorder(false);
    const progress = progressBar(io, false);
    for (let done = 1; done <= 60; done++) {
      mock.timers.tick(1000);
      progress(at(done));
    }
    assert.equal(said.length, 6);
    assert.equal(said[0], '2026-01-01T00:00:10.000Z redact 10/100, about 2 min left\n');
  } finally {
    mock.timers.reset();
  }
});

test('levels: silent says nothing, debug names every file, --json is quiet by itself', () => {
  const quiet = recorder(true);
  progressBar(withLevel(quiet.io, 'silent'), false)(at(100));
  progressBar(quiet.io, true)(at(100));
  assert.deepEqual(quiet.said, []);
  const loud = recorder(false);
  progressBar(withLevel(loud.io, 'debug'), true)(at(1));
  assert.match(loud.said[0], /^\d{4}-.*Z redact 1\/100 done a\.dcm\n$/);
});
