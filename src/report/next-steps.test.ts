import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleMetrics } from '../report/testing';
import { nextSteps } from './next-steps';

const metrics = exampleMetrics();

test('a leaking pipeline is named with its counts, before everything but failures', () => {
  const leaking = metrics.runs.filter(({ leak }) => leak.leaked > 0);
  assert.ok(leaking.length > 0);
  const steps = nextSteps({ ...metrics, runs: leaking.map((run) => ({ ...run, failed: [] })) });
  assert.match(steps[0], new RegExp(`${leaking[0].leak.leaked} of ${leaking[0].leak.images}`));
  assert.match(steps[0], /No run here is free of leaks/);
});

test('no leak in few images is not taken for safety', () => {
  const run = { ...metrics.runs[0], failed: [] };
  const clean = { ...run, leak: { ...run.leak, images: 24, leaked: 0, rate: 0, wilson95: [0, 0.138] as const } };
  const steps = nextSteps({ ...metrics, runs: [clean] });
  assert.ok(
    steps.some((step) => /up to 13\.8 % \(95 % CI\): about 300 images/.test(step)),
    steps.join('\n'),
  );
});

test('no runs', () => {
  assert.deepEqual(nextSteps({ ...metrics, runs: [] }), ['Run at least one pipeline.']);
});
