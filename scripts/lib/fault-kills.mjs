// kill -9 at random moments, the same each time for one seed: of a run's workers, of shards, of Spark's executors and its driver.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { filesBelow, inRoot, readJson } from './common.mjs';
import { auditIn, differences, ledgerLines, outputsIn, summaryOf } from './fault-set.mjs';
import { processesOf } from './processes.mjs';
import { readRecords, sparkEnd, startSpark } from './spark.mjs';

/** 0 to 1, the same for the same seed (Numerical Recipes' constants). */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** When to kill: shares of the work (0 to 1) in order, each with some milliseconds more. */
const momentsOf = (count, random) =>
  Array.from({ length: count }, () => ({ share: random() * 0.95, delay: random() * 400 })).sort(
    (a, b) => a.share - b.share,
  );

/** A process that has just come to its end needs no killing: false. */
export function killProcess(pid) {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
    return false;
  }
}

/**
 * Does a piece of work again and again in one folder, killing part of it at each moment, until as many kills as wanted have found
 * somebody. `begin()` starts from nothing; `going()` says whether work is under way; `share()` how much of it is done; `strike()` kills
 * and says whether it did; `end()` waits for the work to come to its end.
 */
async function disturb(count, random, { begin, going, share, strike, end }) {
  let killed = 0;
  for (let rounds = 0; killed < count && rounds < 10; rounds += 1) {
    await begin();
    for (const { share: at, delay } of momentsOf(count - killed, random)) {
      while (going() && share() < at) await pause(25);
      await pause(delay);
      if (await strike()) killed += 1;
    }
    await end();
  }
  return killed;
}

/** Lines of the ledger that this run added: a finished run has one for each file. */
const shareOf = (outs, files) => () => ledgerLines(outs) / files;

/** A worker process of a run with two dies; the run goes on without the file that it had, and the same command does that one again. */
export async function killWorkers(trial, out, count, seed) {
  const random = seeded(seed);
  const files = trial.undisturbed().audit.files.length;
  let child;
  let ended;
  const killed = await disturb(count, random, {
    begin() {
      rmSync(out, { recursive: true, force: true });
      child = trial.start(out, ['--workers', '2']);
      ended = new Promise((resolve) => child.on('exit', resolve));
    },
    going: () => child.exitCode === null,
    share: shareOf([out], files),
    strike() {
      const workers = processesOf(child.pid).filter(({ parent }) => parent === child.pid);
      return workers.length > 0 && killProcess(workers[Math.floor(random() * workers.length)].pid);
    },
    end: () => ended,
  });
  return { killed, ...judged(trial, out, trial.run(out, ['--workers', '2']).stdout) };
}

/** Shards side by side in one folder; one that is killed is started again by the same command, as a scheduler would. */
export async function killShards(trial, out, count, seed, shards = 4) {
  const random = seeded(seed);
  const files = trial.undisturbed().audit.files.length;
  const running = new Map();
  const start = (index) =>
    new Promise((resolve) => {
      const go = () => {
        const child = trial.start(out, ['--shard', `${index}/${shards}`, '--exit-zero']);
        running.set(index, child);
        child.on('exit', (code, signal) => {
          running.delete(index);
          if (signal === null) resolve(code);
          else go();
        });
      };
      go();
    });
  let ends = [];
  const killed = await disturb(count, random, {
    begin() {
      rmSync(out, { recursive: true, force: true });
      ends = Array.from({ length: shards }, (_, at) => start(at + 1));
    },
    going: () => running.size > 0,
    share: shareOf([out], files),
    strike() {
      const all = [...running.values()];
      return all.length > 0 && killProcess(-all[Math.floor(random() * all.length)].pid);
    },
    end: () => Promise.all(ends),
  });
  const codes = await Promise.all(ends);
  const found = judged(trial, out, trial.merge([out]).stdout);
  return {
    killed,
    ...found,
    wrong: [...found.wrong, ...(codes.every((code) => code === 0) ? [] : [`codes ${codes}`])],
  };
}

/**
 * A whole run killed, the same command given again and killed again, until it comes to its end; then from nothing. After each kill every
 * file under its right name has to be whole already.
 */
export async function killRuns(trial, out, count, seed) {
  const random = seeded(seed);
  const wanted = trial.undisturbed();
  const wrong = new Set();
  rmSync(out, { recursive: true, force: true });
  for (let killed = 0; killed < count; ) {
    const child = trial.start(out);
    const ended = new Promise((resolve) => child.on('exit', resolve));
    // Some while it loads, most among the next few files.
    const lines = ledgerLines([out]) + Math.floor(random() * 8) - 1;
    while (child.exitCode === null && ledgerLines([out]) < lines) await pause(25);
    await pause(random() * 400);
    if (child.exitCode === null && killProcess(-child.pid)) {
      killed += 1;
      await ended;
      const found = Object.entries(outputsIn(out)).filter(([name]) => !name.startsWith('.'));
      for (const [name, hash] of found) if (wanted.outputs[name] !== hash) wrong.add(`half written ${name}`);
    } else {
      await ended;
      for (const each of judged(trial, out, trial.run(out).stdout).wrong) wrong.add(each);
      rmSync(out, { recursive: true, force: true });
    }
  }
  for (const each of judged(trial, out, trial.run(out).stdout).wrong) wrong.add(each);
  return { killed: count, wrong: [...wrong] };
}

function judged(trial, out, printed) {
  const wanted = trial.undisturbed();
  const found = { outputs: outputsIn(out), audit: auditIn(out), summary: summaryOf(printed) };
  return { wrong: differences(found, wanted), outputs: Object.keys(found.outputs).length };
}

/** Whole runs that evaluate a shard each, killed and started again; merged they have the metrics of one. */
export async function killEvaluations({ data, root, pipeline }, whole, count, seed) {
  const random = seeded(seed);
  const evaluate = (out, index) => {
    const args = ['evaluate', '--data', data, '--out', out, '--pipeline', pipeline, '--shard', `${index}/${count}`];
    return spawn(process.execPath, [inRoot('dist', 'cli.js'), ...args], { detached: true, stdio: 'ignore' });
  };
  let killed = 0;
  const outs = Array.from({ length: count }, (_, at) => join(root, `scores-${at + 1}`));
  for (const [at, out] of outs.entries()) {
    const child = evaluate(out, at + 1);
    const ended = new Promise((resolve) => child.on('exit', resolve));
    await pause(1000 + random() * 4000);
    if (killProcess(-child.pid)) killed += 1;
    await ended;
    await new Promise((resolve) => evaluate(out, at + 1).on('exit', resolve));
  }
  const merged = join(root, 'scores-merged');
  const args = ['merge', '--evaluation', '--out', merged, ...outs];
  spawnSync(process.execPath, [inRoot('dist', 'cli.js'), ...args], { encoding: 'utf8' });
  const wrong = differences({ outputs: {}, metrics: metricsOf(merged) }, { outputs: {}, metrics: metricsOf(whole) });
  return { killed, wrong };
}

/** The figures of metrics.json without times and machine. */
function metricsOf(out) {
  const { dataset, runs } = readJson(join(out, 'metrics.json'));
  return { dataset, runs: runs.map(({ time: _, ...run }) => run) };
}

const commandOf = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
};

/**
 * Spark on local-cluster: executors and the driver (the script or its JVM) die. Lost executors are Spark's business; after the driver the
 * same command is started again.
 */
export async function killSpark(args, { out, files, executors, drivers, seed }) {
  const random = seeded(seed);
  const kinds = [...Array(executors).fill('executor'), ...Array(drivers).fill('driver')];
  const killed = { executor: 0, driver: 0 };
  let child;
  let end;
  const begin = () => {
    child = startSpark(args, { detached: true });
    end = sparkEnd(child);
  };
  const share = () => filesBelow(out).filter((name) => !/^(records|\.parts)\//.test(name)).length / files;
  begin();
  // Mixed, so that drivers die at all stages as well.
  const order = kinds.map((kind) => ({ kind, place: random() })).sort((a, b) => a.place - b.place);
  for (const [at, { share: wanted, delay }] of momentsOf(kinds.length, random).entries()) {
    const { kind } = order[at];
    while (child.exitCode === null && child.signalCode === null && share() < wanted) await pause(100);
    await pause(delay * 5);
    const victim = await sparkVictim(child, kind, random);
    if (victim === undefined || !killProcess(victim)) continue;
    killed[kind] += 1;
    if (kind === 'executor') continue;
    await Promise.race([end, pause(30_000)]);
    for (const { pid } of processesOf(child.pid)) killProcess(pid);
    begin();
  }
  let last = await end;
  // The same command again: what failed with a lost executor is done, and nothing else is.
  if (last.summary === undefined) last = await sparkEnd(startSpark(args));
  return { killed, summary: last.summary, said: last.summary === undefined ? last.err.slice(-2000) : '' };
}

/** An executor as soon as there is one; the driver is the script itself or the JVM below it. */
async function sparkVictim(child, kind, random) {
  for (let waited = 0; waited < 3000 && child.exitCode === null && child.signalCode === null; waited += 1) {
    const all = processesOf(child.pid);
    const executors = all.filter(({ pid }) => commandOf(pid).includes('CoarseGrainedExecutorBackend'));
    const jvm = all.filter(({ pid, parent }) => parent === child.pid && commandOf(pid).includes('SparkSubmit'));
    const fit = kind === 'executor' ? executors : [{ pid: child.pid }, ...jvm];
    if (fit.length > 0) return fit[Math.floor(random() * fit.length)].pid;
    await pause(200);
  }
  return undefined;
}

/** What Spark's records say of each file, as an audit's records say it; of a file with several the one that did not fail. */
export function sparkRecords(out) {
  const last = new Map();
  for (const { file, status, record } of readRecords(out)) {
    if (status === 'skipped' || (last.has(file) && status === 'failed')) continue;
    const { timeMs: _, storedSha256: __, ...rest } = JSON.parse(record);
    last.set(file, rest);
  }
  return [...last.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}
