// JupyterLab itself, opened in a real browser: the TypeScript kernel starts and runs a cell that uses the library.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openBrowser, openPage, withoutBrowser } from './lib/browser.mjs';
import { inRoot } from './lib/common.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'deid-lab-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

const TOKEN = 'trial';

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** What the server's REST interface answers; a server that cannot answer yet, or says an error, has `ok` false. */
const ask = (port, path, options) =>
  fetch(`http://127.0.0.1:${port}/api${path}?token=${TOKEN}`, options).catch(() => ({ ok: false }));

/** `npm run lab` on a folder of its own; resolves when the server answers. */
async function startLab(port) {
  const args = [
    '--no-browser',
    `--port=${port}`,
    '--ServerApp.port_retries=0',
    `--IdentityProvider.token=${TOKEN}`,
    `--ServerApp.root_dir=${scratch}`,
  ];
  const child = spawn(process.execPath, [inRoot('scripts', 'lab.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  for (let i = 0; i < 120; i++) {
    if ((await ask(port, '')).ok) return child;
    assert.equal(child.exitCode, null, said);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`JupyterLab did not answer:\n${said}`);
}

/**
 * Ends the server and its kernels. A kernel has a session of its own, and one that is just starting outlives the server, with the
 * server's output still open: without letting go of that, this file would never end.
 */
async function endLab(lab, port) {
  const ended = new Promise((resolve) => lab.once('exit', resolve));
  await ask(port, '/shutdown', { method: 'POST', signal: AbortSignal.timeout(5000) });
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 10_000).unref())]);
  try {
    process.kill(-lab.pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
  for (const stream of [lab.stdout, lab.stderr]) stream.destroy();
}

function writeTrial() {
  const cell = (source) => ({
    cell_type: 'code',
    id: `c${source.length}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source,
  });
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'tslab', display_name: 'TypeScript', language: 'typescript' } },
    cells: [
      cell("import { PHI_CLASSES } from '../dist/index';"),
      cell("import { figureHtml, paretoFigure, readPublished } from '../dist/bench';"),
      cell("import { display } from 'tslab';"),
      cell('const many: number = PHI_CLASSES.length;'),
      cell('display.html("<b class=trial>" + many + " classes</b>");'),
      cell('display.html(figureHtml(paretoFigure({ schema: 1, runs: [] } as any, readPublished())));'),
    ],
  };
  mkdirSync(scratch, { recursive: true });
  writeFileSync(join(scratch, 'trial.ipynb'), JSON.stringify(notebook));
}

/** What the page shows, for the message of a failure. */
async function shownBy(page) {
  const texts = (selector) => page.locator(selector).allTextContents();
  const [prompts, outputs, dialogs] = await Promise.all(
    ['.jp-InputPrompt', '.jp-OutputArea-output', '.jp-Dialog'].map(texts),
  );
  const status = await page.locator('.jp-Notebook-ExecutionIndicator').getAttribute('data-status');
  return JSON.stringify({ status, prompts, outputs: outputs.map((text) => text.slice(0, 200)), dialogs });
}

/** Waits until the page has its kernel and the kernel is idle: JupyterLab forgets, without a word, a cell that is run earlier. */
async function kernelReady(page, port) {
  await page.locator('.jp-Toolbar-kernelName', { hasText: 'TypeScript' }).waitFor({ timeout: 60_000 });
  for (let i = 0; i < 240; i++) {
    const answer = await ask(port, '/kernels');
    // While a kernel starts the server may answer with an error, which is an object.
    const kernels = answer.ok ? await answer.json() : [];
    if (kernels.some((kernel) => kernel.execution_state === 'idle' && kernel.connections > 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('the kernel did not become idle');
}

/** Runs one cell as a user does, who tries again when nothing happens. */
async function runCell(page, index) {
  const cell = page.locator('.jp-Notebook .jp-CodeCell').nth(index);
  const prompt = (text) => cell.locator('.jp-InputPrompt', { hasText: text });
  for (let i = 0; i < 3; i++) {
    await cell.locator('.cm-content').click();
    await page.keyboard.press('Control+Enter');
    const begun = prompt(/\[(\*|\d+)\]/).waitFor({ timeout: 10_000 });
    if (await begun.then(() => true).catch(() => false)) break;
  }
  await prompt(/\[\d+\]/).waitFor({ timeout: 60_000 });
}

async function runTrial(page, port) {
  await kernelReady(page, port);
  for (let index = 0; index < 5; index++) await runCell(page, index);
  const shown = page.locator('.jp-OutputArea-output b.trial');
  await shown.waitFor({ timeout: 30_000 });
  assert.equal(await shown.textContent(), '15 classes');
  await runCell(page, 5);
  const plot = page.locator('[data-deid-figure][data-drawn="yes"] .js-plotly-plot');
  await plot.waitFor({ timeout: 60_000 });
  assert.ok((await plot.locator('.points path').count()) > 0, 'the figure has no marks');
}

test('JupyterLab opens, and its TypeScript kernel runs cells that import the library and draw a figure', {
  skip: withoutBrowser,
  timeout: 240_000,
}, async () => {
  writeTrial();
  const port = await freePort();
  const lab = await startLab(port);
  const browser = await openBrowser();
  try {
    const { page, requests } = await openPage(browser, { offline: false });
    await page.goto(`http://127.0.0.1:${port}/lab/tree/trial.ipynb?token=${TOKEN}`);
    await page.locator('.jp-Notebook .jp-CodeCell .cm-content').first().waitFor({ timeout: 90_000 });
    await runTrial(page, port).catch(async (error) => {
      throw new Error(`${error.message}\nThe page shows ${await shownBy(page)}`);
    });
    assert.deepEqual(
      requests.filter((url) => !url.startsWith(`http://127.0.0.1:${port}/`)),
      [],
    );
  } finally {
    await browser.close();
    await endLab(lab, port);
  }
});
