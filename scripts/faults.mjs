// npm run faults: tries what goes wrong in practice, and writes docs/reliability.md: kinds of fault, how many were tried, what happened.
// Usage, after a build: node scripts/faults.mjs [--mutations 20000] [--kills 200] [--files 12] [--docs]
// Disk full and read-only need root (a small file system in memory is mounted); without it they are left out and said to be.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesBelow, inRoot, main, Stop } from './lib/common.mjs';
import { markdownTable } from './lib/markdown.mjs';

const require = createRequire(import.meta.url);
const { values: asked } = parseArgs({
  options: {
    mutations: { type: 'string', default: '20000' },
    kills: { type: 'string', default: '200' },
    files: { type: 'string', default: '12' },
    docs: { type: 'boolean', default: false },
  },
});

function makeInput(folder, count) {
  const { blankDicom } = require('../dist/run/testing.js');
  mkdirSync(folder, { recursive: true });
  for (let seed = 0; seed < count; seed += 1) writeFileSync(join(folder, `${seed}.dcm`), blankDicom(seed));
  writeFileSync(join(folder, 'bad.dcm'), 'no image');
}

const SECRET = 'ab'.repeat(32);

function commandOf(root, out, more = []) {
  writeFileSync(join(root, 'secret'), SECRET);
  const options = ['--pipeline', 'tesseract', '--header', 'off', '--header-profile', 'basic'];
  const places = ['--in', join(root, 'in'), '--out', out, '--secret-file', join(root, 'secret')];
  return [inRoot('dist', 'cli.js'), 'redact', ...places, ...options, ...more];
}

const run = (root, out, more) => spawnSync(process.execPath, commandOf(root, out, more), { encoding: 'utf8' });

/** Outputs by name and hash. */
function outputsIn(out) {
  const { sha256 } = require('../dist/run/audit.js');
  const names = filesBelow(out).filter((name) => name.endsWith('.dcm') && !name.startsWith('.parts'));
  return Object.fromEntries(names.map((name) => [name, sha256(readFileSync(join(out, name)))]));
}

/** What an undisturbed run gives, made once. */
let whole;
function undisturbed(root) {
  if (whole === undefined) {
    run(root, join(root, 'whole'));
    whole = outputsIn(join(root, 'whole'));
  }
  return whole;
}

async function mutations() {
  const { countMutations } = require('../dist/run/mutations.js');
  const { tried, codes, unnamed, slow } = await countMutations(Number(asked.mutations), 1);
  const residentMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  const { written = 0 } = codes;
  const wrong = unnamed.length + slow.length + (residentMiB > 2048 ? 1 : 0);
  for (const each of unnamed.slice(0, 20)) console.error(each);
  const kinds = Object.keys(codes).length - 1;
  const happened = `${written} written, ${tried - written} refused by one of ${kinds} names; ${unnamed.length} unnamed errors, ${slow.length} over 10 s; largest memory ${residentMiB} MiB`;
  return { fault: 'damaged inputs (bits, lengths, cuts, doubled and lost pieces)', tried, happened, wrong };
}

/** Ends a run at a random moment until one comes to its end; then everything must be as if nothing had happened. */
async function killed(root, out, tries, more, kill) {
  let half = 0;
  let seed = 7;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  // As long as a whole run takes here, so that moments fall all over it.
  const start = performance.now();
  run(root, join(root, 'measure'), more);
  const longest = performance.now() - start;
  for (let at = 0; at < tries; at += 1) {
    // A finished folder has nothing to interrupt.
    if (at % 5 === 0) rmSync(out, { recursive: true, force: true });
    const child = spawn(process.execPath, commandOf(root, out, more), { stdio: 'ignore', detached: true });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    await new Promise((resolve) => setTimeout(resolve, random() * longest));
    kill(child);
    await ended;
    const right = undisturbed(root);
    for (const [name, hash] of Object.entries(outputsIn(out))) if (right[name] !== hash) half += 1;
  }
  run(root, out, more);
  const complete = JSON.stringify(outputsIn(out)) === JSON.stringify(undisturbed(root));
  return { half, complete };
}

async function kills(root) {
  const tried = Number(asked.kills);
  const { half, complete } = await killed(root, join(root, 'killed'), tried, [], ({ pid }) => killProcess(-pid));
  const happened = `${half} files half written or wrong; the same command afterwards gave ${complete ? 'the bytes' : 'NOT the bytes'} of an undisturbed run`;
  return { fault: 'run killed (SIGKILL) at a random moment', tried, happened, wrong: half + (complete ? 0 : 1) };
}

/** A process that has just come to its end needs no killing. */
function killProcess(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function workerKills(root) {
  const tried = Math.ceil(Number(asked.kills) / 4);
  const kill = (child) => {
    const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' }).stdout;
    const [first] = children.split('\n').filter((line) => line.trim() !== '');
    if (first !== undefined) killProcess(Number(first));
  };
  const { half, complete } = await killed(root, join(root, 'workers'), tried, ['--workers', '2'], kill);
  const happened = `the run went on; ${half} files wrong; the same command afterwards gave ${complete ? 'the bytes' : 'NOT the bytes'} of an undisturbed run`;
  return { fault: 'one of two worker processes killed', tried, happened, wrong: half + (complete ? 0 : 1) };
}

/** A small file system in memory, if this may be made here. */
function mounted(root, name, options) {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  return status === 0 ? folder : undefined;
}

async function diskFull(root) {
  const fault = 'disk full';
  const folder = mounted(root, 'full', 'size=24k');
  if (folder === undefined) return { fault, tried: 0, happened: 'left out: needs root', wrong: 0 };
  try {
    const first = run(root, join(folder, 'out'));
    const isNamed = first.status === 1 && /disk-full/.test(first.stderr);
    spawnSync('mount', ['-o', 'remount,size=64m', folder]);
    const again = run(root, join(folder, 'out'));
    const same = JSON.stringify(outputsIn(join(folder, 'out'))) === JSON.stringify(undisturbed(root));
    const happened = `${isNamed ? 'stopped with disk-full' : `ended with ${first.status}: ${first.stderr.trim()}`}; with room again the same command gave ${same ? 'the bytes' : 'NOT the bytes'} of an undisturbed run`;
    return { fault, tried: 1, happened, wrong: (isNamed ? 0 : 1) + (same && again.status === 1 ? 0 : 1) };
  } finally {
    spawnSync('umount', [folder]);
  }
}

async function readOnly(root) {
  const fault = 'output on a read-only file system';
  const folder = mounted(root, 'read-only', 'ro');
  if (folder === undefined) return { fault, tried: 0, happened: 'left out: needs root', wrong: 0 };
  try {
    const { status, stderr } = run(root, join(folder, 'out'));
    const isNamed = status === 1 && /output-read-only/.test(stderr);
    const happened = isNamed ? 'refused with output-read-only' : `ended with ${status}: ${stderr.trim()}`;
    return { fault, tried: 1, happened, wrong: isNamed ? 0 : 1 };
  } finally {
    spawnSync('umount', [folder]);
  }
}

async function twoAtOnce(root) {
  const out = join(root, 'two');
  const children = [0, 1].map(() =>
    spawn(process.execPath, commandOf(root, out), { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  const errors = await Promise.all(
    children.map(async (child) => {
      let text = '';
      child.stderr.on('data', (chunk) => {
        text += chunk;
      });
      await new Promise((resolve) => child.on('close', resolve));
      return text;
    }),
  );
  const locked = errors.filter((text) => /output-locked/.test(text)).length;
  const same = JSON.stringify(outputsIn(out)) === JSON.stringify(undisturbed(root));
  const happened = `${locked} refused with output-locked, the other gave ${same ? 'the bytes' : 'NOT the bytes'} of an undisturbed run`;
  return { fault: 'two runs into one folder at once', tried: 1, happened, wrong: locked === 1 && same ? 0 : 1 };
}

function writePage(rows) {
  const text = `# Reliability

Written by \`npm run faults -- --docs\`; the same command tries it on your machine (\`--mutations N\`, \`--kills N\`). Nothing here says that a
picture is clean: it says that a run which is disturbed leaves whole files, named errors and a folder that the same command completes.

${markdownTable(
  ['Fault', 'Tried', 'What happened'],
  rows.map(({ fault, tried, happened }) => [fault, String(tried), happened]),
)}

Damaged inputs go through opening, the header profile, painting and writing, without models; the same seeds give the same files. Runs
are made over ${asked.files} small files. What a run may not do is tested one by one in \`src/run/*.test.ts\`: folders and files that cannot be
read, FIFOs, links, names that are too long, files that vanish, locks, limits.
`;
  writeFileSync(inRoot('docs', 'reliability.md'), text);
}

await main(async () => {
  const root = mkdtempSync(join(tmpdir(), 'faults-'));
  try {
    makeInput(join(root, 'in'), Number(asked.files));
    const rows = [];
    for (const kind of [mutations, kills, workerKills, diskFull, readOnly, twoAtOnce]) {
      const row = await kind(root);
      console.log(`${row.fault}: ${row.tried} tried; ${row.happened}`);
      rows.push(row);
    }
    if (asked.docs) writePage(rows);
    if (rows.some(({ wrong }) => wrong > 0)) throw new Stop('Some faults did not end as they should; see above.');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
