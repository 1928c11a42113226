// The main job: `npm start` on a small dataset, then its two reports in a real browser that is offline.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openBrowser, openPage, withoutBrowser } from './lib/browser.mjs';
import { inRoot, readJson } from './lib/common.mjs';
import { executeNotebook, faultsOf } from './lib/notebooks.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'deid-start-'));
const data = join(scratch, 'data');
const out = join(scratch, 'out');
const NAMES = ['Visual_NLP_Metrics', 'Presidio_Metrics'];
const reportOf = (name) => join(out, 'reports', `${name}.html`);

const node = (...args) => spawnSync(process.execPath, args, { cwd: inRoot(), encoding: 'utf8' });
const start = (...args) => node('scripts/start.mjs', '--data', data, '--out', out, ...args);

before(() => {
  const made = node('dist/cli.js', 'prepare', '--out', data, '--count', '3');
  assert.equal(made.status, 0, made.stderr);
});
after(() => rmSync(scratch, { recursive: true, force: true }));

test('npm start runs both notebooks, writes results and two reports, and says where they are', () => {
  const done = start('--pipelines', 'tesseract,detector-base');
  assert.equal(done.status, 0, `${done.stdout}\n${done.stderr}`);
  const metrics = readJson(join(out, 'metrics.json'));
  assert.equal(metrics.schema, 1);
  assert.deepEqual(
    metrics.runs.map(({ pipeline }) => pipeline),
    ['tesseract', 'detector-base'],
  );
  for (const name of NAMES) {
    assert.ok(done.stdout.includes(reportOf(name)), done.stdout);
    const executed = readJson(join(out, 'notebooks', `${name}.ipynb`));
    assert.deepEqual(faultsOf(executed), []);
    assert.ok(statSync(reportOf(name)).size < 12e6);
  }
});

test('sections of pipelines that were not asked for are not there', () => {
  const html = readFileSync(reportOf('Presidio_Metrics'), 'utf8');
  assert.match(html, /Tesseract on the full page/);
  assert.doesNotMatch(html, /among this notebook|Verified before|Presidio rules<\/h2>/);
});

test('a report holds one copy of Plotly and names no other host to load from', () => {
  for (const name of NAMES) {
    const html = readFileSync(reportOf(name), 'utf8');
    assert.equal(html.split('<script type="text/plain" id="plotly').length - 1, 1);
    assert.doesNotMatch(html, /<(?:script|img|link|iframe)[^>]*(?:src|href)="?https?:/i);
  }
});

describe('the reports in a browser without network', { skip: withoutBrowser }, () => {
  let browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());

  for (const name of NAMES) {
    for (const [width, height] of [
      [1280, 900],
      [390, 844],
    ]) {
      test(`${name} at ${width} pixels: plots drawn, tables filled, nothing wider than the page, no error, no request`, async () => {
        const { page, errors, requests, close } = await openPage(browser, { viewport: { width, height } });
        await page.goto(pathToFileURL(reportOf(name)).href);
        await page.waitForFunction(() =>
          [...document.querySelectorAll('[data-deid-figure]')].every(({ dataset }) => dataset.drawn === 'yes'),
        );
        const seen = await page.evaluate(() => ({
          figures: [...document.querySelectorAll('[data-deid-figure] .js-plotly-plot')].map(
            (plot) => plot.querySelectorAll('.points path, .point path, .point, .box, .heatmaplayer image').length,
          ),
          emptyTables: [...document.querySelectorAll('#notebook table')]
            .filter((table) => !table.tBodies[0]?.rows.length)
            .map(({ dataset }) => dataset.table),
          tables: document.querySelectorAll('#notebook table').length,
          // What has no rows is a sentence.
          without: [...document.querySelectorAll('#notebook p')].filter((p) => p.textContent.endsWith(': none.'))
            .length,
          overflow: document.documentElement.scrollWidth - window.innerWidth,
          pictures: [...document.images].filter((image) => image.complete && image.naturalWidth === 0).length,
        }));
        assert.ok(
          seen.figures.length >= 6 && seen.figures.every((marks) => marks > 0),
          `marks by figure: ${seen.figures}`,
        );
        assert.ok(seen.tables + seen.without >= 8, `${seen.tables} tables and ${seen.without} without rows`);
        assert.deepEqual(seen.emptyTables, []);
        assert.ok(seen.overflow <= 0, `${seen.overflow} pixels too wide`);
        assert.equal(seen.pictures, 0, 'broken pictures');
        assert.deepEqual(errors, []);
        assert.deepEqual(requests, []);
        await close();
      });
    }
  }

  test('a table sorts, the slider moves, the filter filters', async () => {
    const { page, errors, close } = await openPage(browser);
    await page.goto(pathToFileURL(reportOf(NAMES[0])).href);
    const table = page.locator('table[data-table="published-quality"]').first();
    const firstCell = () => table.locator('tbody tr').first().innerText();
    const head = table.locator('thead button').first();
    await head.click();
    const up = await firstCell();
    await head.click();
    assert.notEqual(await firstCell(), up);

    const shot = page.locator('.shot:has(.slider)').first();
    const cut = () => shot.locator('.compare').evaluate((box) => box.style.getPropertyValue('--cut'));
    const initial = await cut();
    await shot.locator('.slider').fill('10');
    assert.notEqual(await cut(), initial);
    assert.equal(await cut(), '10%');
    const visible = () => page.locator('.shot:visible').count();
    const all = await visible();
    await page.locator('#only-name').fill('no such file');
    assert.equal(await visible(), 0);
    await page.locator('#only-name').fill('');
    assert.equal(await visible(), all);
    assert.deepEqual(errors, []);
    await close();
  });

  test('without scripts the static pictures of all figures are there', async () => {
    const { page, close } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(pathToFileURL(reportOf(NAMES[0])).href);
    const figures = await page.locator('[data-deid-figure]').count();
    assert.ok(figures >= 6);
    assert.equal(await page.locator('[data-deid-figure] img.deid-static:visible').count(), figures);
    await close();
  });
});

describe('a notebook that fails', () => {
  const trial = (name, ...sources) => {
    const cells = sources.map((source, i) => ({
      cell_type: 'code',
      id: `c${i}`,
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    }));
    const metadata = { kernelspec: { name: 'tslab', display_name: 'TypeScript', language: 'typescript' } };
    const path = join(scratch, `${name}.ipynb`);
    writeFileSync(path, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }));
    return path;
  };

  test('npm start says which cell and why, ends with 1 and keeps the executed notebook', () => {
    const done = start('--header', 'perhaps');
    assert.equal(done.status, 1);
    assert.match(done.stderr, /Visual_NLP_Metrics: code cell \d+ failed/);
    assert.match(done.stderr, /DEID_HEADER must be one of on, off/);
    const [, kept] = /as far as it ran: (.*)$/m.exec(done.stderr);
    assert.ok(existsSync(kept));
  });

  test('an unhandled rejection, which nbconvert does not see, is a failure', async () => {
    const path = trial(
      'silent',
      "setTimeout(() => void Promise.reject(new TypeError('lost')), 10);",
      'await new Promise((f) => setTimeout(f, 100));',
    );
    await assert.rejects(executeNotebook(path, join(scratch, 'kept')), /TypeError/);
  });

  test('a burst of output arrives whole', async () => {
    const path = trial('burst', "for (let i = 0; i < 3000; i++) console.log('line', i);");
    const executed = readJson(await executeNotebook(path, join(scratch, 'kept')));
    const text = executed.cells[0].outputs.map((output) => [output.text].flat().join('')).join('');
    assert.equal(text.split('\n').filter((line) => line.startsWith('line')).length, 3000);
  });
});
