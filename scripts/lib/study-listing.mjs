// A listing for debugging: what of each file leaked or was lost, text by text. For generated data and shared test files only: it
// prints their texts.
import { isClean, runFile, withPipeline } from './study-judge.mjs';

const percent = (share, digits = 2) => (share === undefined ? '-' : `${(100 * share).toFixed(digits)} %`);

export function fileLines({ name, status, error, identical, items, over, frames, cpuSeconds, seconds }) {
  const leaks = items.filter(({ leakedBy }) => leakedBy);
  const lost = items.filter((item) => item.lost);
  const phi = items.filter(({ judged, phiClass }) => judged && phiClass !== 'keep').length;
  const keep = items.filter(({ phiClass }) => phiClass === 'keep').length;
  const state = [
    status,
    ...(error ? [`${error.stage} ${error.code}`] : []),
    ...(identical ? ['byte-identical'] : []),
  ].join(' ');
  const time = `${(cpuSeconds / frames).toFixed(1)} CPU s a frame, ${seconds.toFixed(1)} s`;
  return [
    `${name}  ${state}  leaked ${leaks.length}/${phi}  lost ${lost.length}/${keep}  over ${percent(over)}  ${time}`,
    ...leaks.map(
      ({ text, class: phiClass, grade, leakedBy, left, covered, hard }) =>
        `    LEAK ${grade} ${phiClass} "${text}" by ${leakedBy}${left ? ` left "${left}"` : ''} (ink covered ${percent(covered, 0)})${hard ? ' hard' : ''}`,
    ),
    ...lost.map(({ text, covered }) => `    LOST "${text}" (${percent(covered, 0)})`),
  ];
}

/** Runs a pipeline over files and says of each, as soon as it is done, what the judge found. Returns the rows. */
export async function listing(load, options, files, say = console.log) {
  return withPipeline(load, options, async (pipeline, reader) => {
    say(`judge: ink, then ${reader.name}${reader.independent ? '' : " (one of the pipeline's engines)"}`);
    const rows = [];
    for (const file of files) {
      const { outcome: _, ...row } = await runFile(load, pipeline, file, reader);
      rows.push({ ...row, isClean: isClean(file) });
      say(fileLines(row).join('\n'));
    }
    return rows;
  });
}
