// npm run docs: writes the tables of README.md and environment.md, between `<!-- begin:NAME -->` and `<!-- end:NAME -->`, from the
// reference run and the study, and docs/speed.md whole. No figure in them is written by hand.
//   npm run docs -- --from results   takes the run in that folder for the reference, and the README's picture from it
//   npm run docs -- --check          changes nothing; ends with 1 when a block is not what it would write
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, main, readJson, Stop } from './lib/common.mjs';
import { markdownTable } from './lib/markdown.mjs';
import { scaleBlocks } from './lib/scale-page.mjs';
import { writeSpeedPage } from './lib/speed-page.mjs';
import { latestRows, studyTable } from './lib/study-page.mjs';
import { setUp } from './setup.mjs';

const FILES = [
  'README.md',
  'environment.md',
  'docs/architecture.md',
  'docs/cli.md',
  'docs/scale.md',
  'docs/troubleshooting.md',
];
const weighed = inRoot('results', 'reference', 'words.json');
const reference = inRoot('results', 'reference', 'default.json');
const study = inRoot('results', 'reference', 'study.json');
const startFacts = inRoot('results', 'reference', 'start.json');
const load = (name) => createRequire(import.meta.url)(inRoot('dist', `${name}.js`));
const picture = inRoot('docs', 'before-after.jpg');

const cellText = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** One of the library's tables in Markdown; `columns` names those to show. */
function markdown(table, columns = table.columns.map(({ label }) => label)) {
  const wanted = columns.map((label) => {
    const at = table.columns.findIndex((column) => column.label === label);
    if (at < 0)
      throw new Stop(
        `The table "${table.caption}" has no column "${label}"; it has ${table.columns.map((c) => c.label).join(', ')}.`,
      );
    return at;
  });
  return markdownTable(
    wanted.map((at) => cellText(table.columns[at].label)),
    table.rows.map((row) => wanted.map((at) => cellText(row[at].text))),
    wanted.map((at) => (table.columns[at].numeric ? '--:' : '---')),
  );
}

function blocks(deid, metrics) {
  const { dataset, environment } = metrics;
  const machine = Object.entries(environment).filter(([name]) => name !== 'packages' && name !== 'git');
  return {
    run: `${dataset.files} generated files, ${dataset.frames} frames, on ${environment.cpu}, ${environment.cores} cores, Node ${environment.node.slice(1)}, state \`${environment.git}\`.`,
    safety: markdown(deid.safetyTable(metrics), [
      'Pipeline',
      'Leaked images',
      '95 % CI',
      'Characters legible',
      'Quarantined',
      'Failed',
    ]),
    quality: markdown(deid.metricsTable(metrics, deid.readPublished()), [
      'Pipeline',
      'Precision',
      'Recall',
      'F1',
      'Published F1',
    ]),
    // What was tuned on says little: it stands in docs/proof.md.
    study: studyTable(untunedRows(readJson(study).rows), [
      'Family',
      'Tuned on',
      'System',
      'Files',
      'Leaked images',
      'Annotations kept',
      'Over-redaction',
      'Clean files byte-identical',
      'State',
    ]),
    time: markdown(deid.timingTable(metrics), ['Pipeline', 'Ran on', 'Mean', 'Median', '95th percentile', 'Load']),
    machine: markdownTable(
      ['', ''],
      machine.map(([name, value]) => [name, cellText(String(value ?? '-'))]),
    ),
    packages: markdownTable(['package', 'version'], Object.entries(environment.packages)),
    start: startSentence(),
    ...scaleBlocks({
      scale: readJson(inRoot('results', 'reference', 'scale.json')),
      study: readJson(study),
      webgpu: readJson(inRoot('results', 'reference', 'ocr', 'webgpu.json')),
    }),
    decide: decideTable(),
    commands: commandPages(),
    codes: markdownTable(['code', 'sentence'], Object.entries(load('cli/sentences').SENTENCES)),
  };
}

/** The latest rows of `proof` on what was not tuned on; of a family with held-out rows only those. */
function untunedRows(rows) {
  const latest = latestRows(rows).filter(({ tuned, system }) => tuned !== 'tuned' && system === 'proof');
  const heldOut = new Set(latest.filter(({ tuned }) => tuned === 'held-out').map(({ family }) => family));
  return latest.filter(({ family, tuned }) => tuned === 'held-out' || !heldOut.has(family));
}

/** How words of sources that were left out are judged at each cost. */
function decideTable() {
  const { annotations, patientData, byCost } = readJson(weighed);
  const rows = byCost.map(({ cost, kept, leaked }) => [
    cost,
    `${kept} of ${annotations}`,
    `${leaked} of ${patientData}`,
  ]);
  return markdownTable(
    ['A leaked word counts as much as so many lost ones', 'Annotations kept', 'Patient data kept that no finder found'],
    rows,
  );
}

/** How long a first start took and what it left on the disk, from the reference run; without one only the size of the order. */
function startSentence() {
  if (!existsSync(startFacts)) return 'The first start takes some minutes and about 2 GB of disk.';
  const { setUpSeconds, seconds, gigabytes, cores } = readJson(startFacts);
  return `On ${cores} idle cores the first start took ${minutes(seconds + setUpSeconds)}, ${minutes(setUpSeconds)} of it for setting up, and ${gigabytes.toFixed(1)} GB of disk; a second one loads its results.`;
}

const minutes = (seconds) => (seconds < 90 ? `${Math.round(seconds)} s` : `${(seconds / 60).toFixed(1)} minutes`);

/** The help of every command, as the program prints it. */
function commandPages() {
  const { COMMANDS } = load('cli/main');
  const { commandHelp } = load('cli/help');
  return Object.entries(COMMANDS)
    .map(([name, command]) => `## ${name}\n\n\`\`\`\n${commandHelp(name, command, command.options).trimEnd()}\n\`\`\``)
    .join('\n\n');
}

function withBlocks(file, text, written) {
  return text.replace(/(<!-- begin:(\w+) -->\n)[\s\S]*?(<!-- end:\2 -->)/g, (_whole, begin, name, end) => {
    if (!(name in written))
      throw new Stop(`${file} asks for a block "${name}"; must be one of ${Object.keys(written).join(', ')}.`);
    return `${begin}${written[name]}\n${end}`;
  });
}

/** The reference: the figures alone, and one picture. */
async function takeReference(deid, out) {
  const metrics = await deid.loadMetrics(out);
  if (!metrics) throw new Stop(`There is no metrics.json in ${out}: run npm start first.`);
  mkdirSync(dirname(reference), { recursive: true });
  writeFileSync(reference, `${JSON.stringify(metrics, null, 1)}\n`);
  if (existsSync(join(out, 'start.json'))) copyFileSync(join(out, 'start.json'), startFacts);
  const { pipeline } = metrics.runs.at(-1);
  const released = (await deid.loadResults(out, pipeline)).filter(
    ({ status, leak }) => status === 'done' && !leak.leaked,
  );
  // The picture for the README: a CT slice with as much burnt-in text as there is.
  const rank = ({ modality, detected }) => (modality === 'CT' ? 100 : 0) + detected.length;
  const files = released.sort((a, b) => rank(b) - rank(a));
  const { comparisonPictures } = createRequire(import.meta.url)(inRoot('dist', 'notebook', 'pictures.js'));
  const [{ jpeg }] = await comparisonPictures({ data: inRoot('data', 'local', 'default'), out }, pipeline, files, 1);
  mkdirSync(dirname(picture), { recursive: true });
  writeFileSync(picture, jpeg);
}

await main(async () => {
  const { from, check } = parseArgs({ options: { from: { type: 'string' }, check: { type: 'boolean' } } }).values;
  if (!check) await setUp();
  const deid = createRequire(import.meta.url)(inRoot('dist', 'bench.js'));
  if (from) await takeReference(deid, resolve(from));
  const written = blocks(deid, readJson(reference));
  const stale = FILES.filter((file) => {
    const text = readFileSync(inRoot(file), 'utf8');
    const wanted = withBlocks(file, text, written);
    if (!check) writeFileSync(inRoot(file), wanted);
    return wanted !== text;
  });
  if (!writeSpeedPage({ check })) stale.push('docs/speed.md');
  if (check && stale.length > 0) throw new Stop(`${stale.join(' and ')} do not show the reference run: npm run docs`);
});
