import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeaderValue, PhiHit } from '../base/types';
import { pageOf } from '../phi/testing';
import { bannerDoubts, bannerHits, mergeHits, regionsOf } from './hits';
import { framesToReadAgain, lowestScore } from './second';

const hit = (left: number, text: string, change: Partial<PhiHit> = {}): PhiHit => ({
  frameIndices: [0],
  boxes: [{ left, top: 0, right: left + 100, bottom: 10 }],
  text,
  phiClass: 'name',
  finder: 'labels',
  score: 0.9,
  ...change,
});

test('the second reading replaces what it covers, and nothing that the first found is lost', () => {
  const first = [hit(0, 'RIVEPA'), hit(200, 'MICHAEL')];
  assert.deepEqual(
    mergeHits(first, [hit(10, 'RIVERA')]).map(({ text }) => text),
    ['RIVERA', 'MICHAEL'],
  );
});

test('a hit on another frame covers nothing', () => {
  assert.equal(mergeHits([hit(0, 'A')], [hit(0, 'A', { frameIndices: [1] })]).length, 2);
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

test('what one frame shows among values that stand still belongs to all; what it shows elsewhere does not', () => {
  const on = (left: number, ...frameIndices: number[]) => hit(left, String(left), { frameIndices });
  const still = [on(0, 0, 1, 2), on(300, 0, 1, 2)];
  const added = (...hits: PhiHit[]) =>
    bannerHits(hits, 3).map(({ text, frameIndices }) => `${text} on ${frameIndices.join()}`);
  assert.deepEqual(added(...still, on(150, 1), on(600, 1)), ['150 on 0,2']);
  assert.deepEqual(added(still[0], on(150, 1)), []);
});

test('doubts that stand still belong to all frames, too, unless one of these shows technique there', () => {
  const box = (left: number) => ({ left, top: 0, right: left + 10, bottom: 10 });
  const doubts = [
    { frameIndices: [0], boxes: [box(0), box(50)] },
    { frameIndices: [2], boxes: [box(51), box(1), box(90)] },
  ];
  assert.deepEqual(bannerDoubts(doubts, 4, [box(48)]), [{ frameIndices: [1, 3], boxes: [box(0)] }]);
  assert.deepEqual(bannerDoubts(doubts, 1, []), []);
});

test('hits without a box give no region', () => {
  assert.deepEqual(regionsOf([hit(0, 'A', { boxes: [] })]), []);
});

const header = (keyword: string): HeaderValue => ({ tag: '00100010', keyword, vr: 'PN', value: 'X', depth: 0 });

test('a frame is read again when a line is uncertain, or when a name or identifier of the header is missing', () => {
  const page = pageOf('Patient ID: 123456');
  const id = hit(0, '123456', { phiClass: 'id' });
  assert.deepEqual(framesToReadAgain([page], [id], []), []);
  assert.deepEqual(framesToReadAgain([page], [id], [header('PatientID')]), []);
  assert.deepEqual(framesToReadAgain([page], [id], [header('PatientName')]), [0]);
  assert.deepEqual(
    framesToReadAgain([page], [], [header('PatientName')]),
    [],
    'a frame without any hit may have no text',
  );
  const [placed] = page.lines;
  const unsure = { ...page, lines: [{ ...placed, line: { ...placed.line, score: 0.5 } }] };
  assert.deepEqual(framesToReadAgain([unsure], [], []), [0]);
  assert.equal(lowestScore([unsure], [id]), 0.5);
  assert.equal(lowestScore([page], []), 1);
});
