// Colab, as far as it can be played: a Python without venv and ensurepip, a Jupyter that knows no TypeScript kernel, a notebook opened from
// another folder, its Python cell, then its TypeScript cells, and every output in a sandboxed frame of its own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openBrowser, openPage, withoutBrowser } from './lib/browser.mjs';
import { inRoot, readJson } from './lib/common.mjs';
import { notebookText } from './lib/notebook-skeleton.mjs';
import { faultsOf } from './lib/notebooks.mjs';
import { python } from './lib/python.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'deid-colab-'));
const elsewhere = join(scratch, 'content');
const home = join(scratch, 'home');
const prefix = join(scratch, 'usr');
after(() => rmSync(scratch, { recursive: true, force: true }));

/** Bytes of one output above which Colab becomes slow. */
const MOST_OUTPUT = 2_000_000;

/** No settings of this machine's Jupyter come in, and nothing of this project's environment. */
function environment(extra = {}) {
  const clean = Object.entries(process.env).filter(([name]) => !/^(JUPYTER|IPYTHON|DEID_|PYTHON|XDG_)/.test(name));
  return { ...Object.fromEntries(clean), HOME: home, DEID_PROJECT: inRoot(), DEID_PYTHON: bare, ...extra };
}

const bare = join(prefix, 'bin', 'python3');

/** A Python that sees the installed Jupyter, but has neither venv nor ensurepip, like Colab's. */
function makePython() {
  const made = spawnSync(python, ['-m', 'venv', '--without-pip', prefix], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  const sites = spawnSync(python, ['-c', 'import site; print(site.getsitepackages()[0])'], { encoding: 'utf8' });
  const own = spawnSync(bare, ['-c', 'import site; print(site.getsitepackages()[0])'], { encoding: 'utf8' });
  writeFileSync(join(own.stdout.trim(), 'outer.pth'), sites.stdout);
  const block = "import sys\nfor name in ('venv', 'ensurepip'):\n    sys.modules[name] = None\n";
  writeFileSync(join(own.stdout.trim(), 'sitecustomize.py'), block);
}

/** Runs a notebook with whatever kernel it names. */
function execute(name, notebook, extra = {}) {
  const source = join(elsewhere, `${name}.ipynb`);
  const target = join(elsewhere, `${name}.executed.ipynb`);
  writeFileSync(source, JSON.stringify(notebook));
  const args = [inRoot('scripts', 'execute_notebook.py'), source, target];
  const done = spawnSync(bare, args, { cwd: elsewhere, encoding: 'utf8', env: environment(extra) });
  return { done, executed: existsSync(target) ? readJson(target) : undefined };
}

const colab = (gpu) => {
  const notebook = JSON.parse(notebookText('Presidio_Metrics', { colab: true }));
  const dropped = ['pipeline:proof', 'pipeline:presidio', ...(gpu ? [] : ['gpu'])];
  const cells = notebook.cells.filter(({ metadata }) => !(metadata.tags ?? []).some((tag) => dropped.includes(tag)));
  return { ...notebook, cells };
};

const isPython = ({ metadata }) => (metadata.tags ?? []).includes('python');

before(() => {
  for (const folder of [elsewhere, home]) mkdirSync(folder, { recursive: true });
  makePython();
  const made = spawnSync(process.execPath, [
    inRoot('dist', 'cli.js'),
    'prepare',
    '--out',
    join(scratch, 'data'),
    '--count',
    '2',
  ]);
  assert.equal(made.status, 0, String(made.stderr));
});

test('the kernel can be registered for a Python (--sys-prefix) and for a user, and taken away again', () => {
  for (const [flag, place] of [
    ['--sys-prefix', join(prefix, 'share', 'jupyter')],
    ['--user', join(home, '.local', 'share', 'jupyter')],
  ]) {
    const spec = join(place, 'kernels', 'tslab', 'kernel.json');
    const run = (...more) =>
      spawnSync(process.execPath, [inRoot('scripts', 'register-kernel.mjs'), flag, ...more], {
        encoding: 'utf8',
        env: environment({ DEID_VENV: 'off' }),
      });
    const done = run();
    assert.equal(done.status, 0, done.stderr);
    assert.deepEqual(readJson(spec).argv.slice(1), [inRoot('scripts', 'kernel.mjs'), '{connection_file}']);
    assert.equal(run('--remove').status, 0);
    assert.ok(!existsSync(spec));
  }
});

describe('the Colab notebook', () => {
  let executed;

  test('its first cell, in Python, registers the kernel', () => {
    const notebook = colab(false);
    const { done, executed: set } = execute('setup', {
      ...notebook,
      cells: notebook.cells.filter(isPython),
      metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
    });
    assert.equal(done.status, 0, done.stderr);
    assert.match(JSON.stringify(set.cells[0].outputs), /now reload the page/);
    assert.deepEqual(readdirSync(join(home, '.local', 'share', 'jupyter', 'kernels')), ['tslab']);
  });

  for (const gpu of [false, true]) {
    test(`its TypeScript cells run from another folder, the Python cells are skipped (${gpu ? 'with' : 'without'} the GPU cell)`, () => {
      const extra = { DEID_DATA: join(scratch, 'data'), DEID_OUT: join(scratch, 'out'), DEID_PIPELINES: 'tesseract' };
      const result = execute(`run-${gpu}`, colab(gpu), extra);
      assert.equal(result.done.status, 0, result.done.stderr);
      executed = result.executed;
      assert.deepEqual(faultsOf(executed), []);
      assert.equal(executed.cells.filter(isPython).length, gpu ? 2 : 1);
      assert.ok(existsSync(join(scratch, 'out', 'reports', 'Presidio_Metrics.html')));
    });
  }

  test('its outputs are bounded, hold no whole document, and draw in sandboxed frames', {
    skip: withoutBrowser,
  }, async () => {
    const outputs = executed.cells.flatMap(({ outputs = [] }) =>
      outputs.flatMap(({ data }) => (data?.['text/html'] ? [[data['text/html']].flat().join('')] : [])),
    );
    assert.ok(outputs.length > 10);
    for (const html of outputs) {
      assert.ok(html.length < MOST_OUTPUT, `an output of ${html.length} characters`);
      assert.doesNotMatch(html, /<(html|body|head)\b|https?:\/\/(?!www\.w3\.org)/);
    }
    const browser = await openBrowser();
    const { page, requests, close } = await openPage(browser);
    const frames = outputs.map((html) => {
      const whole = `<!doctype html><meta charset="utf-8"><body>${html}</body>`;
      return `<iframe sandbox="allow-scripts allow-downloads" width="900" height="560" srcdoc="${whole.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`;
    });
    await page.setContent(frames.join('\n'));
    const at = outputs.findIndex((html) => html.includes('Download the report'));
    const report = page.frameLocator('iframe').nth(at);
    await report.locator('a[download="Presidio_Metrics.html"][href^="blob:"]').waitFor({ timeout: 60_000 });
    await report.frameLocator('iframe').locator('h2', { hasText: 'Summary' }).waitFor({ timeout: 60_000 });
    const figures = outputs.map((html, i) => (html.includes('data-deid-figure') ? i : -1)).filter((i) => i >= 0);
    assert.ok(figures.length >= 6);
    for (const i of figures) {
      const drawn = page.frameLocator('iframe').nth(i).locator('[data-drawn="yes"] .main-svg').first();
      await drawn.waitFor({ timeout: 60_000 });
    }
    assert.deepEqual(requests, []);
    await close();
    await browser.close();
  });
});
