// docs/reliability.md, from results/reference/faults.json.
import { markdownTable } from './markdown.mjs';

export const faultsPage = ({ files, rows }) => {
  const kills = rows.filter(({ kills: isKill }) => isKill).reduce((sum, { tried }) => sum + tried, 0);
  const spark = rows.some(({ kind }) => kind === 'spark')
    ? ''
    : "\nKills of Spark's executors and driver (`--only spark`) have not been counted to their end on this machine yet.\n";
  return `# Reliability

Written from results/reference/faults.json by \`npm run faults -- --docs\`; the same command tries it all on your machine. Nothing here says
that a picture is clean: it says that a run which is disturbed leaves whole files, named errors and a folder that the same command completes.

${markdownTable(
  ['Fault', 'Tried', 'What happened'],
  rows.map(({ fault, tried, happened }) => [fault, String(tried), happened]),
)}

${kills} times something was killed with SIGKILL, at moments drawn from a seed over the whole of the work. "As undisturbed": each of the inputs
has exactly one output (released or refused, with the same bytes) or one named line; audit, summary (or metrics) equal those of a local run
that nobody disturbed, with the same secret. The set is ${files} small files, most of them blank, with generated text, damaged files, documents
and other files among them, through \`tesseract\` where no pipeline is named. Of whole runs every file under its right name is looked at
after each kill. Damaged inputs go through opening, both header profiles,
painting, writing and opening again, without models; the same seeds give the same files. What a run may not do is tested one by one in \`src/run/*.test.ts\`: folders
and files that cannot be read, FIFOs, links, names that are too long, files that vanish, locks, limits.
${spark}`;
};
