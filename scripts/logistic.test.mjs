import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOf, fitLogistic } from './lib/logistic.mjs';

test('a fit tells apart what a feature tells apart, and leaves the others at nothing', () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({
    x: [index % 2, index % 5 === 0 ? 1 : 0],
    y: index % 2,
    weight: 1,
  }));
  const model = fitLogistic(rows, 0.1);
  assert.ok(chanceOf(model, [1, 0]) > 0.95 && chanceOf(model, [0, 0]) < 0.05);
  assert.ok(Math.abs(model.weights[1]) < 0.1);
});

test('weights count like rows, and one class alone gives a finite answer', () => {
  const one = { x: [1], y: 1, weight: 3 };
  const zero = { x: [1], y: 0, weight: 1 };
  const weighted = fitLogistic([one, zero], 0.01);
  const repeated = fitLogistic(
    [one, one, one, zero, zero, zero].map((row, index) => ({ ...row, weight: index < 3 ? 1 : 1 / 3 })),
    0.01,
  );
  assert.ok(Math.abs(chanceOf(weighted, [1]) - chanceOf(repeated, [1])) < 1e-6);
  assert.ok(Math.abs(chanceOf(weighted, [1]) - 0.75) < 0.02);
  const alone = fitLogistic([zero, zero], 1);
  assert.ok(Number.isFinite(alone.bias) && chanceOf(alone, [1]) < 0.1);
});
