import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame } from '../base/types';
import { grainOf, withoutGrain } from './grain';

const WIDTH = 120;
const HEIGHT = 90;

/** Grey levels about the ground, normally distributed: sums of twelve even ones of a linear congruential generator. */
function noisy(deviation: number, ground = 128, width = WIDTH, height = HEIGHT): Frame {
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const normal = (): number => Array.from({ length: 12 }, next).reduce((sum, value) => sum + value, -6);
  const gray = Uint8Array.from({ length: width * height }, () =>
    Math.min(255, Math.max(0, ground + deviation * normal())),
  );
  return { frameIndex: 0, view: 'default', width, height, gray };
}

test('noise is estimated in grey levels; flat pictures, gradients and single edges have none', () => {
  for (const deviation of [5, 15, 30]) {
    const grain = grainOf(noisy(deviation));
    assert.ok(Math.abs(grain - deviation) < 0.1 * deviation + 0.5, `${deviation}: ${grain}`);
  }
  const drawn = (level: (x: number, y: number) => number): Frame => ({
    ...noisy(0),
    gray: Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => level(at % WIDTH, Math.floor(at / WIDTH))),
  });
  for (const level of [() => 0, () => 255, (x: number) => 2 * x, (x: number, y: number) => (x > y ? 200 : 20)])
    assert.ok(grainOf(drawn(level)) < 1);
  for (const [width, height] of [
    [1, 1],
    [2, 2],
    [1, 50],
  ])
    assert.equal(grainOf(noisy(20, 128, width, height)), 0);
});

test('only heavy noise is smoothed, in the same rows and columns; strokes stay where they are', () => {
  const calm = noisy(6);
  const further = noisy(25);
  assert.deepEqual(withoutGrain([calm, further]), [calm, further], 'the first view decides');
  assert.deepEqual(withoutGrain([]), []);
  const heavy = noisy(25, 100);
  for (let y = 40; y < 43; y++) heavy.gray.fill(255, y * WIDTH + 20, y * WIDTH + 100);
  const before = heavy.gray.slice();
  const [view, second] = withoutGrain([heavy, further]);
  assert.ok(grainOf(second) < 0.5 * grainOf(further));
  assert.deepEqual(heavy.gray, before, 'the view itself is as it was');
  assert.equal(view.gray.length, WIDTH * HEIGHT);
  assert.ok(grainOf(view) < 0.5 * grainOf(heavy));
  const mean = (y: number): number => view.gray.subarray(y * WIDTH + 20, y * WIDTH + 100).reduce((a, b) => a + b) / 80;
  assert.ok(mean(41) > 220 && mean(37) < 120 && mean(45) < 120, `${mean(37)} ${mean(41)} ${mean(45)}`);
});
