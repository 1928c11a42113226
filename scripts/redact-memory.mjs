// Measures the memory that a long file takes: 500 frames of 512 x 512 in 16 bits by default, uncompressed or as RLE.
// Usage, after a build: node scripts/redact-memory.mjs [--frames N] [--rle] [--pipeline ID [--evaluate]] [--trace]
// Without --pipeline: reads, paints and writes with given boxes; with it: `redact`, or `evaluate` with ground truth and its judge.
// Prints a line of JSON with the largest resident set of the process that does it. --trace prints where the memory is, each second.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeLongFile } from './lib/long-file.mjs';

const require = createRequire(import.meta.url);
const GIB = 2 ** 30;

const { values: asked } = parseArgs({
  options: {
    frames: { type: 'string', default: '500' },
    rle: { type: 'boolean', default: false },
    pipeline: { type: 'string' },
    evaluate: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
    folder: { type: 'string' },
  },
});

if (asked.folder === undefined) await measure();
else await run(asked.folder);

async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'redact-memory-'));
  try {
    mkdirSync(join(folder, 'in'));
    await writeLongFile(join(folder, 'in', 'long'), Number(asked.frames), asked.rle);
    const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2), '--folder', folder];
    const child = spawnSync(process.execPath, args, { stdio: 'inherit' });
    process.exitCode = child.status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(folder) {
  const places = { input: join(folder, 'in'), out: join(folder, 'out') };
  const timer = asked.trace ? setInterval(trace, 1000) : undefined;
  const start = performance.now();
  const work = asked.pipeline === undefined ? redactOne : asked.evaluate ? evaluate : redact;
  const result = await work(places);
  clearInterval(timer);
  const figures = {
    frames: Number(asked.frames),
    pixels: asked.rle ? 'RLE' : 'uncompressed',
    work: [asked.pipeline, work.name].filter(Boolean).join(' '),
    ...result,
    fileGiB: statSync(join(places.input, 'long.dcm')).size / GIB,
    seconds: Math.round((performance.now() - start) / 1000),
    largestResidentGiB: (process.resourceUsage().maxRSS * 1024) / GIB,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function trace() {
  const mib = (bytes) => Math.round(bytes / 2 ** 20);
  const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
  const shown = { rss, heapUsed, heapTotal, external, arrayBuffers };
  const parts = Object.entries(shown).map(([name, bytes]) => `${name} ${mib(bytes)}`);
  process.stderr.write(`${Math.round(performance.now() / 1000)} s: ${parts.join(', ')} MiB\n`);
}

async function redactOne({ input, out }) {
  const { openDicom } = require('../dist/dicom/open.js');
  const { redactFile } = require('../dist/redact/redact.js');
  const file = openDicom(readFileSync(join(input, 'long.dcm')));
  const frameIndices = Array.from({ length: file.image.numberOfFrames }, (_, i) => i);
  const boxes = [{ left: 8, top: 8, right: 200, bottom: 40 }];
  const { bytes, paintedPixels } = await redactFile(file, [{ frameIndices, boxes }]);
  writeFileSync(out, bytes);
  return { paintedPixels };
}

async function redact({ input, out }) {
  const { redactFiles } = require('../dist/run/redact.js');
  const { files, done, quarantined } = await redactFiles({ in: input, out, pipeline: asked.pipeline });
  return { files, done, quarantined: quarantined.length };
}

async function evaluate({ input, out }) {
  const { evaluateDataset } = require('../dist/run/evaluate.js');
  const { metrics, failed } = await evaluateDataset({ data: input, out, pipelines: [asked.pipeline] });
  const { leaked, images } = metrics.runs[0].leak;
  return { failed, images, leaked };
}
