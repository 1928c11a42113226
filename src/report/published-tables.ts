import type { Metrics } from '../evaluate/metrics';
import { asPublished, type Published } from '../evaluate/published';
import { score3 } from './format';
import { escapeHtml } from './html';
import { pipelineName } from './labels';
import { emptyCell, numberCell, type Table, textCell } from './tables';

const text = (label: string, hint?: string) => ({ label, numeric: false, ...(hint ? { hint } : {}) });
const num = (label: string, hint?: string) => ({ label, numeric: true, ...(hint ? { hint } : {}) });

/** Where a published README and its results file disagree, in words; empty where they do not. */
export const publishedNotes = ({ systems }: Published): readonly string[] =>
  systems.flatMap(({ name, note }) => (note === undefined ? [] : [`${name}: ${note}`]));

/** The same for a page, under the table or figure that shows the figures. */
export const publishedNotesHtml = (published: Published): string =>
  publishedNotes(published)
    .map((note) => `<p class="note">${escapeHtml(note)}</p>`)
    .join('');

/** Every published system with its own figures and, beside them, the comparable pipeline's as measured here. */
export function publishedQualityTable(published: Published, metrics: Metrics): Table {
  const measured = (pipeline: string) => metrics.runs.find((run) => run.pipeline === pipeline)?.scores.exact.macro;
  const scores = (score?: { readonly precision: number; readonly recall: number; readonly f1: number }) =>
    score === undefined
      ? [emptyCell(), emptyCell(), emptyCell()]
      : [score.precision, score.recall, score.f1].map((value) => numberCell(value, score3(value)));
  return {
    id: 'published-quality',
    caption: 'Published precision, recall and F1 (other files), and the comparable pipeline as measured here',
    columns: [
      text('Published system'),
      num('Precision'),
      num('Recall'),
      num('F1'),
      text('Comparable pipeline here'),
      num('Precision here'),
      num('Recall here'),
      num('F1 here'),
    ],
    rows: published.systems.map((system) => [
      textCell(system.name),
      ...scores(asPublished(system)),
      textCell(pipelineName(system.pipeline)),
      ...scores(measured(system.pipeline)),
    ]),
  };
}

/** The published timing tables, seconds per file: measured by others, on other files and other hardware. */
export function publishedTimingTable(published: Published, metrics?: Metrics): Table {
  const measured = (pipeline: string, device: string) =>
    metrics?.runs.find((run) => run.pipeline === pipeline && run.time.device === device && run.time.meanMs > 0)?.time
      .meanMs;
  const here = (['CPU', 'GPU'] as const).filter((device) => metrics?.runs.some((run) => run.time.device === device));
  return {
    id: 'published-timing',
    caption: 'Published times, seconds per file, on other files and other hardware',
    columns: [
      text('Published system'),
      text('Comparable pipeline here'),
      ...published.environments.map(({ name, machine, price }) => num(name, `${machine}; ${price}`)),
      ...here.map((device) => num(`Measured here, ${device}`)),
    ],
    rows: published.systems.map((system) => [
      textCell(system.name),
      textCell(pipelineName(system.pipeline)),
      ...published.environments.map(({ secondsPerFile }) => {
        const seconds = secondsPerFile[system.pipeline];
        return seconds === undefined ? emptyCell() : numberCell(seconds, seconds.toFixed(2));
      }),
      ...here.map((device) => {
        const ms = measured(system.pipeline, device);
        return ms === undefined ? emptyCell() : numberCell(ms / 1000, (ms / 1000).toFixed(2));
      }),
    ]),
  };
}
