import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildMetrics } from './metrics';
import { comparePaired, mcnemarExact } from './paired';
import { fileResult, runInfo, truthItem } from './testing';
import { deviceKind } from './timing';

const dataset = { name: 'default', files: 3, frames: 3, sha256: 'a'.repeat(64) };
const environment = {
  node: 'v20',
  platform: 'linux',
  cpu: 'x',
  cores: 2,
  memoryGiB: 8,
  gpu: null,
  packages: {},
  git: null,
};
const timed = (name: string, total: number) =>
  fileResult(name, [truthItem('A')], { timeMs: { read: total / 2, total } });

describe('metrics.json', () => {
  const failed = fileResult('f', [truthItem('A')], {
    status: 'failed',
    error: { stage: 'read', code: 'TRUNCATED' },
    timeMs: { total: 1 },
  });
  const files = [timed('a', 100), timed('b', 200), timed('c', 600), failed];
  const metrics = buildMetrics(dataset, environment, [{ info: runInfo('proof'), files }], { pricePerHour: 2 });
  const [run] = metrics.runs;

  it('mean is total / n over the files that went through, load and warm-up apart', () => {
    assert.deepEqual([run.time.meanMs, run.time.p50Ms, run.time.loadMs, run.time.warmupMs], [300, 200, 500, 100]);
    assert.equal(run.time.p95Ms, 560);
    assert.equal(run.time.perMegapixelMs, 900 / 0.06);
    assert.deepEqual(run.time.stages, { read: 150 });
    assert.ok(Math.abs(run.time.costPer1000! - (0.3 / 3600) * 1000 * 2) < 1e-12);
  });
  it('lists failures and survives JSON', () => {
    assert.deepEqual(run.failed, [{ file: 'f', stage: 'read', code: 'TRUNCATED' }]);
    assert.deepEqual(JSON.parse(JSON.stringify(metrics)), metrics);
  });
  it('device kinds', () => {
    assert.deepEqual(['cpu', 'wasm', 'cuda', 'webgpu'].map(deviceKind), ['CPU', 'CPU', 'GPU', 'GPU']);
  });
});

describe('two pipelines on the same files', () => {
  const first = [1, 2, 3, 4, 5, 6].map((i) => timed(`${i}`, 100));
  const second = first.map((file, index) => ({
    ...file,
    'Predicted PHI': index < 2 ? file['Predicted PHI'] : [],
    leak: { leaked: index >= 2, residualCharacters: 1 },
    timeMs: { total: 150 },
  }));

  it('differences, paired by name', () => {
    const result = comparePaired(first, [...second].reverse());
    assert.equal(result.files, 6);
    assert.ok(Math.abs(result.f1.difference - (1 / 3 - 1)) < 1e-12);
    assert.deepEqual([result.safe.onlyFirstUnsafe, result.safe.onlySecondUnsafe], [0, 4]);
    assert.equal(result.safe.p, 0.125);
    assert.deepEqual(result.timeMs, { difference: 50, interval95: [50, 50] });
  });
  it('refusing a file is not safety', () => {
    const refused = first.map((file) => ({ ...file, status: 'quarantined' as const }));
    assert.equal(comparePaired(first, refused).safe.onlySecondUnsafe, 6);
  });
  it('no common files', () => {
    assert.deepEqual(comparePaired(first, []).safe, { onlyFirstUnsafe: 0, onlySecondUnsafe: 0, p: 1 });
  });
  it("McNemar's exact p", () => {
    assert.equal(mcnemarExact(0, 0), 1);
    assert.equal(mcnemarExact(5, 5), 1);
    assert.ok(Math.abs(mcnemarExact(1, 9) - 0.021484375) < 1e-12);
  });
});
