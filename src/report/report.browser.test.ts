import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { readPublished } from '../evaluate/published';
import { figureHtml } from './figure-html';
import { leakFigure, qualityFigure } from './figures';
import { stageFigure } from './figures-time';
import { encodePng } from './pictures';
import { renderReport } from './report';
import { exampleMetrics, exampleRuns } from './testing';

const chromium = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== '' && existsSync(path),
);
const runs = exampleRuns();
const metrics = exampleMetrics(runs);
const plain = (value: number) =>
  encodePng({ width: 200, height: 100, channels: 1, data: new Uint8Array(20000).fill(value) });

interface Watched {
  readonly page: Page;
  readonly problems: string[];
  readonly requests: string[];
}

describe('in a real browser', { skip: chromium ? false : 'no chromium on this machine' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'deid-report-'));
  let browser: Browser;
  let report: string;

  before(async () => {
    const { chromium: launcher } = await import('playwright-core');
    browser = await launcher.launch({ executablePath: chromium!, args: ['--no-sandbox'] });
    const [white, black] = [await plain(255), await plain(0)];
    report = await renderReport({
      metrics,
      runs,
      published: readPublished(),
      pictures: async () => ({ frame: 0, before: white, after: black }),
    });
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(name: string, html: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Watched> {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, html);
    const page = await browser.newPage(options);
    const problems: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => problems.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && request.url() !== `file://${file}`) requests.push(request.url());
    });
    await page.goto(`file://${file}`);
    return { page, problems, requests };
  }

  const drawn = (page: Page, count: number) =>
    page.waitForFunction(`document.querySelectorAll('[data-drawn="yes"] .main-svg').length >= ${count}`, undefined, {
      timeout: 30_000,
    });
  const quiet = ({ problems, requests }: Watched) => {
    assert.deepEqual(problems, []);
    assert.deepEqual(requests, []);
  };

  it('the report draws all plots, runs no hostile text, asks the network for nothing', async () => {
    const watched = await open('report', report);
    const { page } = watched;
    await drawn(page, 7);
    const marks = await page.evaluate(
      `[...document.querySelectorAll('[data-deid-figure]')].map((figure) => figure.querySelectorAll('.js-plotly-plot .point, .js-plotly-plot .hm image, .js-plotly-plot .bars path').length)`,
    );
    assert.equal((marks as number[]).length, 7);
    for (const count of marks as number[]) assert.ok(count > 0, `marks by figure: ${marks}`);
    assert.equal(await page.evaluate('window.pwned'), undefined);
    assert.ok((await page.locator('.shot').nth(1).locator('h3').textContent())?.includes('</script>'));
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.pwned=3">')`);
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate('window.pwned'), undefined, 'the policy stops injected handlers');
    watched.problems.length = 0;
    quiet({ ...watched, requests: watched.requests.filter((url) => !url.endsWith('/x')) });
    await page.close();
  });

  it('sorts, slides, filters, changes its look', async () => {
    const watched = await open('drive', report);
    const { page } = watched;
    const names = () => page.locator('[data-table="quality-table"] tbody th').allTextContents();
    const head = page.locator('[data-table="quality-table"] thead th').nth(3);
    await head.locator('button').click();
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    const rising = await names();
    await head.locator('button').click();
    assert.equal((await names())[0], 'Proof');
    assert.deepEqual([...(await names())].sort(), [...rising].sort());
    const published = page.locator('[data-table="quality-table"] thead th').last().locator('button');
    await published.click();
    assert.equal((await names()).at(-1), 'Proof', 'an empty cell is last, rising');
    await published.click();
    assert.equal((await names()).at(-1), 'Proof', 'and falling');

    const shot = page.locator('.shot').first();
    const brightness = async () => {
      const pixels = await shot.locator('.compare').screenshot();
      const { default: sharp } = await import('sharp');
      return (await sharp(pixels).greyscale().stats()).channels[0].mean;
    };
    // The test's picture is white before and black after.
    await shot.locator('.slider').fill('0');
    const atBefore = await brightness();
    await shot.locator('.slider').fill('100');
    const atAfter = await brightness();
    assert.ok(atBefore > 195 && atAfter < 60, `at the end "Before" ${atBefore}, at the end "After" ${atAfter}`);
    assert.equal(await shot.locator('.cut span').first().textContent(), 'Before', 'low values are the end "Before"');
    const area = (await shot.locator('.compare').boundingBox())!;
    await page.mouse.click(area.x + area.width * 0.25, area.y + area.height / 2);
    assert.ok(
      Math.abs(Number(await shot.locator('.slider').inputValue()) - 25) <= 2,
      'a click on the picture moves the cut',
    );

    const all = await page.locator('.shot:visible').count();
    await page.locator('#only-leaked').check();
    const leaked = await page.locator('.shot:visible').count();
    assert.ok(leaked > 0 && leaked < all);
    assert.equal(await page.locator('.shot:visible:not([data-leaked="yes"])').count(), 0);
    await page.locator('#only-pipeline').selectOption('Proof');
    assert.equal(await page.locator('.shot:visible').count(), 0);
    assert.ok(await page.locator('#gallery-none').isVisible());

    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.locator('#theme').click();
    assert.notEqual(await ground(), light);
    quiet(watched);
    await page.close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`has no serious fault of accessibility by axe, ${colorScheme}`, async () => {
      const { page } = await open(`axe-${colorScheme}`, report, { colorScheme });
      await drawn(page, 7);
      // The page's policy stops scripts from outside; what the automation itself evaluates is not bound by it.
      await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
      const found = await page.evaluate(
        `axe.run({ exclude: ['.js-plotly-plot'] }).then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')))`,
      );
      assert.deepEqual(found, []);
      await page.close();
    });
  }

  it('has a table of contents that leads to every section, and prints on few pages', async () => {
    const watched = await open('contents', report);
    const { page } = watched;
    const links = (await page.evaluate(
      `[...document.querySelectorAll('nav.contents a')].map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))?.tagName ?? link.hash)`,
    )) as string[];
    assert.ok(links.length >= 8);
    assert.deepEqual([...new Set(links)], ['SECTION']);
    await drawn(page, 7);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
    assert.ok(pages > 0 && pages <= 10, `${pages} printed pages`);
    quiet(watched);
    await page.close();
  });

  it('fits a phone, and shows static pictures where scripts do not run', async () => {
    const watched = await open('phone', report, { viewport: { width: 390, height: 800 } });
    assert.ok(Number(await watched.page.evaluate('document.documentElement.scrollWidth')) <= 390);
    quiet(watched);
    await watched.page.close();
    const still = await open('still', report, { javaScriptEnabled: false });
    assert.equal(await still.page.locator('.deid-static:visible').count(), 7);
    assert.ok(await still.page.locator('.shot').first().locator('figure.before img').isVisible());
    assert.ok(!(await still.page.locator('.slider').first().isVisible()));
    await still.page.close();
  });

  it('notebook figures draw in one page, whichever cell comes first, and in frames that cannot see each other', async () => {
    const cells = [qualityFigure(metrics), leakFigure(metrics), stageFigure(metrics)].map((figure) =>
      figureHtml(figure),
    );
    const html = (parts: readonly string[]) =>
      `<!doctype html><meta charset="utf-8"><body>${parts.map((part) => `<div>${part}</div>`).join('')}</body>`;
    const watched = await open('cells', html(cells));
    await drawn(watched.page, 3);
    assert.equal(await watched.page.locator('.deid-static:visible').count(), 0);
    quiet(watched);
    await watched.page.close();
    const frame = (cell: string) =>
      `<iframe sandbox="allow-scripts" width="900" height="500" srcdoc="${html([cell]).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;
    const framed = await open('frames', html(cells.map(frame)));
    for (let i = 0; i < cells.length; i++) {
      const figure = framed.page.frameLocator('iframe').nth(i).locator('[data-drawn="yes"] .main-svg').first();
      await figure.waitFor({ timeout: 30_000 });
    }
    assert.deepEqual(framed.requests, []);
    await framed.page.close();
  });
});
