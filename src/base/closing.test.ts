import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTogether } from './closing';

const part = (closed: string[], name: string) => ({ name, close: async () => void closed.push(name) });

test('what was kept is closed together, and not before', async () => {
  const closed: string[] = [];
  const both = await openTogether(async (keep, close) => {
    const [one, other] = [keep(part(closed, 'one')), keep(part(closed, 'other'))];
    return { names: [one.name, other.name], close };
  });
  assert.deepEqual([both.names, closed], [['one', 'other'], []]);
  await both.close();
  assert.deepEqual(closed, ['one', 'other']);
});

test('when one cannot be opened, those before it are closed', async () => {
  const closed: string[] = [];
  const opening = openTogether(async (keep) => {
    keep(part(closed, 'one'));
    throw new Error('no model');
  });
  await assert.rejects(opening, /no model/);
  assert.deepEqual(closed, ['one']);
});
