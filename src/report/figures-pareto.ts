import type { Metrics } from '../evaluate/metrics';
import type { Published } from '../evaluate/published';
import { type FigureSpec, logRange, type Trace } from './figure';
import { duration, score3 } from './format';
import { plotlyText } from './html';
import { pipelineName, runLabels } from './labels';
import { COLOURS } from './theme';

interface Point {
  readonly label: string;
  readonly seconds: number;
  readonly f1: number;
}

/** The points that no other point beats in both time and quality, by rising time. */
export function paretoFront<T extends { readonly seconds: number; readonly f1: number }>(
  points: readonly T[],
): readonly T[] {
  const sorted = [...points].sort((a, b) => a.seconds - b.seconds || b.f1 - a.f1);
  let best = Number.NEGATIVE_INFINITY;
  return sorted.filter((point) => {
    if (point.f1 <= best) return false;
    best = point.f1;
    return true;
  });
}

/** Time against quality. CPU and GPU have their own points and fronts; published points are on other files and machines. */
export function paretoFigure(metrics: Metrics, published?: Published): FigureSpec {
  const labels = runLabels(metrics.runs).map(plotlyText);
  const measured = (device: 'CPU' | 'GPU'): readonly Point[] =>
    metrics.runs.flatMap((run, i) =>
      run.time.device === device && run.time.meanMs > 0
        ? [{ label: labels[i], seconds: run.time.meanMs / 1000, f1: run.scores.exact.macro.f1 }]
        : [],
    );
  const devices = [
    { device: 'CPU', colour: COLOURS.blue, symbol: 'circle' },
    { device: 'GPU', colour: COLOURS.vermilion, symbol: 'square' },
  ] as const;
  const marks = publishedTimes(published);
  const seconds = [
    ...metrics.runs.map((run) => run.time.meanMs / 1000),
    ...marks.flatMap((trace) => [...(trace.x ?? [])].map(Number)),
  ];
  return {
    id: 'pareto',
    title: 'Time against quality',
    description: devices
      .flatMap(({ device }) =>
        measured(device).map((p) => `${p.label} on ${device}: ${duration(p.seconds * 1000)}, F1 ${score3(p.f1)}`),
      )
      .join('; '),
    height: 440,
    x: { title: 'mean seconds per file (log)', kind: 'log', range: logRange(seconds) },
    y: { title: 'F1, exact rule', kind: 'linear', range: [-0.02, 1.05] },
    data: [
      ...devices.flatMap(({ device, colour, symbol }) => pareto(measured(device), device, colour, symbol)),
      ...marks,
    ],
  };
}

function pareto(points: readonly Point[], device: string, color: string, symbol: string): readonly Trace[] {
  if (points.length === 0) return [];
  const front = paretoFront(points);
  return [
    {
      type: 'scatter',
      mode: 'lines',
      name: `${device}: Pareto front`,
      x: front.map((point) => point.seconds),
      y: front.map((point) => point.f1),
      line: { color, dash: 'dot', width: 1.5, shape: 'hv' },
      hoverinfo: 'skip',
    },
    {
      type: 'scatter',
      mode: 'markers+text',
      name: `measured here, ${device}`,
      x: points.map((point) => point.seconds),
      y: points.map((point) => point.f1),
      text: points.map((point) => point.label),
      textposition: points.map((_, i) => (i % 2 === 0 ? 'top center' : 'bottom center')),
      cliponaxis: false,
      marker: { color, symbol, size: 12 },
      hovertemplate: '%{text}<br>%{x:.3g} s per file, F1 %{y:.3f}<extra></extra>',
    },
  ];
}

function publishedTimes(published?: Published): readonly Trace[] {
  if (!published) return [];
  return published.environments
    .filter((environment) => environment.id.endsWith('-colab'))
    .map((environment): Trace => {
      const rows = published.systems.flatMap((system) => {
        const seconds = environment.secondsPerFile[system.pipeline];
        return seconds === undefined ? [] : [{ system, seconds }];
      });
      return {
        type: 'scatter',
        mode: 'markers',
        name: `published, ${environment.name}`,
        x: rows.map((row) => row.seconds),
        y: rows.map((row) => row.system.exact.f1),
        text: rows.map((row) =>
          plotlyText(`${row.system.name} (row of ${pipelineName(row.system.pipeline)}), ${environment.machine}`),
        ),
        marker: {
          color: COLOURS.grey,
          symbol: environment.device === 'GPU' ? 'square-open' : 'circle-open',
          size: 9,
          line: { width: 1.5 },
        },
        hovertemplate: '%{text}<br>published: %{x} s per file, F1 %{y:.3f}<extra></extra>',
      };
    });
}
