// What `--speed` measures of whole processes: start-up, memory over many files, and two workers beside one.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, root, Stop } from './common.mjs';
import { SMALL_CASES, writeCases } from './speed-data.mjs';
import { open, pipelineSystem } from './speed-systems.mjs';

/** From the start of a process until its models are loaded, and until its first file is done. */
export async function measureStarts(folder, pipelines, rounds, say) {
  say('start-up');
  const found = new Map(pipelines.map((id) => [id, { pipeline: id, readyMs: [], firstFileMs: [] }]));
  for (let round = 0; round < rounds; round += 1) {
    for (const id of pipelines) {
      const start = performance.now();
      const system = await open(pipelineSystem(id));
      found.get(id).readyMs.push(Math.round(system.startMs));
      await system.ask({ path: join(folder, 'lines-6.dcm') });
      found.get(id).firstFileMs.push(Math.round(performance.now() - start));
      await system.close();
    }
  }
  return [...found.values()];
}

/** So many files go through one process. */
const FILES = 120;
const NAMES = ['lines-6', 'lines-25', 'lines-0', 'rle', 'jpeg'];

/** Memory over so many small files of mixed sizes and encodings. */
export async function measureMemory(folder, pipelines, say, files) {
  await writeCases(folder, SMALL_CASES);
  const names = SMALL_CASES.map(({ id }) => id);
  return measureGrowth(folder, pipelines, say, files, names);
}

/** Memory after every tenth file, in turn over sizes and encodings. */
export async function measureGrowth(folder, pipelines, say, files = FILES, names = NAMES) {
  const found = [];
  for (const pipeline of pipelines) {
    say(`${pipeline}: ${files} files through one process`);
    const system = await open(pipelineSystem(pipeline));
    const points = [];
    let peakMiB = 0;
    for (let count = 1; count <= files; count += 1) {
      const answer = await system.ask({ path: join(folder, `${names[count % names.length]}.dcm`) });
      peakMiB = Math.max(peakMiB, answer.peakMiB);
      if (count % 10 === 0) points.push([count, Math.round(answer.residentMiB)]);
    }
    await system.close();
    found.push({ pipeline, files, points, peakMiB: Math.round(peakMiB) });
  }
  return found;
}

/** Enough that loading the models in both workers is a small part. */
const WORKER_FILES = 96;
const WORKER_ROUNDS = 3;

/** The command line with one worker and with two, one thread each, in turn: seconds of whole runs. */
export async function measureWorkers(folder, cores, say, files = WORKER_FILES) {
  if (cores < 2) return null;
  const input = join(folder, 'workers');
  mkdirSync(input);
  const names = ['lines-6', 'lines-25', 'lines-0'];
  for (let index = 0; index < files; index += 1)
    copyFileSync(join(folder, `${names[index % names.length]}.dcm`), join(input, `${index}.dcm`));
  const found = [1, 2].map((workers) => ({ workers, seconds: [] }));
  for (let round = 0; round < WORKER_ROUNDS; round += 1) {
    for (const { workers, seconds } of found) {
      say(`proof, ${files} files, --workers ${workers}`);
      seconds.push(runWorkers(input, join(folder, `out-${workers}`), workers));
    }
  }
  return { pipeline: 'proof', files, threads: 1, runs: found };
}

function runWorkers(input, out, workers) {
  rmSync(out, { recursive: true, force: true });
  const args = ['redact', '--in', input, '--out', out, '--pipeline', 'proof', '--workers', String(workers)];
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [inRoot('dist', 'cli.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, DEID_THREADS: '1' },
  });
  if (status !== 0 && status !== 1)
    throw new Stop(`redact --workers ${workers} ended with ${status}: ${stderr.slice(-500)}`);
  return Math.round(performance.now() - start) / 1000;
}
