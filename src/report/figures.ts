import type { Metrics, RunMetrics } from '../evaluate/metrics';
import { asPublished, type Published } from '../evaluate/published';
import type { FigureSpec, Trace } from './figure';
import { percent, percentInterval, score3 } from './format';
import { plotlyText } from './html';
import { axisLabel, KNOWN_PIPELINES, pipelineColour, pipelineName, runLabels } from './labels';
import { COLOURS } from './theme';

const MEASURES = [
  { key: 'precision', name: 'Precision' },
  { key: 'recall', name: 'Recall' },
  { key: 'f1', name: 'F1' },
] as const;

const MEASURE_NAMES = MEASURES.map(({ name }) => name);

const labelsOf = (metrics: Metrics): readonly string[] => runLabels(metrics.runs).map(axisLabel);

/**
 * Precision, recall and F1 by the exact rule: a bar with its bootstrap interval for each run, in its pipeline's colour, and the figures of
 * all published systems as marks, each at the place of the comparable pipeline, whether that one ran or not.
 */
export function qualityFigure(metrics: Metrics, published?: Published): FigureSpec {
  const labels = runLabels(metrics.runs);
  const places = [
    ...KNOWN_PIPELINES.filter((pipeline) => published?.systems.some((system) => system.pipeline === pipeline)),
    ...metrics.runs.map(({ pipeline }) => pipeline),
  ];
  const bars = [...new Set(places)].flatMap((pipeline) => {
    const own = metrics.runs.flatMap((run, i) => (run.pipeline === pipeline ? [{ run, label: labels[i] }] : []));
    return own.length === 0 ? [emptyPlace(pipeline)] : own.map(({ run, label }) => qualityBars(run, label));
  });
  return {
    id: 'quality',
    title: 'Precision, recall and F1, exact rule',
    description: `Macro averages over files. ${metrics.runs
      .map(
        (run, i) =>
          `${labels[i]}: ${MEASURES.map((m) => `${m.name} ${score3(run.scores.exact.macro[m.key])}`).join(', ')}`,
      )
      .join(
        '; ',
      )}.${(published?.systems ?? []).map((system) => ` Published, ${system.name}: F1 ${score3(asPublished(system).f1)}.`).join('')}`,
    height: 480,
    barmode: 'group',
    x: { title: '', kind: 'category' },
    y: { title: 'score', kind: 'linear', range: [0, 1.05] },
    data: [...bars, ...publishedMarks(metrics, labels, published)],
  };
}

function qualityBars(run: RunMetrics, label: string): Trace {
  const { macro } = run.scores.exact;
  const values = MEASURES.map(({ key }) => macro[key]);
  const bounds = MEASURES.map(({ key }) => macro.interval95?.[key]);
  return {
    type: 'bar',
    name: plotlyText(label),
    x: MEASURE_NAMES,
    y: values,
    offsetgroup: label,
    marker: { color: pipelineColour(run.pipeline) },
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
      (bound, i) => `${score3(values[i])}${bound ? ` (95 % CI ${score3(bound[0])} to ${score3(bound[1])})` : ''}`,
    ),
    textposition: 'none',
    hovertemplate: '%{fullData.name}<br>%{x} %{text}<extra></extra>',
  };
}

/** Keeps the place of a pipeline that did not run, for the published mark. */
const emptyPlace = (pipeline: string): Trace => ({
  type: 'bar',
  name: plotlyText(pipelineName(pipeline)),
  showlegend: false,
  x: MEASURE_NAMES,
  y: MEASURES.map(() => null),
  offsetgroup: pipelineName(pipeline),
  marker: { color: pipelineColour(pipeline) },
  hoverinfo: 'skip',
});

/** One mark for each published system and measure, as its README gives it. */
function publishedMarks(metrics: Metrics, labels: readonly string[], published?: Published): readonly Trace[] {
  return (published?.systems ?? []).map((system, index): Trace => {
    const run = metrics.runs.findIndex(({ pipeline }) => pipeline === system.pipeline);
    return {
      type: 'scatter',
      mode: 'markers',
      name: 'published (other files, other hardware)',
      legendgroup: 'published',
      showlegend: index === 0,
      x: MEASURE_NAMES,
      y: MEASURES.map(({ key }) => asPublished(system)[key]),
      offsetgroup: run < 0 ? pipelineName(system.pipeline) : labels[run],
      marker: { color: '#ffffff', symbol: 'diamond', size: 9, line: { color: '#1b2430', width: 1.5 } },
      text: MEASURES.map(() => plotlyText(system.name)),
      hovertemplate: '%{text}<br>published %{x} %{y:.3f}<extra></extra>',
    };
  });
}

const FILES_IN_HOVER = 8;

function leakHover(run: RunMetrics): string {
  const { leak } = run;
  const names = leak.leakedFiles.slice(0, FILES_IN_HOVER).map(plotlyText);
  const more = leak.leakedFiles.length - names.length;
  return [
    `${leak.leaked} of ${leak.images} released images leaked`,
    `95 % CI: ${percentInterval(leak.wilson95)}`,
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
    title: 'Leaked images, with 95 % confidence intervals',
    description: runs
      .map(
        ({ run }, i) =>
          `${runLabels(metrics.runs)[i]}: ${run.leak.leaked} of ${run.leak.images} leaked, 95 % CI ${percentInterval(run.leak.wilson95)}`,
      )
      .join('; '),
    height: 380,
    x: { title: '', kind: 'category' },
    y: { title: 'share of released images', kind: 'linear', range: [-0.02, 1.02], tickformat: '.0%' },
    data: runs.map(
      ({ run, label, rate }): Trace => ({
        type: 'scatter',
        mode: 'markers',
        name: label,
        showlegend: false,
        x: [rate === null ? `${label}<br>(none released)` : label],
        y: [rate],
        marker: { color: pipelineColour(run.pipeline), size: 12 },
        error_y: {
          type: 'data',
          symmetric: false,
          array: [run.leak.wilson95[1] - (rate ?? 0)],
          arrayminus: [(rate ?? 0) - run.leak.wilson95[0]],
          color: pipelineColour(run.pipeline),
          thickness: 2,
          width: 8,
        },
        text: [leakHover(run)],
        hovertemplate: '<b>%{x}</b><br>%{text}<extra></extra>',
      }),
    ),
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
