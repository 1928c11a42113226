import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DeidError } from '../base/errors';
import type { TruthResult } from '../base/results';
import { bootstrap95, quantile } from './bootstrap';
import { isLegible, legibleIn } from './leak';
import { readFileResults, readResults } from './load';
import { exactFileScore, wordCounts } from './match';
import { scoreRun } from './scores';
import { boxTuple, fileResult, truthItem } from './testing';
import { wilson95 } from './wilson';

const near = (actual: number, wanted: number, slack = 1e-3) =>
  assert.ok(Math.abs(actual - wanted) <= slack, `${actual} is not ${wanted}`);

describe('exact rule', () => {
  it('normalises case, carets and outer spaces only', () => {
    assert.deepEqual(exactFileScore(['RIVERA^MICHAEL '], ['rivera michael']), { precision: 1, recall: 1, f1: 1 });
    assert.equal(exactFileScore(['rivera  michael'], ['rivera michael']).recall, 0);
  });
  it('degenerate files', () => {
    assert.deepEqual(exactFileScore([], []), { precision: 1, recall: 1, f1: 1 });
    assert.deepEqual(exactFileScore(['a'], []), { precision: 0, recall: 0, f1: 0 });
    assert.deepEqual(exactFileScore([], ['a']), { precision: 0, recall: 1, f1: 0 });
  });
  it('a string predicted twice is found once', () => {
    assert.equal(exactFileScore(['m', 'x'], ['m', 'm']).recall, 0.5);
  });
});

it('word rule counts a bag of words', () => {
  assert.deepEqual(wordCounts({ truth: ['Beasley, Andrew', 'Andrew'], predicted: ['andrew', 'j', 'andrew andrew'] }), {
    truth: 3,
    predicted: 4,
    found: 2,
    right: 2,
  });
});

describe('intervals', () => {
  it('Wilson agrees with tabled values', () => {
    const [low, high] = wilson95(0, 10);
    assert.equal(low, 0);
    near(high, 0.2775);
    const [low5, high5] = wilson95(5, 10);
    near(low5, 0.2366);
    near(high5, 0.7634);
    assert.deepEqual(wilson95(0, 0), [0, 1]);
    assert.throws(() => wilson95(3, 2), RangeError);
  });
  it('the bootstrap is reproducible, brackets the mean and refuses a single file', () => {
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const values = [0, 0.2, 0.4, 0.9, 1, 1, 1, 0.5];
    const interval = bootstrap95(values, mean)!;
    assert.deepEqual(interval, bootstrap95(values, mean));
    assert.ok(interval[0] < mean(values) && mean(values) < interval[1]);
    assert.equal(bootstrap95([1], mean), undefined);
  });
  it('quantiles interpolate', () => {
    assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
    assert.ok(Number.isNaN(quantile([], 0.5)));
  });
});

describe('a run', () => {
  const leaky = fileResult(
    'b.dcm',
    [truthItem('A B', { inkCovered: 0.4, residualCharacters: 3 }), truthItem('1980', { phiClass: 'date' })],
    {
      'Predicted PHI': ['1980'],
      leak: { leaked: true, residualCharacters: 3 },
    },
  );
  const failed = fileResult('c.dcm', [truthItem('C D')], {
    status: 'failed',
    error: { stage: 'read', code: 'TRUNCATED' },
    outputSha256: null,
  });
  const clean = fileResult('d.dcm', [truthItem('120 kV', { phiClass: 'keep', inkCovered: 0, boxCovered: 0 })]);
  const run = scoreRun([fileResult('a.dcm', [truthItem('A B')]), leaky, failed, clean]);

  it('leaks are counted over released files with patient data', () => {
    assert.equal(run.leak.images, 2);
    assert.equal(run.leak.leaked, 1);
    assert.equal(run.leak.rate, 0.5);
    assert.deepEqual(run.leak.leakedFiles, ['b.dcm']);
    assert.equal(run.leak.residualCharacters, 3);
    assert.equal(run.leak.uncovered, 1);
    assert.equal(run.leak.worstCoverage, 0.4);
    const names = run.leak.byClass.find((entry) => entry.phiClass === 'name')!;
    assert.deepEqual([names.items, names.legible, names.worstCoverage], [2, 1, 0.4]);
    near(names.meanCoverage, 0.7);
  });
  it('a text is legible when its ink or the reader shows it; a file that was not released leaks nothing', () => {
    assert.ok(isLegible(truthItem('ABCD', { leakedBy: 'ink', unpaintedCharacters: 2 })));
    assert.ok(isLegible(truthItem('A B', { leakedBy: 'reader', residualCharacters: 3 })));
    assert.ok(!isLegible(truthItem('M')));
    assert.equal(legibleIn(leaky), 3);
    assert.equal(legibleIn({ ...leaky, status: 'quarantined' }), 0);
  });
  it('the grades of leaked files add up to all leaked files; each has its interval', () => {
    const leaked = (text: string, change: Partial<TruthResult>) =>
      fileResult(`${text}.dcm`, [truthItem(text, { leakedBy: 'ink', ...change }), truthItem('fine')], {
        leak: { leaked: true, residualCharacters: 0 },
      });
    const { leak } = scoreRun([
      leaked('Rivera', { unpaintedCharacters: 6 }),
      leaked('Bo', { unpaintedCharacters: 2 }),
      leaked('M', { phiClass: 'sex', unpaintedCharacters: 1 }),
      leaked('St. Mary', { phiClass: 'institution', unpaintedCharacters: 4 }),
      leaked('1980-02-01', { phiClass: 'birth-date', unpaintedCharacters: 2 }),
      fileResult('a.dcm', [truthItem('A B')]),
    ]);
    assert.deepEqual(
      leak.grades?.map(({ grade, images, items }) => [grade, images, items]),
      [
        ['identifying', 2, 2],
        ['with-others', 2, 2],
        ['fragment', 1, 1],
      ],
    );
    assert.equal(leak.leaked, 5);
    assert.deepEqual(leak.grades?.[0].wilson95, wilson95(2, 6));
    assert.deepEqual(leak.seenBy, { ink: 5, reader: 0 });
  });
  it('a failed file is scored as all missed, and clean files do not enter the macro means', () => {
    assert.equal(run.scores.exact.files, 3);
    near(run.scores.exact.macro.recall, (1 + 0.5 + 0) / 3);
    near(run.scores.exact.micro.recall, 2 / 4);
    assert.equal(run.leak.failed, 1);
  });
  it('clean files and technique text', () => {
    assert.deepEqual([run.overRedaction.cleanImages, run.overRedaction.cleanImagesUntouched], [1, 1]);
    assert.deepEqual([run.overRedaction.keepItems, run.overRedaction.kept], [1, 1]);
  });
  it('boxes are compared frame by frame', () => {
    const item = truthItem('A B', { frame: 1, box: boxTuple(0, 0, 10, 10) });
    const hit = { text: 'A B', phiClass: 'name', finder: 'labels', score: 1, boxes: [boxTuple(0, 0, 20, 10)] } as const;
    const right = scoreRun([fileResult('a', [item], { detected: [{ ...hit, frames: [1] }] })]);
    assert.deepEqual(right.scores.box, { recall: 1, precision: 0.5, iou: 0.5 });
    const wrongFrame = scoreRun([fileResult('a', [item], { detected: [{ ...hit, frames: [0] }] })]);
    assert.deepEqual(wrongFrame.scores.box, { recall: 0, precision: 0, iou: 0 });
    assert.equal(right.scores.presidio.f1, 1);
    const far = scoreRun([
      fileResult('a', [item], { detected: [{ ...hit, frames: [1], boxes: [boxTuple(61, 0, 10, 10)] }] }),
    ]);
    assert.equal(far.scores.presidio.f1, 0);
  });
  it('an empty run has no rate and no intervals, and does not throw', () => {
    const empty = scoreRun([]);
    assert.equal(empty.leak.rate, null);
    assert.deepEqual(empty.leak.wilson95, [0, 1]);
    assert.equal(empty.scores.exact.macro.interval95, null);
  });
});

describe('reading result files', () => {
  it('names the place and never the value', () => {
    const secret = [{ Filename: 'a', 'Ground Truth': ['RIVERA', 7], 'Predicted PHI': [], Precision: 1, Recall: 1 }];
    assert.throws(
      () => readResults(secret),
      (error: DeidError) =>
        error.code === 'results-invalid' && error.message.includes('[0]') && !error.message.includes('RIVERA'),
    );
    assert.throws(() => readResults('x'), DeidError);
    assert.throws(() => readResults([null]), DeidError);
  });
  it('round-trips our own shape and refuses the published one where all fields are needed', () => {
    const files = [fileResult('a.dcm', [truthItem('A')])];
    assert.deepEqual(readFileResults(JSON.parse(JSON.stringify(files))), files);
    assert.equal(readResults(files)[0].Filename, 'a.dcm');
    const published = [{ Filename: 'a', 'Ground Truth': [], 'Predicted PHI': [], Precision: 1, Recall: 1 }];
    assert.throws(() => readFileResults(published), DeidError);
  });
});
