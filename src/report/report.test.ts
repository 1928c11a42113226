import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { fileResult, truthItem } from '../evaluate/testing';
import { comparisonPng, encodeJpeg, markedBoxes } from './pictures';
import { renderReport } from './report';
import { verdicts } from './summary';
import { exampleMetrics, exampleRuns } from './testing';

const runs = exampleRuns();
const metrics = exampleMetrics(runs);

const last = runs.slice(-1);

/** Noise does not compress: the worst case for the size. */
function noise(width: number, height: number) {
  let state = 1;
  const data = new Uint8Array(width * height);
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state >>> 24;
  }
  return { width, height, channels: 1 as const, data };
}

describe('the report', () => {
  it('stays within its size whatever the pictures are', async () => {
    const picture = noise(400, 300);
    const html = await renderReport({
      metrics: exampleMetrics(last),
      runs: last,
      pictures: async () => ({ frame: 0, before: picture, after: picture }),
      pictureBudget: 200_000,
    });
    assert.ok(html.length < 1_000_000 + 200_000, `${html.length} characters`);
  });
  it('holds neither texts nor earlier pictures when patient data is to stay out', async () => {
    const secret = 'ZYX SECRET';
    const leaky = runs.map((run) => ({
      ...run,
      files: run.files.map((file) => ({
        ...file,
        truth: file.truth.map((item) => ({ ...item, text: secret, residualCharacters: 3 })),
        detected: file.detected.map((hit) => ({ ...hit, text: secret })),
        leak: { leaked: true, residualCharacters: 3 },
      })),
    }));
    const picture = noise(200, 100);
    const input = {
      metrics: exampleMetrics(leaky),
      runs: leaky,
      pictures: async () => ({ frame: 0, before: picture, after: picture }),
    };
    const open = await renderReport(input);
    assert.ok(open.includes(secret) && open.includes('class="before"'));
    const closed = await renderReport({ ...input, patientData: false });
    assert.ok(!closed.includes(secret) && !closed.includes('class="before"') && closed.includes('class="after"'));
  });
  it('is the same text for the same input', async () => {
    assert.equal(await renderReport({ metrics, runs }), await renderReport({ metrics, runs }));
  });
  it('refuses runs that are not those of the metrics', async () => {
    await assert.rejects(renderReport({ metrics, runs: runs.slice(1) }), RangeError);
  });
});

describe('the summary', () => {
  const answers = (index: number) => verdicts(metrics.runs[index]);
  it('says that a run leaked, and how much is still possible where none was seen', () => {
    assert.equal(answers(0)[0].tone, 'bad');
    const proof = answers(5)[0];
    assert.equal(proof.tone, 'good');
    assert.match(proof.answer, /rate up to 35\.4 %/, 'the upper bound stands in the headline');
    assert.match(
      proof.reasons.join(' '),
      /0 of 7 released images leaked: consistent with a leak rate of 0\.0 % to 35\.4 % \(95 % CI\)/,
    );
  });
  it('does not call a run safe of which nothing was released', () => {
    const refused = exampleRuns().map((run) => ({
      ...run,
      files: run.files.map((file) => ({ ...file, status: 'quarantined' as const })),
    }));
    assert.equal(verdicts(exampleMetrics(refused).runs[0])[0].tone, 'warn');
  });
});

describe('pictures', () => {
  const file = fileResult('a.dcm', [
    truthItem('A'),
    truthItem('B', { box: [10, 50, 50, 10], inkCovered: 0.5 }),
    truthItem('kV', { phiClass: 'keep', box: [100, 80, 20, 10] }),
    truthItem('other frame', { frame: 1 }),
  ]);
  it('tell hits, misses, extras and acquisition annotations apart', () => {
    const extra = {
      text: 'X',
      phiClass: 'other',
      finder: 'ner',
      score: 1,
      frames: [0],
      boxes: [[150, 5, 20, 10]],
    } as const;
    const boxes = markedBoxes({ ...file, detected: [...file.detected, extra] }, 0);
    assert.deepEqual(
      boxes.map((box) => box.kind),
      ['hit', 'miss', 'keep', 'extra'],
    );
    assert.ok(markedBoxes(file, 0, { texts: false }).every((box) => !box.label.includes(':')));
  });
  it('a still legible text is a miss even where all of its ink is painted', () => {
    assert.equal(markedBoxes(fileResult('a', [truthItem('A', { residualCharacters: 3 })]), 0)[0].kind, 'miss');
  });
  it('side by side, before with boxes and after', async () => {
    const picture = noise(200, 100);
    const png = await comparisonPng(file, { frame: 0, before: picture, after: picture }, 200);
    const { width, height } = await sharp(png).metadata();
    assert.deepEqual([width, height], [808, 200]);
    const green = await sharp(png).extract({ left: 16, top: 14, width: 4, height: 4 }).raw().toBuffer();
    assert.ok(Math.abs(green[0] - 0) < 40 && green[1] > 120, `a hit's box is green: ${[...green.subarray(0, 3)]}`);
  });
  it('never grow, and keep their proportions', async () => {
    const { width, height } = await sharp(await encodeJpeg(noise(600, 300), 200, 80)).metadata();
    assert.deepEqual([width, height], [200, 100]);
  });
});
