import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { bestRun } from './best-run';
import { figureElement, figureHtml } from './figure-html';
import { figureSvg } from './figure-svg';
import { classFigure, leakFigure, qualityFigure } from './figures';
import { paretoFigure, paretoFront } from './figures-pareto';
import { spreadFigure, stageFigure } from './figures-time';
import { duration, percentInterval } from './format';
import { escapeHtml, jsonForScript, plotlyText } from './html';
import { runLabels } from './labels';
import { metricsTable, safetyTable, timingTable } from './metric-tables';
import { tableHtml, tableRecords } from './tables';
import { exampleMetrics, exampleRuns, HOSTILE } from './testing';

const runs = exampleRuns();
const metrics = exampleMetrics(runs);
const figures = [
  qualityFigure(metrics),
  leakFigure(metrics),
  paretoFigure(metrics),
  stageFigure(metrics),
  classFigure(metrics),
  spreadFigure(metrics, runs),
];

describe('escaping', () => {
  it('leaves nothing that HTML, a script or Plotly would read as markup', () => {
    assert.doesNotMatch(jsonForScript(HOSTILE), /[<>\u2028]/);
    for (const escaped of [escapeHtml(HOSTILE), plotlyText(HOSTILE)]) assert.doesNotMatch(escaped, /[<>\u202e]/);
    assert.doesNotMatch(escapeHtml(HOSTILE), /["']/);
    assert.equal(JSON.parse(jsonForScript({ text: HOSTILE })).text, HOSTILE);
  });
});

describe('figures', () => {
  for (const figure of figures) {
    it(`${figure.id} draws without a browser, all numbers finite, and says itself in words`, async () => {
      const svg = figureSvg(figure);
      assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
      assert.doesNotMatch(svg, /<script|onerror=/);
      assert.ok(figure.description.length > 20);
      const { width, format } = await sharp(Buffer.from(svg)).metadata();
      assert.deepEqual([width, format], [860, 'svg']);
    });
    it(`${figure.id} holds no markup from files`, () => {
      const html = figureElement(figure);
      assert.equal(html.match(/<script/g)?.length, 1);
      assert.equal(html.match(/<img /g)?.length, 1);
    });
  }
  it('of a run with nothing in it still draw', () => {
    const empty = runs.map((run) => ({ ...run, files: [] }));
    const none = exampleMetrics(empty);
    for (const figure of [
      qualityFigure(none),
      leakFigure(none),
      paretoFigure(none),
      stageFigure(none),
      classFigure(none),
      spreadFigure(none, empty),
    ]) {
      assert.doesNotMatch(figureSvg(figure), /NaN|Infinity/);
    }
  });
  it('bring the library with them in a notebook, in less than a megabyte', () => {
    const { length } = figureHtml(figures[0]);
    assert.ok(length > 500_000 && length < 1_000_000, `${length}`);
  });
});

it('the Pareto front keeps what nothing beats', () => {
  const point = (seconds: number, f1: number) => ({ seconds, f1 });
  assert.deepEqual(paretoFront([point(3, 0.9), point(1, 0.5), point(2, 0.4), point(3, 0.8), point(1, 0.3)]), [
    point(1, 0.5),
    point(3, 0.9),
  ]);
});

describe('labels', () => {
  it('tell runs of one pipeline apart', () => {
    const run = { pipeline: 'proof', header: 'on', device: 'cpu' } as const;
    assert.deepEqual(runLabels([run, { ...run, header: 'off' }]), ['Proof, header on', 'Proof, header off']);
    assert.deepEqual(runLabels([run]), ['Proof']);
  });
  it('the summary is about the wanted run or the best one: safest first, verified before unverified, then F1', () => {
    assert.equal(metrics.runs[bestRun(metrics)].pipeline, 'proof');
    assert.equal(metrics.runs[bestRun(metrics, 'tesseract')].pipeline, 'tesseract');
    const safe = metrics.runs.slice(-2).map((run) => ({ ...run, leak: { ...run.leak, rate: 0 } }));
    const verified = { ...safe[0], time: { ...safe[0].time, stages: { verify: 5 } } };
    assert.equal(bestRun({ runs: [safe[1], verified] }), 1, 'of two without a leak the one that verified its output');
    const worse = { ...verified, leak: { ...verified.leak, rate: 0.1 } };
    assert.equal(bestRun({ runs: [safe[1], worse] }), 0, 'but a leak is a leak');
    const others = { ...metrics, runs: metrics.runs.filter((run) => run.pipeline !== 'proof') };
    assert.equal(others.runs[bestRun(others)].pipeline, 'detector-large');
  });
  it('durations', () => {
    assert.deepEqual([4.04, 48, 482, 4060, 61_000].map(duration), ['4.0 ms', '48 ms', '0.48 s', '4.06 s', '61.0 s']);
  });
});

describe('tables', () => {
  it('give records with numbers that are not rounded, and HTML with them to sort by', () => {
    const table = metricsTable(metrics);
    const [first] = tableRecords(table);
    assert.equal(first.Pipeline, 'Presidio rules (TypeScript, no spaCy model)');
    assert.equal(first.F1, metrics.runs[0].scores.exact.macro.f1);
    assert.match(tableHtml(table), new RegExp(`data-value="${metrics.runs[0].scores.exact.macro.f1}"`));
    assert.equal(safetyTable(metrics).rows.length, metrics.runs.length);
  });
  it('give records with both ends of an interval, and sort by one', () => {
    const [first] = tableRecords(safetyTable(metrics));
    assert.equal(first['95 % CI'], percentInterval(metrics.runs[0].leak.wilson95));
    assert.match(tableHtml(safetyTable(metrics)), new RegExp(`data-value="${metrics.runs[0].leak.wilson95[1]}"`));
  });
  it('every row has a cell for each column', () => {
    for (const table of [metricsTable(metrics), safetyTable(metrics), timingTable(metrics)]) {
      for (const row of table.rows) assert.equal(row.length, table.columns.length, table.id);
    }
  });
  it('rows of Spark stand at the end, marked by their cluster', () => {
    const row = {
      pipeline: 'tesseract',
      executors: 2,
      cluster: 'local-cluster',
      files: 24,
      meanMs: 300,
      sparkMs: 9000,
    };
    const table = timingTable(metrics, [row]);
    assert.equal(table.rows.length, metrics.runs.length + 1);
    const last = table.rows.at(-1)!;
    assert.equal(last.length, table.columns.length);
    assert.match(`${last[0].text} ${last[1].text}`, /^Spark, 2 executors: .* CPU \(local-cluster\)$/);
  });
  it('CPU rows stand before GPU rows', () => {
    const devices = timingTable(metrics).rows.map((row) => row[1].text.slice(0, 3));
    assert.deepEqual(devices, [...devices].sort());
  });
});
