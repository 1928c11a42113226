import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Progress } from '../run/summary';
import { notebookProgress } from './progress';

const at = (done: number): Progress => ({ task: 'a<b', done, total: 100, file: 'x.dcm', status: 'done' });

test('a burst of progress gives few updates, and always the last', () => {
  const shown: string[] = [];
  let clock = 0;
  const progress = notebookProgress(
    (html) => shown.push(html),
    () => clock,
  );
  for (let done = 1; done <= 100; done++) {
    clock += 20;
    progress(at(done));
  }
  assert.ok(shown.length >= 4 && shown.length <= 7, `${shown.length} updates`);
  assert.match(shown.at(-1)!, /a&lt;b: 100 of 100/);
});
