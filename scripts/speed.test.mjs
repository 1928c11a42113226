import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inRoot } from './lib/common.mjs';
import { budgetRows } from './lib/speed-budgets.mjs';
import { CASES } from './lib/speed-data.mjs';
import { speedPage, writeSpeedPage } from './lib/speed-page.mjs';
import { partsOf, topOf } from './lib/speed-profile.mjs';
import { digestsOf } from './lib/speed-says.mjs';
import { median, quantile, ratioOf, slope } from './lib/speed-stats.mjs';

test('medians, quartiles, slopes, and ratios of what was measured in turn', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(quantile([0, 10], 0.25), 2.5);
  assert.equal(median([]), null);
  assert.equal(
    slope([
      [0, 1],
      [1, 3],
      [2, 5],
    ]),
    2,
  );
  const { ratio, interval } = ratioOf([2, 4.2, 2.1], [1, 2, 1]);
  assert.ok(Math.abs(ratio - 2.066) < 0.01 && interval[0] < 2 && interval[1] > 2.1);
  assert.equal(ratioOf([2], [1]).interval, null);
  assert.equal(ratioOf([], []), null);
});

const row = (system, id, ms, more = {}) => ({
  system,
  kind: 'pipeline',
  case: id,
  wallMs: [ms, ms + 1, ms + 2],
  cpuMs: [ms, ms, ms],
  sessionMs: [ms * 0.9, ms * 0.9, ms * 0.9],
  stages: { read: ms * 0.7 },
  texts: 6,
  peakMiB: 400,
  digest: 'same',
  ...more,
});

const POINTS = [
  [10, 300],
  [20, 310],
  [1000, 312],
  [1005, 311],
];
const SELF = { 'ocr/raster.js resizeRaster': 9, '(garbage collector)': 3, '(idle)': 50, 'backend.js run': 78 };
const PROFILE = { parts: partsOf({ wallMs: 100, sessionMs: 80, selfMs: SELF }), top: topOf({ selfMs: SELF }) };

/** A whole result, small: every case of both pipelines, peers on the small pictures. */
function resultOf(ms) {
  const small = CASES.slice(0, 3);
  const peer = { kind: 'peer', sessionMs: undefined, digest: undefined, stages: {} };
  return {
    cpu: 'A processor',
    cores: 2,
    memoryGiB: 8,
    node: 'v22.0.0',
    gpu: null,
    state: 'abc',
    device: 'auto',
    rounds: 3,
    load1: 0.1,
    cases: CASES,
    rows: [
      ...['detector-base', 'proof'].flatMap((id) => CASES.map((each) => row(id, each.id, ms * each.frames))),
      ...small.map(({ id }) => row('tesseract', id, ms)),
      ...small.map(({ id }) => row('presidio', id, ms)),
      ...small.map(({ id }) => row('RapidOCR 3', id, 2 * ms, peer)),
      ...small.map(({ id }) => row('tesseract command line', id, ms / 2, { ...peer, note: 'a note' })),
    ],
    starts: ['detector-base', 'proof'].map((pipeline) => ({ pipeline, readyMs: [900], firstFileMs: [1200] })),
    growth: ['detector-base', 'proof'].map((pipeline) => ({
      pipeline,
      files: 30,
      points: [
        [10, 300],
        [20, 310],
        [30, 311],
      ],
      peakMiB: 500,
    })),
    profiles: [{ pipeline: 'proof', case: 'lines-0', files: 3, wallMs: 100, ...PROFILE }],
    workers: {
      pipeline: 'proof',
      files: 4,
      threads: 1,
      runs: [
        { workers: 1, seconds: [20, 20] },
        { workers: 2, seconds: [11, 11] },
      ],
    },
    tries: [
      {
        model: 'm',
        name: 'fp16',
        triedMs: [2, 2],
        shippedMs: [1, 1],
        triedCpuMs: [3, 3],
        shippedCpuMs: [1, 1],
        differs: 0.01,
        loadMs: 5,
        shippedLoadMs: 4,
      },
      { model: 'm', name: 'int8', error: 'it could not be made' },
    ],
  };
}

test('budgets say what was measured and whether it is met', () => {
  const met = Object.fromEntries(budgetRows(resultOf(100)).map((each) => [each.what, each.met]));
  assert.equal(met['`detector-base`, 512 x 512, 6 lines'], true);
  assert.equal(met['`detector-base` / RapidOCR, wall'], true);
  assert.equal(met['`tesseract` / tesseract command line, wall'], false);
  assert.equal(met['two workers, times one, a thread each'], true);
  assert.equal(budgetRows(resultOf(400))[0].met, false);
  const alone = { ...resultOf(100), rows: resultOf(100).rows.filter(({ kind }) => kind !== 'peer'), workers: null };
  assert.equal(budgetRows(alone).filter((each) => each.met === null).length, 4);
});

test('the page holds every case, peer, try and published row, and no figure that is not a number', () => {
  const long = { state: 'abc', growth: [{ pipeline: 'proof', files: 1005, points: POINTS, peakMiB: 500 }] };
  const devices = [{ ...resultOf(10), device: 'cuda', gpu: 'A GPU' }];
  const page = speedPage(resultOf(100), { devices, long });
  for (const word of [
    ...CASES.map(({ title }) => title),
    'RapidOCR 3',
    'a note',
    'it could not be made',
    'A GPU',
    'Google Colab',
    '20: 310, 1000: 312, 1005: 311',
    'inside the models | 80.0 | 80 %',
    'everything else | 8.0 | 8 %',
    '`ocr/raster.js resizeRaster` 9.0',
  ])
    assert.ok(page.includes(word), word);
  assert.doesNotMatch(page, /NaN|undefined|Infinity|\bnull\b/);
});

test('docs/speed.md is what npm run docs writes', () => {
  assert.ok(writeSpeedPage({ check: true }));
});

test('two states are said to find the same or other texts', () => {
  const rows = [
    row('proof', 'rle', 1),
    row('proof at x', 'rle', 1),
    row('proof on cuda', 'rle', 1, { digest: 'other' }),
  ];
  assert.deepEqual(digestsOf(rows), [
    'rle: proof at x finds the same texts and boxes as proof',
    'rle: proof on cuda finds OTHER texts or boxes than proof',
  ]);
});

test('a case or an option that there is not is named', () => {
  const run = (...args) =>
    spawnSync(process.execPath, [inRoot('scripts', 'bench.mjs'), '--speed', ...args], { encoding: 'utf8' });
  assert.match(run('--case', 'huge').stderr, /There is no case huge; must be one of lines-0/);
  assert.match(run('--against', '/nowhere').stderr, /holds no built checkout/);
});

test('the Python helpers name what the table of peers names', () => {
  const text = readFileSync(inRoot('scripts', 'speed_peer.py'), 'utf8');
  const peers = readFileSync(inRoot('scripts', 'lib', 'speed-peers.mjs'), 'utf8');
  for (const name of ['rapidocr', 'tesseract', 'presidio', 'dentdeid']) {
    assert.ok(text.includes(`"${name}": ${name}`));
    assert.match(peers, new RegExp(`\\n  ${name}: \\{`));
  }
});
