// A listing for debugging: what of each file leaked or was lost, text by text. For generated data and shared test files only: it
// prints their texts.
import { runFile, withPipeline } from './study-judge.mjs';

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

const GRADES = ['identifying', 'with-others', 'fragment'];

/** Figures of judged files; the same keys for every family and every system. */
export function totals(rows) {
  const released = rows.filter(({ status }) => status === 'done' || status === 'clean');
  const items = released.flatMap((row) => row.items);
  const phiOf = (row) => row.items.filter(({ judged, phiClass }) => judged && phiClass !== 'keep');
  const keep = items.filter(({ phiClass }) => phiClass === 'keep');
  const withPhi = released.filter((row) => phiOf(row).length > 0);
  const worst = withPhi.map((row) => GRADES.find((grade) => row.items.some((item) => item.grade === grade)));
  const leaks = items.filter(({ leakedBy }) => leakedBy);
  const clean = rows.filter((row) => row.isClean);
  const overs = released.flatMap(({ over }) => over ?? []);
  const frames = rows.reduce((sum, row) => sum + row.frames, 0);
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const byClass = {};
  for (const { class: phiClass } of leaks) byClass[phiClass] = (byClass[phiClass] ?? 0) + 1;
  return {
    files: rows.length,
    frames,
    released: released.length,
    quarantined: rows.filter(({ status }) => status === 'quarantined').length,
    failed: rows.filter(({ status }) => status === 'failed').length,
    images: withPhi.length,
    leakedImages: worst.filter(Boolean).length,
    imagesByGrade: Object.fromEntries(GRADES.map((grade) => [grade, worst.filter((one) => one === grade).length])),
    phiItems: released.flatMap(phiOf).length,
    leakedItems: leaks.length,
    itemsByGrade: Object.fromEntries(
      GRADES.map((grade) => [grade, leaks.filter((leak) => leak.grade === grade).length]),
    ),
    seenBy: {
      ink: leaks.filter((leak) => leak.leakedBy === 'ink').length,
      reader: leaks.filter((leak) => leak.leakedBy === 'reader').length,
    },
    leakedByClass: byClass,
    keepItems: keep.length,
    lostItems: keep.filter((item) => item.lost).length,
    over: overs.length === 0 ? null : overs.reduce((a, b) => a + b, 0) / overs.length,
    cleanFiles: clean.length,
    cleanIdentical: clean.filter(({ identical }) => identical).length,
    secondsPerFrame: sum('seconds') / Math.max(1, frames),
    cpuSecondsPerFrame: sum('cpuSeconds') / Math.max(1, frames),
  };
}

/** Files without a text that must go. */
export const isCleanFile = ({ items }) => items.every(({ phiClass }) => phiClass === 'keep' || phiClass === 'neutral');

/** Runs a pipeline over files and says of each, as soon as it is done, what the judge found. Returns the rows. */
export async function listing(load, options, files, say = console.log) {
  return withPipeline(load, options, async (pipeline, reader) => {
    say(`judge: ink, then ${reader.name}${reader.independent ? '' : " (one of the pipeline's engines)"}`);
    const rows = [];
    for (const file of files) {
      const { outcome: _, ...row } = await runFile(load, pipeline, file, reader);
      rows.push({ ...row, isClean: isCleanFile(file) });
      say(fileLines(row).join('\n'));
    }
    return rows;
  });
}
