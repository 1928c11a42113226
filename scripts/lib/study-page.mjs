// docs/proof.md and the tables of the study, from its rows (`study-rows.mjs`).
import { recordTable } from './markdown.mjs';

const percent = (value, digits = 1) => `${(100 * value).toFixed(digits)} %`;
const rate = ({ hits, total, wilson95: [low, high] }) =>
  total === 0 ? '–' : `${hits} of ${total} (${percent(low)} to ${percent(high)})`;
/** A grade: its total is that of all leaks. */
const share = ({ hits, total, wilson95: [low, high] }) =>
  total === 0 ? '–' : `${hits} (${percent(low)} to ${percent(high)})`;
const seconds = (value) => (value === null ? '–' : value.toFixed(1));

const f1Of = ({ f1 }) =>
  f1
    ? `${f1.value.toFixed(3)}${f1.interval95 ? ` (${f1.interval95.map((end) => end.toFixed(3)).join(' to ')})` : ''}`
    : '–';

const COLUMNS = [
  ['Family', (row) => row.family],
  ['Tuned on', (row) => row.tuned],
  ['Seed', (row) => row.seed ?? '–'],
  ['Header', (row) => row.header],
  ['System', (row) => row.system],
  ['Files', (row) => row.files],
  ['Exact F1', (row) => f1Of(row)],
  ['Leaked images', (row) => rate(row.leaked)],
  ['identifying', (row) => share(row.grades.identifying)],
  ['with others', (row) => share(row.grades['with-others'])],
  ['fragment', (row) => share(row.grades.fragment)],
  ['Leaked texts', (row) => rate(row.items)],
  ['Annotations kept', (row) => rate(row.kept)],
  ['Over-redaction', (row) => (row.over === null ? '–' : percent(row.over, 2))],
  ['Clean files byte-identical', (row) => rate(row.identical)],
  ['Quarantined', (row) => row.quarantined.hits],
  ['Failed', (row) => row.failed],
  ['s a frame', (row) => seconds(row.secondsPerFrame)],
  ['CPU s a frame', (row) => seconds(row.cpuSecondsPerFrame)],
  ['State', (row) => `\`${shortGit(row.environment.git)}\``],
];

const shortGit = (git) => (git ?? 'unknown').replace(/^([0-9a-f]{7})[0-9a-f]*/, '$1');

/** Rows in Markdown; `columns` names those to show. */
export function studyTable(rows, columns = COLUMNS.map(([name]) => name)) {
  return recordTable(
    columns.map((name) => COLUMNS.find(([other]) => other === name)),
    rows,
  );
}

const count = (items, test) => `${items.filter(test).length} of ${items.length}`;

/** Judged files one by one, without their texts. */
export function fileTable(files) {
  const must = ({ items }) => items.filter(({ judged, phiClass }) => judged && phiClass !== 'keep');
  const keep = ({ items }) => items.filter(({ phiClass }) => phiClass === 'keep');
  return recordTable(
    [
      ['File', ({ name }) => name],
      ['Outcome', ({ status, identical }) => (identical ? `${status}, byte-identical` : status)],
      ['Leaked texts', (file) => count(must(file), ({ leakedBy }) => leakedBy !== null)],
      ['Annotations lost', (file) => count(keep(file), ({ lost }) => lost)],
      ['Over-redaction', ({ over }) => (over === undefined ? '–' : percent(over, 2))],
      ['s', (file) => seconds(file.seconds)],
      ['CPU s', (file) => seconds(file.cpuSeconds)],
    ],
    files,
  );
}

/** Texts that leaked, by class: `leaked of all`. */
export function classTable(rows) {
  const classes = [...new Set(rows.flatMap(({ itemClasses }) => Object.keys(itemClasses)))].sort();
  const cell = (name) => (row) =>
    row.itemClasses[name] === undefined ? '–' : `${row.itemClasses[name].leaked} of ${row.itemClasses[name].total}`;
  return recordTable(
    [
      ['Family', (row) => row.family],
      ['System', (row) => row.system],
      ...classes.map((name) => [name, cell(name)]),
      ['State', (row) => `\`${shortGit(row.environment.git)}\``],
    ],
    rows,
  );
}

const ORDER = ['published', 'clinical', 'hard', 'clean', 'screens', 'screens-clean', 'real', 'cases', 'dentdeid'];
const place = ({ family }) => (ORDER.includes(family) ? ORDER.indexOf(family) : ORDER.length);

const inOrder = (rows) => [...rows].sort((a, b) => place(a) - place(b));

/** Of each family, kind of seed (tuned on or held out), header and system the last row. */
export const latestRows = (rows) =>
  inOrder(new Map(rows.map((row) => [[row.family, row.tuned, row.header, row.system].join(' '), row])).values());

const machineOf = ({ environment: { cpu, cores, node } }) => `${cpu}, ${cores} cores, Node ${node.slice(1)}`;

const FORMER = [
  ['Profile', (row) => row.profile],
  ['Header', (row) => row.header],
  ['Files', (row) => row.files],
  ['Exact F1', (row) => (row.leaked.total === 0 ? '–' : row.f1.toFixed(3))],
  ['Leaked images', (row) => rate(row.leaked)],
  ['Quarantined', (row) => row.quarantined],
  ['Annotations kept', (row) => rate(row.kept)],
  ['Painted away from patient data', (row) => percent(row.overRedaction, 2)],
  ['Clean files byte-identical', (row) => rate(row.untouched)],
  ['s a file (median)', (row) => row.medianSeconds.toFixed(1)],
  ['State', (row) => `\`${shortGit(row.environment.git)}\``],
];

/** Theirs and ours on the same files, counted as their own bench counts. */
function dentdeidSection(rows) {
  const both = rows.filter(({ covered }) => covered !== undefined);
  if (both.length === 0) return '';
  const columns = [
    ['System', (row) => row.system],
    ['Files', (row) => row.files],
    ['Standard texts covered', (row) => rate(row.covered.standard)],
    ['Hard texts covered', (row) => rate(row.covered.hard)],
    ['Annotations kept', (row) => rate(row.kept)],
    ['Over-redaction', (row) => percent(row.over, 2)],
    ['s a file', (row) => seconds(row.secondsPerFrame)],
    ['State', (row) => `\`${shortGit(row.environment.git)}\``],
  ];
  return `## Against dentdeid, on its own files

Dental pictures that the PyPI package draws, with its answer keys; theirs with its default profile \`share\`, which blackens all text. Covered: at least
90 % of the value's own ink is gone.

${recordTable(columns, both)}

`;
}

const formerSection = ({ pipeline, seed, rows }) => `
## Before the judge asked the ink

Pipeline \`${pipeline}\`, seed ${seed}. A file leaked when an engine of the pipeline's own, or the boxes that it said it had painted, left three
characters of a text. Families that the lists and thresholds were chosen on: these figures say nothing about other files.

${recordTable(FORMER, rows)}
`;

/** The columns by which one state is told from the next. */
const EARLIER = [
  'Family',
  'Seed',
  'Header',
  'System',
  'Files',
  'Exact F1',
  'Leaked images',
  'identifying',
  'Annotations kept',
  'Over-redaction',
  'Clean files byte-identical',
  'CPU s a frame',
  'State',
];

/** What was measured before. */
function earlierSection(rows) {
  if (rows.length === 0) return '';
  return `
## Earlier states

${studyTable(inOrder(rows), EARLIER)}
`;
}

export function studyPage({ rows, former }) {
  const sorted = latestRows(rows);
  const machines = [...new Set(rows.map(machineOf))].join('; ');
  return `# What the proof is worth

Written by \`npm run study -- --docs\` from \`results/reference/study.json\`; do not edit. Each row was measured in the state (revision) that its
last column names; what it replaced stands under "Earlier states". Machine: ${machines}, mostly busy with other work: of the two times the processor's is the
steadier.

- *Tuned on*: \`tuned\`, lists, thresholds or weights were chosen on this family; \`dev\`, its files are looked at, text by text; \`held-out\`,
  nothing was ever chosen on it (\`data/families/families.json\`). \`real\` are public DICOM files with burnt-in text, \`cases\` small inputs of one
  kind each, \`dentdeid\` the generator of that package.
- *Leaked images*: released images in which something of the patient data is left, with Wilson's 95 % interval; the headline is this sum. First
  the ink decides, by the pixels of input and output: a run of about two characters that keeps more than half of its ink, or less than 90 % gone
  of a text of up to three characters. Where it shows nothing, a reader whose weights no engine of the pipeline uses (or, of a pipeline that uses
  them all, not its main reader's) is shown the place. By the worst text of the image: *identifying* (name, identifier, birth date, phone,
  address, accession number, e-mail), *with others* (date, institution, physician, operator, age, sex ...), *fragment* (one or two characters).
- *Annotations kept*: acquisition annotations of which at most a tenth of the ink is gone (three tenths where the truth has no ink masks).
- *Over-redaction*: mean share of a frame that was changed outside all texts of the truth grown by 4 pixels.

${studyTable(sorted)}

${dentdeidSection(sorted)}## Leaked texts by class

${classTable(sorted)}
${earlierSection(rows.filter((row) => !sorted.includes(row)))}${former === undefined ? '' : formerSection(former)}`;
}
