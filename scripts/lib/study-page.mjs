// The figures of `npm run study`: one row a set, and docs/proof.md from them.
import { recordTable } from './markdown.mjs';

/** Scores of one set of files; rates with their Wilson intervals. `load` gives modules of dist. */
export function studyRow(load, files) {
  const { scoreRun } = load('evaluate/scores');
  const { wilson95 } = load('evaluate/wilson');
  const { scores, leak, overRedaction } = scoreRun(files);
  const { macro } = scores.exact;
  const untouched = files.filter(
    ({ status, inputSha256, outputSha256 }) => status === 'clean' && inputSha256 === outputSha256,
  );
  const withoutPhi = files.filter(({ truth }) => truth.every(({ phiClass }) => phiClass === 'keep'));
  const rate = (hits, total) => ({ hits, total, wilson95: wilson95(hits, total) });
  const times = files.map(({ timeMs }) => timeMs.total ?? 0).sort((a, b) => a - b);
  return {
    files: files.length,
    f1: macro.f1,
    f1Interval: macro.interval95?.f1,
    leaked: rate(leak.leaked, leak.images),
    quarantined: leak.quarantined,
    failed: leak.failed,
    kept: rate(overRedaction.kept, overRedaction.keepItems),
    overRedaction: overRedaction.share,
    untouched: rate(untouched.filter((file) => withoutPhi.includes(file)).length, withoutPhi.length),
    medianSeconds: (times[times.length >> 1] ?? 0) / 1000,
    leakedFiles: leak.leakedFiles,
  };
}

const percent = (value, digits = 1) => `${(100 * value).toFixed(digits)} %`;
const rate = ({ hits, total, wilson95: [low, high] }) =>
  total === 0 ? '–' : `${hits} of ${total} (${percent(low)} to ${percent(high)})`;

const f1Interval = ({ f1Interval: interval }) =>
  interval ? ` (${interval.map((value) => value.toFixed(3)).join(' to ')})` : '';

const COLUMNS = [
  ['Profile', (row) => row.profile],
  ['Header', (row) => row.header],
  ['Files', (row) => row.files],
  ['Exact F1', (row) => (row.leaked.total === 0 ? '–' : `${row.f1.toFixed(3)}${f1Interval(row)}`)],
  ['Leaked images', (row) => rate(row.leaked)],
  ['Quarantined', (row) => row.quarantined],
  ['Technique text kept', (row) => rate(row.kept)],
  ['Painted in vain', (row) => percent(row.overRedaction, 2)],
  ['Clean files byte-identical', (row) => rate(row.untouched)],
  ['s a file (median)', (row) => row.medianSeconds.toFixed(1)],
  ['State', (row) => `\`${row.environment.git.slice(0, 7)}\``],
];

/** Rows in Markdown; `columns` names those to show. */
export function studyTable(rows, columns = COLUMNS.map(([name]) => name)) {
  return recordTable(
    columns.map((name) => COLUMNS.find(([other]) => other === name)),
    rows,
  );
}

const machineOf = ({ environment: { cpu, cores, node } }) => `${cpu}, ${cores} cores, Node ${node.slice(1)}`;

export function studyPage({ pipeline, seed, rows }) {
  const machines = [...new Set(rows.map(machineOf))].join('; ');
  return `# What the proof is worth

Written by \`npm run study -- --docs\` from \`results/reference/study.json\`; do not edit. Pipeline \`${pipeline}\`, files of
\`dicom-deid prepare --seed ${seed}\`, two processes side by side (times are of a busy machine:
${machines}). Each row was measured with the version that its last column names.
Rates with Wilson's 95 % interval, F1 with a bootstrap's. A file leaks when it was released and an independent reader, or a person by the
ink that was left, can still read three characters of a text of patient data (one of a shorter text). Painted in vain: share of all pixels
outside the texts of patient data grown by half their height. No list and no threshold was chosen on these files, but for the limit on the
regions read in noise, which their mammograms made necessary for its time. Of what failed on them the traits and classes were counted, to
make files of other seeds that have more of them; where one file alone failed its cause was looked up, and the rule that cures it was tested on
files of other seeds. Rows are of runs after such cures: for an estimate of files that nobody has seen take another seed.

${studyTable(rows)}
`;
}
