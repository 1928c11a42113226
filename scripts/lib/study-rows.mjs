// Rows of the study: figures of judged files, the same for every family and every system, and the file that keeps them.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, quietly, readJson } from './common.mjs';
import { stateOf } from './families.mjs';
import { studyPage } from './study-page.mjs';

export const GRADES = ['identifying', 'with-others', 'fragment'];

const isReleased = ({ status }) => status === 'done' || status === 'clean';
const mustGo = ({ judged, phiClass }) => judged && phiClass !== 'keep';
const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Results of `evaluate` as judged files (`study-judge.mjs`). */
export function judgedResults(load, results) {
  const { isLegible, leakGrade } = load('evaluate/leak');
  const { isKept } = load('evaluate/over');
  return results.map((file) => ({
    name: file.Filename,
    status: file.status,
    frames: Math.max(1, file.frames),
    seconds: (file.timeMs.total ?? 0) / 1000,
    cpuSeconds: (file.cpuMs ?? 0) / 1000,
    identical: file.inputSha256 === file.outputSha256,
    isClean: file.truth.every(({ phiClass }) => phiClass === 'keep'),
    over: file.redaction.over,
    items: file.truth.map((item) => ({
      class: item.phiClass,
      phiClass: item.phiClass,
      judged: true,
      leakedBy: item.leakedBy,
      grade: isLegible(item) ? leakGrade(item) : undefined,
      lost: item.phiClass === 'keep' && !isKept(item),
    })),
  }));
}

/**
 * The figures of judged files. Leaks are counted by image, each with its worst text's grade, so that the grades add up to all; rates have
 * Wilson's 95 % interval.
 */
export function figures(load, files) {
  const { wilson95 } = load('evaluate/wilson');
  const rate = (hits, total) => ({ hits, total, wilson95: wilson95(hits, total) });
  const released = files.filter(isReleased);
  const items = released.flatMap((file) => file.items);
  const keep = items.filter(({ phiClass }) => phiClass === 'keep');
  const phi = items.filter(mustGo);
  const withPhi = released.filter((file) => file.items.some(mustGo));
  const worst = withPhi.map((file) => GRADES.find((grade) => file.items.some((item) => item.grade === grade)));
  const byGrade = (grades, total) =>
    Object.fromEntries(GRADES.map((grade) => [grade, rate(grades.filter((one) => one === grade).length, total)]));
  const leaks = phi.filter(({ leakedBy }) => leakedBy !== null);
  const clean = files.filter(({ isClean }) => isClean);
  const overs = released.flatMap(({ over }) => over ?? []);
  const frames = sum(files.map((file) => file.frames));
  return {
    files: files.length,
    frames,
    leaked: rate(worst.filter(Boolean).length, withPhi.length),
    grades: byGrade(worst, withPhi.length),
    items: rate(leaks.length, phi.length),
    itemGrades: byGrade(
      leaks.map(({ grade }) => grade),
      phi.length,
    ),
    itemClasses: classesOf(phi),
    seenBy: {
      ink: leaks.filter(({ leakedBy }) => leakedBy === 'ink').length,
      reader: leaks.filter(({ leakedBy }) => leakedBy === 'reader').length,
    },
    kept: rate(keep.filter(({ lost }) => !lost).length, keep.length),
    over: overs.length === 0 ? null : sum(overs) / overs.length,
    identical: rate(clean.filter(({ identical }) => identical).length, clean.length),
    quarantined: rate(files.filter(({ status }) => status === 'quarantined').length, files.length),
    failed: files.filter(({ status }) => status === 'failed').length,
    secondsPerFrame: sum(files.map(({ seconds }) => seconds)) / Math.max(1, frames),
    cpuSecondsPerFrame: sum(files.map(({ cpuSeconds }) => cpuSeconds)) / Math.max(1, frames),
  };
}

function classesOf(phi) {
  const classes = {};
  for (const item of phi) {
    const { leaked, total } = classes[item.class] ?? { leaked: 0, total: 0 };
    classes[item.class] = { leaked: leaked + (item.leakedBy === null ? 0 : 1), total: total + 1 };
  }
  return Object.fromEntries(Object.entries(classes).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The revision; `-dirty` where code or data differ from it. Rows and pages that the study writes itself do not count. */
function treeState() {
  const head = quietly('git', ['rev-parse', '--short=12', 'HEAD']).stdout.trim();
  if (head === '') return 'unknown';
  const changed = quietly('git', ['status', '--porcelain', '--', 'src', 'scripts', 'data', 'package-lock.json']).stdout;
  return changed.trim() === '' ? head : `${head}-dirty`;
}

/** As the run began: what is committed while it runs is not what it measures. */
export const STATE = treeState();

/** A row: what was measured (`family`, `seed`, `header`, `system`), the figures, and where it ran. */
export async function studyRow(load, what, files, environment) {
  const { cpu, cores, node } = environment ?? (await load('run/environment').environmentInfo());
  const { family, seed = null } = what;
  return {
    ...what,
    seed,
    tuned: stateOf(family, seed),
    ...figures(load, files),
    environment: { cpu, cores, node, git: STATE },
  };
}

const path = inRoot('results', 'reference', 'study.json');

/** Rows that were kept elsewhere: the content of another `study.json`. */
export const rowsOf = (file) => readJson(file).rows;

/** Writes the tables of a run, `results/study/NAME.md`. */
export function writeTables(name, ...tables) {
  const folder = inRoot('results', 'study');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.md`), `${tables.join('\n\n')}\n`);
  console.log(`\n${tables.join('\n\n')}\n\nwritten to results/study/${name}.md`);
}

/** Rows stay when others of another state come: only the same measurement in the same state is replaced. */
export function keepRows(rows) {
  const before = existsSync(path) ? readJson(path) : { rows: [] };
  const key = ({ family, seed, header, system, environment: { git } }) => [family, seed, header, system, git].join(' ');
  const merged = new Map([...before.rows, ...rows].map((row) => [key(row), row]));
  const study = { ...before, rows: [...merged.values()] };
  mkdirSync(inRoot('results', 'reference'), { recursive: true });
  writeFileSync(path, `${JSON.stringify(study, null, 1)}\n`);
  writeFileSync(inRoot('docs', 'proof.md'), studyPage(study));
}
