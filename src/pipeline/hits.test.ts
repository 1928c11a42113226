import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PhiHit } from '../base/types';
import { pageOf } from '../phi/testing';
import { lowestScore } from './found';
import { bannerHits, regionsOf } from './hits';

const hit = (left: number, text: string, change: Partial<PhiHit> = {}): PhiHit => ({
  frameIndices: [0],
  boxes: [{ left, top: 0, right: left + 100, bottom: 10 }],
  text,
  phiClass: 'name',
  finder: 'labels',
  score: 0.9,
  ...change,
});

test('a banner on a quarter of the frames belongs to all of them; what one shows, or two of many, does not', () => {
  const on = (left: number, ...frameIndices: number[]) => hit(left, 'RIVERA', { frameIndices });
  const hits = [on(0, 0), on(3, 1), on(1, 4), on(500, 2)];
  assert.deepEqual(
    bannerHits(hits, 6).map(({ frameIndices, finder }) => ({ frameIndices, finder })),
    [{ frameIndices: [2, 3, 5], finder: 'banner' }],
  );
  assert.deepEqual(bannerHits([on(0, 0)], 1), []);
  assert.deepEqual(bannerHits([on(0, 0), on(0, 1)], 9), []);
});

test('hits without a box give no region', () => {
  assert.deepEqual(regionsOf([hit(0, 'A', { boxes: [] })]), []);
});

test('the lowest score is that of a line on a page with hits', () => {
  const page = pageOf('Patient ID: 123456');
  const id = hit(0, '123456', { phiClass: 'id' });
  const [placed] = page.lines;
  const unsure = { ...page, lines: [{ ...placed, line: { ...placed.line, score: 0.5 } }] };
  assert.equal(lowestScore([unsure], [id]), 0.5);
  assert.equal(lowestScore([page], []), 1);
});
