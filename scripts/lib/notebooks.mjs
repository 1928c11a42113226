// Running, inspecting and exporting the notebooks.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { inRoot, openly, readJson, Stop } from './common.mjs';
import { jupyterEnvironment, python } from './python.mjs';

/** A cell's text; nbformat allows a string or a list of lines. */
export const codeOf = (cell) => (Array.isArray(cell.source) ? cell.source.join('') : cell.source);

const textOf = (value) => (Array.isArray(value) ? value.join('') : (value ?? ''));
const ansi = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/**
 * What is wrong with an executed notebook: cells that did not run, errors, outputs that were expected (a tag `shows:png`, `shows:html`
 * or `shows:text` on the cell) and are not there. nbconvert's exit code is not enough: an unhandled rejection leaves it at 0.
 */
export function faultsOf(notebook) {
  const faults = [];
  const code = notebook.cells.filter((cell) => cell.cell_type === 'code' && codeOf(cell).trim() !== '');
  code.forEach((cell, index) => {
    const at = (what) => faults.push({ cell: index + 1, source: codeOf(cell), what });
    const error = cell.outputs.find((output) => output.output_type === 'error');
    const stderr = cell.outputs
      .filter((o) => o.output_type === 'stream' && o.name === 'stderr')
      .map((o) => textOf(o.text))
      .join('');
    if (error) at(withoutKernelFrames(textOf(error.traceback)) || `${error.ename}: ${error.evalue}`);
    else if (/Unhandled(Promise)?Rejection|UncaughtException/.test(stderr)) at(stderr.replace(ansi, ''));
    else if (stderr.trim() !== '' && !hasTag(cell, 'may-warn'))
      at(`It wrote to standard error:\n${stderr.replace(ansi, '')}`);
    else if (cell.execution_count == null) at('It was not run.');
    else for (const kind of missingOutputs(cell)) at(`It should show ${kind} and does not.`);
  });
  return faults;
}

/** A stack without the lines of tslab and Node, which stand in every one. */
function withoutKernelFrames(stack) {
  const foreign = /node_modules[\\/]tslab|\(node:|evalmachine|sigintHandlersWrap/;
  return stack
    .replace(ansi, '')
    .split('\n')
    .filter((line) => !(/^\s+at /.test(line) && foreign.test(line)))
    .join('\n');
}

const hasTag = (cell, tag) => (cell.metadata?.tags ?? []).includes(tag);
const MIME = { png: 'image/png', html: 'text/html' };

function missingOutputs(cell) {
  const wanted = (cell.metadata?.tags ?? [])
    .filter((tag) => tag.startsWith('shows:'))
    .map((tag) => tag.slice('shows:'.length));
  const shown = new Set(cell.outputs.flatMap((output) => Object.keys(output.data ?? {})));
  const text = cell.outputs.some((output) => output.output_type === 'stream' && textOf(output.text).trim() !== '');
  return wanted.filter((kind) => (kind === 'text' ? !text : !shown.has(MIME[kind])));
}

/** What a person has to read when a notebook failed. */
export function describeFault(name, fault) {
  const source = fault.source
    .split('\n')
    .map((line) => `    | ${line}`)
    .join('\n');
  return `${name}: code cell ${fault.cell} failed.\n${source}\n${fault.what.trimEnd()}`;
}

/** The pipelines whose sections a notebook has. */
export const pipelinesOf = ({ cells }) =>
  [
    ...new Set(cells.flatMap(({ metadata }) => (metadata?.tags ?? []).filter((tag) => tag.startsWith('pipeline:')))),
  ].map((tag) => tag.slice('pipeline:'.length));

/** Without the sections of pipelines that were not asked for. `asked`: a list separated by commas, or nothing for all. */
export function withAskedSections(notebook, asked) {
  if (!asked) return notebook;
  const wanted = asked.split(',').map((id) => `pipeline:${id.trim()}`);
  const cells = notebook.cells.filter(({ metadata }) => {
    const tag = (metadata?.tags ?? []).find((candidate) => candidate.startsWith('pipeline:'));
    return tag === undefined || wanted.includes(tag);
  });
  return { ...notebook, cells };
}

/**
 * Executes a notebook (always in notebooks/, wherever it lies) and writes the executed copy into `folder`, whatever happens. Throws
 * `Stop` naming the first cell that failed. Returns the executed copy's path.
 */
export async function executeNotebook(notebook, folder, env = {}) {
  const name = basename(notebook, '.ipynb');
  mkdirSync(folder, { recursive: true });
  const executed = join(folder, `${name}.ipynb`);
  rmSync(executed, { force: true });
  const scratch = mkdtempSync(join(tmpdir(), 'deid-notebook-'));
  const faultFile = join(scratch, 'faults');
  const asked = env.DEID_PIPELINES ?? process.env.DEID_PIPELINES;
  // A copy: it runs where the kernel runs, in notebooks/, wherever it lies.
  const source = join(scratch, `${name}.ipynb`);
  writeFileSync(source, JSON.stringify(withAskedSections(readJson(notebook), asked)));
  const status = await openly(python, [inRoot('scripts', 'execute_notebook.py'), source, executed], {
    env: jupyterEnvironment({ ...env, DEID_KERNEL_FAULTS: faultFile }),
  });
  const silent = existsSync(faultFile) ? readFileSync(faultFile, 'utf8').trim() : '';
  rmSync(scratch, { recursive: true, force: true });
  if (!existsSync(executed))
    throw new Stop(`${name}: the TypeScript kernel did not start (exit ${status}); \`npm run setup\`, then run again.`);
  const [fault] = faultsOf(readJson(executed));
  if (fault) throw new Stop(`${describeFault(name, fault)}\nThe notebook as far as it ran: ${executed}`);
  if (silent)
    throw new Stop(
      `${name}: ${silent} in the kernel, outside the cells' own errors.\nThe executed notebook: ${executed}`,
    );
  if (status !== 0)
    throw new Stop(`${name}: execution ended with status ${status}.\nThe executed notebook: ${executed}`);
  return executed;
}

/**
 * Puts an executed notebook into its report: OUT/reports/NAME.html, one file that makes no request to anywhere. nbconvert renders the
 * cells; the page around them, with the one copy of Plotly, is the library's. Returns the report's path.
 */
export async function exportNotebook(executed, out) {
  const name = basename(executed, '.ipynb');
  const scratch = mkdtempSync(join(tmpdir(), 'deid-export-'));
  try {
    const template = [
      '--template',
      'fragment',
      `--TemplateExporter.extra_template_basedirs=${inRoot('scripts', 'nbconvert')}`,
    ];
    const target = ['--log-level=ERROR', '--output-dir', scratch, '--output', name];
    const args = ['-m', 'nbconvert', '--to', 'html', ...template, ...target, executed];
    const status = await openly(python, args, { env: jupyterEnvironment() });
    if (status !== 0) throw new Stop(`${name}: nbconvert could not render the notebook (exit ${status}): ${executed}`);
    const require = createRequire(import.meta.url);
    const { writeNotebookReport } = require(inRoot('dist', 'bench.js'));
    return await writeNotebookReport(out, name, readFileSync(join(scratch, `${name}.html`), 'utf8'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
