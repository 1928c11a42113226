import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { prepareDataset } from '../prepare/prepare';
import { evaluateDataset } from './evaluate';
import { mergeRuns } from './merge';
import { mergeEvaluations } from './merge-evaluations';
import { redactFiles } from './redact';
import type { RedactFilesOptions } from './redact-options';
import { readSecretFile } from './secret';
import { parseShard, takes } from './shard';
import { blankDicom, hashesBelow } from './testing';

let root = '';
const at = (...parts: string[]) => path.join(root, ...parts);
const SECRET = 'ab'.repeat(32);
const redact = (out: string, more: Partial<RedactFilesOptions> = {}) =>
  redactFiles({ in: at('in'), out, pipeline: 'tesseract', header: 'off', uidSecret: SECRET, ...more });

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'dicom-deid-test-'));
  await mkdir(at('in'));
  for (let seed = 0; seed < 6; seed += 1) await writeFile(at('in', `${seed}.dcm`), blankDicom(seed));
  await writeFile(at('in', 'bad.dcm'), 'no image');
  await writeFile(at('in', 'notes.txt'), 'text');
});
after(() => rm(root, { recursive: true, force: true }));

/** Documents and outputs, without times, places and what only a ledger holds. */
async function resultOf(out: string) {
  const audit = JSON.parse(await readFile(path.join(out, 'audit.json'), 'utf8'));
  const files = audit.files.map(({ timeMs: _, ...record }: { timeMs: unknown }) => record);
  const review = JSON.parse(await readFile(path.join(out, 'review.json'), 'utf8'));
  const outputs = Object.entries(await hashesBelow(out)).filter(([name]) => name.endsWith('.dcm'));
  return { audit: { ...audit, files }, review, outputs };
}

test('shards take every input once; merged, in one folder or in several, they equal one run', async () => {
  for (const profile of ['basic', 'keep'] as const) {
    const rules = { rectangles: [{ box: [0, 0, 8, 8] as const }] };
    const options = { headerProfile: profile, rules };
    const whole = await redact(at(profile, 'whole'), options);
    const shards = [1, 2, 3].map((index) => ({ index, count: 3 }));
    const out = at(profile, 'shared');
    // At once, as they are meant to.
    await Promise.all(shards.slice(0, 2).map((shard) => redact(out, { ...options, shard })));
    await assert.rejects(mergeRuns({ outs: [out], uidSecret: SECRET }), { code: 'merge-incomplete' });
    await redact(out, { ...options, shard: shards[2] });
    assert.ok(!(await readdir(out)).includes('audit.json'));
    const merged = await mergeRuns({ outs: [out], uidSecret: SECRET });
    assert.deepEqual({ ...merged, out: '' }, { ...whole, out: '' });
    assert.deepEqual(await resultOf(out), await resultOf(at(profile, 'whole')));
  }
  for (const index of [1, 2])
    await redact(at('apart', String(index)), { headerProfile: 'basic', shard: { index, count: 2 } });
  const merged = await mergeRuns({ outs: [at('apart', '1'), at('apart', '2')], out: at('apart') });
  assert.equal(merged.done, 6);
});

test('shards without an input come to their end like the others', async () => {
  await mkdir(at('few'));
  await writeFile(at('few', 'one.dcm'), blankDicom(1));
  const shards = [1, 2, 3].map((index) => ({ index, count: 3 }));
  for (const shard of shards) await redact(at('few-out'), { in: at('few'), shard });
  const merged = await mergeRuns({ outs: [at('few-out')] });
  assert.deepEqual([merged.files, merged.done], [1, 1]);
  assert.deepEqual(
    (await readdir(at('few-out'))).filter((name) => name.startsWith('.')),
    [],
  );
});

test('what does not belong together is not merged', async () => {
  await redact(at('mixed'), { headerProfile: 'basic', shard: { index: 1, count: 2 } });
  await redact(at('mixed'), { headerProfile: 'keep', shard: { index: 2, count: 2 } });
  await assert.rejects(mergeRuns({ outs: [at('mixed')] }), { code: 'merge-mixed' });
  await mkdir(at('nothing'));
  await assert.rejects(mergeRuns({ outs: [at('nothing')] }), { code: 'merge-empty' });
  const shard = { index: 1, count: 2 };
  await assert.rejects(redact(at('secretless'), { shard, uidSecret: undefined }), { code: 'secret-missing' });
});

test('I/N', () => {
  assert.deepEqual(parseShard('2/4'), { index: 2, count: 4 });
  for (const wrong of ['0/4', '5/4', '4', '1/0', '1/4/2', '-1/4', 'a/b'])
    assert.throws(() => parseShard(wrong), { code: 'shard-invalid' });
  const names = Array.from({ length: 400 }, (_, at) => `study/${at}.dcm`);
  const shares = [1, 2, 3, 4].map((index) => names.filter((name) => takes({ index, count: 4 }, name)));
  assert.deepEqual([...shares.flat()].sort(), [...names].sort());
  for (const share of shares) assert.ok(share.length > 60);
});

test('the secret file: made once, however many ask at once; checked; never in the output', async () => {
  const file = at('secrets', 'batch');
  const secrets = await Promise.all(Array.from({ length: 8 }, () => readSecretFile(file)));
  assert.equal(new Set(secrets).size, 1);
  assert.match(secrets[0], /^[0-9a-f]{64}$/);
  await assert.rejects(readSecretFile(file, at('secrets')), { code: 'secret-inside-output' });
  await writeFile(at('weak'), 'password');
  await assert.rejects(readSecretFile(at('weak')), { code: 'secret-invalid' });
});

test('evaluations of shards merge into the metrics of one', async () => {
  await prepareDataset({ out: at('data'), count: 2, seed: 9 });
  const evaluate = (out: string, shard?: { index: number; count: number }) =>
    evaluateDataset({ data: at('data'), out, pipelines: ['tesseract'], shard });
  const whole = await evaluate(at('scores'));
  await evaluate(at('scores-1'), { index: 1, count: 2 });
  await evaluate(at('scores-2'), { index: 2, count: 2 });
  const merged = await mergeEvaluations({ outs: [at('scores-1'), at('scores-2')], out: at('scores-merged') });
  const withoutTimes = ({ metrics }: typeof whole) => ({
    dataset: metrics.dataset,
    runs: metrics.runs.map(({ time: _, ...run }) => run),
  });
  assert.deepEqual(withoutTimes(merged), withoutTimes(whole));
});
