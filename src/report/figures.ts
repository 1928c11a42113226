import type { Metrics, RunMetrics } from '../evaluate/metrics';
import type { Published } from '../evaluate/published';
import type { FigureSpec, Trace } from './figure';
import { percent, percentInterval, score3 } from './format';
import { plotlyText } from './html';
import { axisLabel, runLabels } from './labels';
import { COLOURS, stripes } from './theme';

const MEASURES = [
  { key: 'precision', name: 'Precision', colour: COLOURS.blue, pattern: '' },
  { key: 'recall', name: 'Recall', colour: COLOURS.orange, pattern: '/' },
  { key: 'f1', name: 'F1', colour: COLOURS.green, pattern: 'x' },
] as const;

const labelsOf = (metrics: Metrics): readonly string[] => runLabels(metrics.runs).map(axisLabel);

/** Precision, recall and F1 by the exact rule, grouped by pipeline, with bootstrap intervals and the published figures as marks. */
export function qualityFigure(metrics: Metrics, published?: Published): FigureSpec {
  const labels = labelsOf(metrics);
  const bars = MEASURES.map(({ key, name, colour, pattern }): Trace => {
    const values = metrics.runs.map((run) => run.scores.exact.macro[key]);
    const bounds = metrics.runs.map((run) => run.scores.exact.macro.interval95?.[key]);
    return {
      type: 'bar',
      name,
      x: labels,
      y: values,
      offsetgroup: key,
      marker: { color: colour, pattern: stripes(pattern) },
      error_y: {
        type: 'data',
        symmetric: false,
        array: bounds.map((bound, i) => (bound ? Math.max(0, bound[1] - values[i]) : 0)),
        arrayminus: bounds.map((bound, i) => (bound ? Math.max(0, values[i] - bound[0]) : 0)),
        color: COLOURS.grey,
        thickness: 1.5,
        width: 3,
      },
      text: bounds.map(
        (bound, i) => `${score3(values[i])}${bound ? ` (95 %: ${score3(bound[0])} to ${score3(bound[1])})` : ''}`,
      ),
      textposition: 'none',
      hovertemplate: `%{x}<br>${name} %{text}<extra></extra>`,
    };
  });
  return {
    id: 'quality',
    title: 'Precision, recall and F1, exact rule',
    description: `Macro averages over files. ${metrics.runs
      .map(
        (run, i) =>
          `${runLabels(metrics.runs)[i]}: ${MEASURES.map((m) => `${m.name} ${score3(run.scores.exact.macro[m.key])}`).join(', ')}`,
      )
      .join('; ')}.`,
    height: 420,
    barmode: 'group',
    x: { title: '', kind: 'category' },
    y: { title: 'score', kind: 'linear', range: [0, 1.05] },
    data: [...bars, ...publishedMarks(metrics, labels, published)],
  };
}

function publishedMarks(metrics: Metrics, labels: readonly string[], published?: Published): readonly Trace[] {
  const rows = metrics.runs.flatMap((run, i) => {
    const system = published?.systems.find((candidate) => candidate.pipeline === run.pipeline);
    return system ? [{ label: labels[i], system }] : [];
  });
  if (rows.length === 0) return [];
  return MEASURES.map(
    ({ key, name }, index): Trace => ({
      type: 'scatter',
      mode: 'markers',
      name: 'published (other files, other hardware)',
      legendgroup: 'published',
      showlegend: index === 0,
      x: rows.map((row) => row.label),
      y: rows.map((row) => row.system.exact[key]),
      offsetgroup: key,
      marker: { color: '#ffffff', symbol: 'diamond', size: 9, line: { color: '#1b2430', width: 1.5 } },
      text: rows.map((row) => plotlyText(row.system.name)),
      hovertemplate: `%{text}<br>published ${name} %{y:.3f}<extra></extra>`,
    }),
  );
}

const FILES_IN_HOVER = 8;

function leakHover(run: RunMetrics): string {
  const { leak } = run;
  const names = leak.leakedFiles.slice(0, FILES_IN_HOVER).map(plotlyText);
  const more = leak.leakedFiles.length - names.length;
  return [
    `${leak.leaked} of ${leak.images} released images leaked`,
    `95 %: ${percentInterval(leak.wilson95)}`,
    `${leak.quarantined} quarantined, ${leak.failed} failed`,
    ...names,
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('<br>');
}

/** Share of released images that still show patient data, with Wilson intervals: the first thing to look at. */
export function leakFigure(metrics: Metrics): FigureSpec {
  const runs = metrics.runs.map((run, i) => ({ run, label: labelsOf(metrics)[i], rate: run.leak.rate }));
  return {
    id: 'leak',
    title: 'Leaked images, with 95 % intervals',
    description: runs
      .map(
        ({ run }, i) =>
          `${runLabels(metrics.runs)[i]}: ${run.leak.leaked} of ${run.leak.images} leaked, 95 % interval ${percentInterval(run.leak.wilson95)}`,
      )
      .join('; '),
    height: 380,
    x: { title: '', kind: 'category' },
    y: { title: 'share of released images', kind: 'linear', range: [-0.02, 1.02], tickformat: '.0%' },
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        name: 'leak rate',
        showlegend: false,
        x: runs.map(({ label, rate }) => (rate === null ? `${label}<br>(none released)` : label)),
        y: runs.map(({ rate }) => rate),
        marker: { color: COLOURS.vermilion, size: 12 },
        error_y: {
          type: 'data',
          symmetric: false,
          array: runs.map(({ run, rate }) => run.leak.wilson95[1] - (rate ?? 0)),
          arrayminus: runs.map(({ run, rate }) => (rate ?? 0) - run.leak.wilson95[0]),
          thickness: 2,
          width: 8,
        },
        text: runs.map(({ run }) => leakHover(run)),
        hovertemplate: '<b>%{x}</b><br>%{text}<extra></extra>',
      },
    ],
  };
}

/** Share of each class's texts that no reader can read any more, class by pipeline. */
export function classFigure(metrics: Metrics): FigureSpec {
  const classes = [...new Set(metrics.runs.flatMap((run) => run.leak.byClass.map((entry) => entry.phiClass)))].sort();
  const cell = (run: RunMetrics, phiClass: string) => run.leak.byClass.find((entry) => entry.phiClass === phiClass);
  return {
    id: 'classes',
    title: 'Texts made unreadable, by class',
    description: 'Share of the texts of each class of which nothing is legible in the released files.',
    height: 140 + 30 * Math.max(4, classes.length),
    x: { title: '', kind: 'category' },
    y: { title: '', kind: 'category', reversed: true },
    data: [
      {
        type: 'heatmap',
        name: 'unreadable',
        x: labelsOf(metrics),
        y: classes,
        z: classes.map((phiClass) =>
          metrics.runs.map((run) => {
            const entry = cell(run, phiClass);
            return entry ? 1 - entry.legible / entry.items : null;
          }),
        ),
        text: classes.map((phiClass) =>
          metrics.runs.map((run) => {
            const entry = cell(run, phiClass);
            return entry ? `${entry.items - entry.legible}/${entry.items}` : '';
          }),
        ),
        customdata: classes.map((phiClass) =>
          metrics.runs.map((run) => {
            const entry = cell(run, phiClass);
            return entry
              ? `ink painted: worst ${percent(entry.worstCoverage)}, mean ${percent(entry.meanCoverage)}`
              : '';
          }),
        ),
        texttemplate: '%{text}',
        hovertemplate: '%{x}, %{y}<br>%{text} unreadable<br>%{customdata}<extra></extra>',
        zmin: 0,
        zmax: 1,
        xgap: 2,
        ygap: 2,
        colorscale: 'Cividis',
        colorbar: { tickformat: '.0%', thickness: 12, len: 0.8 },
      },
    ],
  };
}
