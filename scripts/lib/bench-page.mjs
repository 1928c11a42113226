// docs/ocr.md from the results of `npm run bench`.
import { recordTable } from './markdown.mjs';

const percent = (value) => (value === null ? '–' : `${(100 * value).toFixed(2)} %`);
const whole = (value) => (value === null ? '–' : String(Math.round(value)));

const COLUMNS = [
  ['Engine', (row) => row.engine],
  ['Data', (row) => row.data],
  ['Texts', (row) => String(row.lines)],
  ['Characters right', (row) => percent(row.characterAccuracy)],
  ['without spaces', (row) => percent(row.characterAccuracyWithoutSpaces)],
  ['Lines found', (row) => percent(row.lineRecall)],
  ['Lines exact', (row) => percent(row.exactLines)],
  ['Ink inside box', (row) => percent(row.inkInside)],
  ['Extra lines', (row) => String(row.extraLines)],
  ['ms a frame (median)', (row) => whole(row.medianMs)],
  ['of it in models', (row) => percent(row.sessionShare)],
  ['Lines as on the CPU', (row) => (row.compared > 0 ? `${row.asOnCpu} of ${row.compared}` : '–')],
];

export function benchPage(results) {
  return `# How well the text is read

Written by \`npm run bench -- --docs\` from \`results/reference/ocr/*.json\`; do not edit. Data: \`dicom-deid prepare\`, whose text is known to the
letter. Characters right: 1 - edit distance / length over all texts, labels included; a text that no line touches counts as wholly wrong.
Lines found: some line overlaps the text. Ink inside box: the boxes of those lines reach around all of the text's ink. Extra lines: lines
where nothing is written. \`bench\`, where it stands: four of the published benchmark's real images, whose acquisition annotations and labels
are in no truth and so count as extra lines.
${results.map(section).join('')}`;
}

function section({ device, gpu, cpu, cores, node, seed, count, own, rows }) {
  const profiles = rows.some(({ data }) => !own.includes(data));
  const source = profiles ? `, ${count} files of each profile, seed ${seed}` : '';
  return `
## ${device}${gpu ? ` (${gpu})` : ''}

${cpu}, ${cores} cores, Node ${node}${source}.

${recordTable(COLUMNS, rows)}
`;
}
