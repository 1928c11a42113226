import type { Metrics } from '../evaluate/metrics';
import { asPublished, type Published } from '../evaluate/published';
import { type FigureSpec, logRange, type Trace } from './figure';
import { duration, score3 } from './format';
import { plotlyText } from './html';
import { pipelineColour, pipelineName, runLabels } from './labels';
import { COLOURS } from './theme';

interface Point {
  readonly pipeline: string;
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

const DEVICES = [
  { device: 'CPU', symbol: 'circle', dash: 'dot' },
  { device: 'GPU', symbol: 'square', dash: 'dash' },
] as const;

/** Time against quality. CPU and GPU have their own points and fronts; published points are on other files and machines. */
export function paretoFigure(metrics: Metrics, published?: Published): FigureSpec {
  const labels = runLabels(metrics.runs);
  const measured = (device: 'CPU' | 'GPU'): readonly Point[] =>
    metrics.runs.flatMap((run, i) =>
      run.time.device === device && run.time.meanMs > 0
        ? [{ pipeline: run.pipeline, label: labels[i], seconds: run.time.meanMs / 1000, f1: run.scores.exact.macro.f1 }]
        : [],
    );
  const marks = publishedTimes(published);
  const seconds = [
    ...metrics.runs.map((run) => run.time.meanMs / 1000),
    ...marks.flatMap((trace) => [...(trace.x ?? [])].map(Number)),
  ];
  return {
    id: 'pareto',
    title: 'Time against quality',
    description: DEVICES.flatMap(({ device }) =>
      measured(device).map((p) => `${p.label} on ${device}: ${duration(p.seconds * 1000)}, F1 ${score3(p.f1)}`),
    ).join('; '),
    height: 460,
    x: { title: 'mean seconds per file (log)', kind: 'log', range: logRange(seconds) },
    y: { title: 'F1, exact rule', kind: 'linear', range: [-0.02, 1.05] },
    data: [...DEVICES.flatMap(({ device, symbol, dash }) => pareto(measured(device), device, symbol, dash)), ...marks],
  };
}

function pareto(points: readonly Point[], device: string, symbol: string, dash: string): readonly Trace[] {
  const front = paretoFront(points);
  const line: Trace = {
    type: 'scatter',
    mode: 'lines',
    name: `Pareto front, ${device}`,
    x: front.map((point) => point.seconds),
    y: front.map((point) => point.f1),
    line: { color: COLOURS.grey, dash, width: 1.5, shape: 'hv' },
    hoverinfo: 'skip',
  };
  const dots = points.map(
    (point): Trace => ({
      type: 'scatter',
      mode: 'markers',
      name: plotlyText(`${point.label} (${device})`),
      x: [point.seconds],
      y: [point.f1],
      marker: { color: pipelineColour(point.pipeline), symbol, size: 13 },
      hovertemplate: '%{fullData.name}<br>%{x:.3g} s per file, F1 %{y:.3f}<extra></extra>',
    }),
  );
  return points.length === 0 ? [] : [line, ...dots];
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
        y: rows.map((row) => asPublished(row.system).f1),
        text: rows.map((row) =>
          plotlyText(`${row.system.name} (comparable: ${pipelineName(row.system.pipeline)}), ${environment.machine}`),
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
