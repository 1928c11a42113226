// `npm run study -- --dentdeid`: the PyPI package dentdeid (MIT) draws dental DICOM files with answer keys; ours and theirs redact the same
// files, and the same judge looks at both. The package lives in a virtual environment of its own.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, quietly, readJson, Stop, tail } from './common.mjs';
import { assertTunable } from './families.mjs';
import { isClean, judgeOutput } from './study-judge.mjs';
import { listing } from './study-listing.mjs';
import { studyRow } from './study-rows.mjs';
import { ensureVenv, pythonOf } from './venv.mjs';

const VERSION = '0.1.0';
export const dentdeidPython = pythonOf('dentdeid');

function ask(args, what) {
  const { status, stdout, output } = quietly(dentdeidPython, args);
  if (status !== 0) throw new Stop(`${what}; what it says last:\n${tail(output)}`);
  return stdout;
}

/** Makes the environment once; needs the network then. */
export const ensureDentdeid = (say) => ensureVenv('dentdeid', [`dentdeid==${VERSION}`], say);

const CLASSES = { name: 'name', id: 'id', dob: 'dob', date: 'date', clinic: 'institution' };
/** Labels that stand before a value in one text. */
const LABEL = /^(?:Pat\.ID|Patient:|Geb\.|DOB:|ID:?|Pt:|\*)\s*/;

/**
 * The value's own part of a text and its box: labels may stay. The box is cut where the value begins, by its share of the characters (all
 * but the labels' colons and points have about one width).
 */
export function valuePart(text, [left, top, right, bottom]) {
  const label = LABEL.exec(text)?.[0] ?? '';
  const value = text.slice(label.length);
  const from = left + Math.round(((right - left) * label.length) / text.length);
  return { text: value, bbox: [from, top, right - from, bottom - top] };
}

const itemOf = ({ text, bbox: [left, top, right, bottom], phi, category }, isHard) => {
  const whole = { text, bbox: [left, top, right - left, bottom - top] };
  const { text: shown, bbox } = phi ? valuePart(text, [left, top, right, bottom]) : whole;
  const shownClass = phi ? CLASSES[category] : 'keep';
  const phiClass = { dob: 'birth-date' }[shownClass] ?? shownClass;
  return { text: shown, shownClass, phiClass, box: bbox, frames: [0], hard: isHard };
};

/** The package's DICOM files with their answer keys; its pictures and volumes are left out. */
function synthetic({ count, seed }) {
  const data = inRoot('data', 'local', 'study', `dentdeid-${seed}-${count}`);
  if (!existsSync(join(data, 'manifest.json'))) {
    mkdirSync(data, { recursive: true });
    const args = ['-m', 'dentdeid.cli', 'synth', '-o', data, '-n', String(count), '--seed', String(seed), '--no-cbct'];
    ask(args, 'dentdeid could not draw its files');
  }
  const keys = readdirSync(join(data, 'answer_keys')).map((name) => readJson(join(data, 'answer_keys', name)));
  const files = keys
    .filter(({ dicom }) => dicom !== undefined)
    .map(({ dicom, burned_in: burned, difficulty }) => ({
      name: dicom.replace(/^.*\//, ''),
      bytes: () => readFileSync(join(data, dicom)),
      items: burned.map((item) => itemOf(item, difficulty === 'hard')),
    }));
  return { folder: join(data, 'dicom'), files: files.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** Their run over the same files, judged by the same reader. */
async function theirs(load, { folder, files }, seed) {
  const out = inRoot('results', 'study', `dentdeid-${seed}`);
  rmSync(out, { recursive: true, force: true });
  const said = ask([inRoot('scripts', 'dentdeid_run.py'), folder, out], 'dentdeid failed');
  const { seconds, cpuSeconds, outputs } = JSON.parse(said.trim().split('\n').at(-1));
  const times = { seconds: seconds / files.length, cpuSeconds: cpuSeconds / files.length };
  const reader = await load('run/judge-reader').openLineJudge([], []);
  try {
    const rows = [];
    for (const file of files) {
      const base = { name: file.name, frames: 1, isClean: isClean(file), ...times };
      const path = outputs[file.name];
      if (path === null) rows.push({ ...base, status: 'quarantined', identical: false, items: [] });
      else {
        const [input, output] = [file.bytes(), readFileSync(join(out, path))];
        const judged = await judgeOutput(load, file, input, output, reader);
        rows.push({ ...base, status: 'done', identical: input.equals(output), ...judged });
      }
    }
    return rows;
  } finally {
    await reader.close();
  }
}

/** Items of which at least nine tenths of the value's own ink is gone, as the package's own bench counts. */
function coveredItems(load, rows) {
  const { wilson95 } = load('evaluate/wilson');
  const items = rows.flatMap((row) => row.items).filter(({ judged, phiClass }) => judged && phiClass !== 'keep');
  const rate = (some) => {
    // Of the faintest texts no ink is found in the picture: there the reader has the word.
    const hits = some.filter(({ covered, leakedBy }) => covered >= 0.9 && leakedBy === null).length;
    return { hits, total: some.length, wilson95: wilson95(hits, some.length) };
  };
  return { standard: rate(items.filter(({ hard }) => !hard)), hard: rate(items.filter(({ hard }) => hard)) };
}

/** Two rows, ours and theirs. */
export async function studyDentdeid(load, { pipeline, header, count, seed, limit }, say = console.log) {
  assertTunable('dentdeid', seed);
  ensureDentdeid();
  const { folder, files: all } = synthetic({ count, seed });
  const files = Number(limit) > 0 ? all.slice(0, Number(limit)) : all;
  const rows = [];
  for (const [system, run] of [
    [`dentdeid ${VERSION}`, () => theirs(load, { folder, files }, seed)],
    [pipeline, () => listing(load, { pipeline, header }, files, say)],
  ]) {
    const judged = await run();
    const what = { family: 'dentdeid', seed: Number(seed), header, system, covered: coveredItems(load, judged) };
    rows.push(await studyRow(load, what, judged));
  }
  return rows;
}
