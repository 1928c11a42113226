// `npm run bench -- --speed`: what a file costs, by pipeline, size and number of lines, beside other people's software on the same files.
// All systems stay open and are asked in turn (A B C A B C ...), so that what else the machine does meets all of them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { inRoot, quietly, Stop } from './common.mjs';
import { CASES, writeCases } from './speed-data.mjs';
import { measureGrowth, measureMemory, measureStarts, measureWorkers } from './speed-process.mjs';
import { measureProfiles } from './speed-profile.mjs';
import { digestsOf, ratiosText } from './speed-says.mjs';
import { median, WARM_UPS } from './speed-stats.mjs';
import { open, otherState, peerSystems, pipelineSystem } from './speed-systems.mjs';
import { measureTries } from './speed-tries.mjs';

/** The two that everything is measured of; the others read three sizes. */
const MAIN = ['detector-base', 'proof'];
const OTHERS = ['presidio', 'tesseract', 'detector-lstm', 'detector-large'];
const SMALL = ['lines-0', 'lines-6', 'lines-25'];

function plan(values, say) {
  const { quick, device, against } = values;
  const named = values.pipeline?.split(',');
  const cases = casesOf(values);
  const options = { device: 'cpu' };
  const onGpu = device !== 'auto' && device !== 'cpu';
  const pipelines = (named ?? MAIN).map((id) => ({ ...pipelineSystem(id, options), cases }));
  if (against !== undefined) {
    const of = otherState(against);
    pipelines.push(...(named ?? MAIN).map((id) => ({ ...pipelineSystem(id, { folder: against, of }), cases })));
  }
  if (onGpu) pipelines.push(...(named ?? MAIN).map((id) => ({ ...pipelineSystem(id, { device }), cases })));
  const isWhole = !quick && !onGpu && named === undefined && against === undefined && values.case === undefined;
  if (!isWhole) return { systems: pipelines, cases, isWhole };
  const small = cases.filter(({ id }) => SMALL.includes(id));
  const others = OTHERS.map((id) => ({ ...pipelineSystem(id, options), cases: small }));
  const peers = peerSystems(say).map((peer) => ({ ...peer, cases: small }));
  return { systems: [...pipelines, ...others, ...peers], cases, isWhole };
}

function casesOf({ quick, case: chosen }) {
  const ids = chosen?.split(',');
  const unknown = (ids ?? []).filter((id) => !CASES.some((each) => each.id === id));
  if (unknown.length > 0)
    throw new Stop(`There is no case ${unknown.join(', ')}; must be one of ${CASES.map(({ id }) => id).join(', ')}.`);
  return CASES.filter((each) => (ids === undefined ? !quick || each.quick : ids.includes(each.id)));
}

/** Rows of every system and case; the first questions of each case are not counted. */
async function measureInTurn(systems, folder, rounds, say) {
  const opened = [];
  const dropped = new Set();
  try {
    for (const system of systems) opened.push(...(await openOrSay(system, say)));
    const rows = [];
    for (const { id, title } of CASES.filter((each) => systems.some(({ cases }) => cases.includes(each)))) {
      say(title);
      const asked = opened.filter(({ cases }) => cases.some((each) => each.id === id));
      const answers = asked.map(() => []);
      for (let round = 0; round < WARM_UPS + rounds; round += 1) {
        for (const [index, system] of asked.entries()) {
          if (dropped.has(system.id)) continue;
          const answer = await system.ask({ path: join(folder, `${id}.dcm`), png: join(folder, `${id}.png`) });
          if (answer.failed !== undefined) {
            dropped.add(system.id);
            say(`${system.id}: left out from here on, it failed on ${title} (${answer.failed})`);
            continue;
          }
          if (answer.status === 'failed')
            throw new Stop(`${system.id} failed on ${id}: ${JSON.stringify(answer.error)}`);
          if (round >= WARM_UPS) answers[index].push(answer);
        }
      }
      for (const [index, system] of asked.entries())
        if (answers[index].length === rounds) rows.push(rowOf(system, id, answers[index]));
    }
    return rows;
  } finally {
    for (const system of opened) await system.close();
  }
}

/** What of other people's software does not start here is left out, with a word. */
async function openOrSay(system, say) {
  try {
    return [{ ...system, ...(await open(system)) }];
  } catch (error) {
    if (system.kind !== 'peer') throw error;
    say(`${system.id}: left out (${error.message})`);
    return [];
  }
}

const tenths = (value) => Math.round(value * 10) / 10;

function rowOf({ id, kind, note }, caseId, answers) {
  const all = (key) => answers.map((answer) => tenths(answer[key]));
  const [first] = answers;
  const stages = Object.keys(first.stages ?? {}).filter((stage) => stage !== 'total');
  return {
    system: id,
    kind,
    ...(note === undefined ? {} : { note }),
    case: caseId,
    wallMs: all('wallMs'),
    cpuMs: all('cpuMs'),
    ...(first.sessionMs === undefined ? {} : { sessionMs: all('sessionMs') }),
    stages: Object.fromEntries(
      stages.map((stage) => [stage, tenths(median(answers.map((a) => a.stages[stage] ?? 0)))]),
    ),
    ...(first.status === undefined ? {} : { status: first.status, digest: first.digest }),
    texts: first.texts.length,
    peakMiB: Math.round(Math.max(...answers.map(({ peakMiB }) => peakMiB))),
  };
}

/** The machine, and the state of code that was measured. */
async function measuredOn() {
  const { cpu, cores, memoryGiB, node, gpu, git } = await load('run/environment').environmentInfo();
  return { cpu, cores, memoryGiB, node, gpu, state: git };
}

const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));

async function inFolder(measure) {
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'deid-speed-'));
  try {
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Measures and returns what `results/reference/speed.json` keeps. `values`: the options of `npm run bench`. */
export const measureSpeed = (values, say = console.log) =>
  inFolder(async (folder) => {
    const { systems, cases, isWhole } = plan(values, say);
    const rounds = Number(values.rounds ?? (values.quick ? 3 : 5));
    const load1 = loadOf();
    await writeCases(folder, isWhole ? CASES : cases);
    const rows = await measureInTurn(systems, folder, rounds, say);
    say(ratiosText(rows));
    for (const line of digestsOf(rows)) say(line);
    const { device, quick } = values;
    const result = { ...(await measuredOn()), device, quick, warmUps: WARM_UPS, rounds, load1, cases, rows };
    if (!isWhole) return result;
    const starts = await measureStarts(folder, MAIN, rounds, say);
    const growth = await measureGrowth(folder, MAIN, say);
    const profiles = await measureProfiles(folder, say);
    const workers = await measureWorkers(folder, cpus().length, say);
    return { ...result, starts, growth, profiles, workers, tries: await measureTries(rounds, say) };
  });

/** Measures memory alone, over many files in one process: what `results/reference/speed-memory.json` keeps. */
export const measureLong = ({ memory, pipeline }, say = console.log) =>
  inFolder(async (folder) => {
    const load1 = loadOf();
    const growth = await measureMemory(folder, pipeline?.split(',') ?? MAIN, say, Number(memory));
    return { ...(await measuredOn()), load1, growth };
  });

/** What else ran when the measurement began: processes that wanted a core, over the last minute. */
function loadOf() {
  const { status, stdout } = quietly('cat', ['/proc/loadavg']);
  return status === 0 ? Number(stdout.split(' ')[0]) : null;
}

/** Where a run keeps its results: another device or state has a file of its own. */
export function keepSpeed(result, { device, against, memory }) {
  const name =
    memory !== undefined
      ? 'speed-memory'
      : against !== undefined
        ? 'speed-against'
        : device === 'auto' || device === 'cpu'
          ? 'speed'
          : `speed-${device}`;
  mkdirSync(inRoot('results'), { recursive: true });
  const path = inRoot('results', `${name}.json`);
  writeFileSync(path, `${JSON.stringify(result)}\n`);
  return path;
}
