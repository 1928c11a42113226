// Sections of docs/speed.md that a result may lack: where the time goes, and memory over thousands of files.
import { recordTable } from './markdown.mjs';
import { percent, titleOf } from './speed-says.mjs';

/** Parts of a file's time, the largest first, and the functions that take most of it beside the models. */
export function profileSection(result) {
  const { profiles } = result;
  if (profiles === undefined) return '';
  return `
## Where the time goes

V8's sampling profiler over ${profiles[0].files} times the same file, milliseconds a file; the models by the sessions' own clock. The profiler itself
slows the rest down a little.
${profiles.map((each) => profileText(each, result)).join('')}`;
}

function profileText({ pipeline, case: id, wallMs, parts, top }, result) {
  const table = recordTable(
    [
      ['Part', ([name]) => name],
      ['ms', ([, ms]) => ms.toFixed(1)],
      ['Share', ([, ms]) => percent(ms / wallMs)],
    ],
    Object.entries(parts).sort((a, b) => b[1] - a[1]),
  );
  const functions = top.map(([name, ms]) => `\`${name}\` ${ms.toFixed(1)}`).join(', ');
  return `
\`${pipeline}\`, ${titleOf(result, id)}: ${wallMs.toFixed(0)} ms.

${table}

Most self time beside the models, ms: ${functions}.
`;
}

/** Memory over thousands of files, after the 20th, each thousandth and the last. */
export function memorySection(long) {
  if (long === undefined) return '';
  const table = recordTable(
    [
      ['Pipeline', ({ pipeline }) => `\`${pipeline}\``],
      ['Files', ({ files }) => String(files)],
      ['Memory, MiB, after so many files', ({ points }) => pointsText(points)],
      ['Peak, MiB', ({ peakMiB }) => String(peakMiB)],
    ],
    long.growth,
  );
  return `
Many small files of every encoding through one process (\`npm run bench -- --speed --memory 3000 --docs\`, state \`${long.state}\`):

${table}
`;
}

const pointsText = (points) =>
  points
    .filter(([count], index) => count === 20 || count % 1000 === 0 || index === points.length - 1)
    .map(([count, mib]) => `${count}: ${mib}`)
    .join(', ');
