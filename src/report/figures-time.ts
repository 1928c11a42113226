import type { Metrics, RunInput } from '../evaluate/metrics';
import { type FigureSpec, logRange, type Trace } from './figure';
import { duration } from './format';
import { plotlyText } from './html';
import { axisLabel, runLabels } from './labels';
import { PATTERNS, SERIES, stripes } from './theme';

const STAGE_ORDER = ['open', 'read', 'detect', 'recognise', 'find', 'redact', 'verify', 'write'];

/** All stages that occur, in the order in which they run; unknown ones last. */
export function stageNames(metrics: Metrics): readonly string[] {
  const names = new Set(metrics.runs.flatMap((run) => Object.keys(run.time.stages)));
  const known = STAGE_ORDER.filter((stage) => names.has(stage));
  return [...known, ...[...names].filter((stage) => !STAGE_ORDER.includes(stage)).sort()];
}

/** Where the time goes: mean milliseconds per file and stage, stacked, one bar a run. */
export function stageFigure(metrics: Metrics): FigureSpec {
  const labels = runLabels(metrics.runs);
  return {
    id: 'stages',
    title: 'Where the time goes, mean per file',
    description: metrics.runs
      .map(
        (run, i) =>
          `${labels[i]}: ${stageNames(metrics)
            .map((stage) => `${stage} ${duration(run.time.stages[stage] ?? 0)}`)
            .join(', ')}`,
      )
      .join('; '),
    height: 200 + 44 * metrics.runs.length,
    barmode: 'stack',
    x: { title: 'seconds per file', kind: 'linear' },
    y: { title: '', kind: 'category', reversed: true },
    data: stageNames(metrics).map(
      (stage, index): Trace => ({
        type: 'bar',
        orientation: 'h',
        name: plotlyText(stage),
        y: labels.map((label, i) => plotlyText(`${label} (${metrics.runs[i].time.device})`)),
        x: metrics.runs.map((run) => (run.time.stages[stage] ?? 0) / 1000),
        marker: {
          color: SERIES[index % SERIES.length],
          pattern: stripes(PATTERNS[index % PATTERNS.length]),
        },
        hovertemplate: '%{y}<br>%{fullData.name}: %{x:.3f} s<extra></extra>',
      }),
    ),
  };
}

/** Every file's time, one strip and box a run; hover names the file. */
export function spreadFigure(metrics: Metrics, runs: readonly RunInput[]): FigureSpec {
  const labels = runLabels(metrics.runs);
  const seconds = runs.flatMap((run) => run.files.map((file) => (file.timeMs.total ?? 0) / 1000));
  return {
    id: 'spread',
    title: 'Time of each file',
    description: metrics.runs
      .map((run, i) => `${labels[i]}: median ${duration(run.time.p50Ms)}, 95th percentile ${duration(run.time.p95Ms)}`)
      .join('; '),
    height: 420,
    x: { title: '', kind: 'category' },
    y: { title: 'seconds (log)', kind: 'log', range: logRange(seconds) },
    data: runs.map((run, i): Trace => {
      const files = run.files.filter((file) => (file.timeMs.total ?? 0) > 0 && file.status !== 'failed');
      const label = `${axisLabel(labels[i])}<br>(${metrics.runs[i].time.device})`;
      return {
        type: 'box',
        name: label,
        showlegend: false,
        x: files.map(() => label),
        y: files.map((file) => file.timeMs.total / 1000),
        text: files.map((file) => plotlyText(`${file.Filename}, ${file.columns} × ${file.rows} × ${file.frames}`)),
        boxpoints: 'all',
        jitter: 0.5,
        pointpos: 0,
        marker: { color: SERIES[i % SERIES.length], size: 6, opacity: 0.75 },
        line: { color: SERIES[i % SERIES.length], width: 1.5 },
        fillcolor: 'rgba(0,0,0,0)',
        hovertemplate: '%{text}<br>%{y:.3f} s<extra></extra>',
        hoveron: 'points',
      };
    }),
  };
}
