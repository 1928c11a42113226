import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeidError } from '../base/errors';
import type { AuditHead } from './audit';
import type { Hand } from './hands';
import { workQueue } from './queue';
import { failedItem } from './redact-item';

const HEAD = {} as AuditHead;
const crash = () => new DeidError('worker-crashed', 'gone');

interface Script {
  /** What each opening does: true loads, false dies. */
  readonly opens: boolean[];
  /** Files at which the process dies, or an error to throw. */
  readonly at?: Readonly<Record<string, Error>>;
}

const handOf = ({ opens, at = {} }: Script): Hand => ({
  async open() {
    if (opens.shift() === false) throw crash();
    return HEAD;
  },
  async file(name) {
    if (at[name] !== undefined) throw at[name];
    return failedItem(name, 'load', 'fine');
  },
  close: async () => undefined,
});

async function run(names: readonly string[], ...scripts: Script[]): Promise<readonly string[]> {
  const done: string[] = [];
  await workQueue({
    names,
    hands: scripts.map(handOf),
    stopped: () => false,
    onHead: async () => undefined,
    isDone: async (name) => name === 'finished',
    onResult: async ({ record }) => void done.push(`${record.file} ${record.error?.code}`),
  });
  return done.sort();
}

test('a worker that dies while loading is started again, and given up after three times; the others go on', async () => {
  assert.deepEqual(await run(['a', 'b'], { opens: [false, false, true] }), ['a fine', 'b fine']);
  assert.deepEqual(await run(['a', 'b'], { opens: [false, false, false] }, { opens: [true] }), ['a fine', 'b fine']);
  await assert.rejects(run(['a'], { opens: [false, false, false] }), { code: 'worker-crashed' });
});

test('a worker that dies at a file fails that file alone; finished files are passed over', async () => {
  const at = { b: crash() };
  assert.deepEqual(await run(['a', 'b', 'finished', 'c'], { opens: [true, true], at }), [
    'a fine',
    'b worker-crashed',
    'c fine',
  ]);
});

test('a full disk ends the run at once, with its name', async () => {
  const at = { b: new DeidError('disk-full', 'full') };
  await assert.rejects(run(['a', 'b', 'c'], { opens: [true], at }), { code: 'disk-full' });
});
