import type { Metrics, RunInput } from '../evaluate/metrics';
import type { Published } from '../evaluate/published';
import { type FigureSpec, logRange, type Trace } from './figure';
import { duration } from './format';
import { plotlyText } from './html';
import { axisLabel, pipelineColour, pipelineName, runLabels } from './labels';
import { COLOURS, PATTERNS, STAGE_SHADES, stripes } from './theme';

const STAGE_ORDER = [
  'open',
  'read',
  'detect',
  'recognise',
  'find',
  'decide',
  'grow',
  'plan',
  'redact',
  'verify',
  'write',
];

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
        y: labels.map((label, i) => axisLabel(`${label}, ${metrics.runs[i].time.device}`)),
        x: metrics.runs.map((run) => (run.time.stages[stage] ?? 0) / 1000),
        marker: {
          color: STAGE_SHADES[Math.min(index, STAGE_SHADES.length - 1)],
          pattern: stripes(PATTERNS[index % PATTERNS.length]),
          line: { color: COLOURS.grey, width: 0.5 },
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
        marker: { color: pipelineColour(run.info.pipeline), size: 6, opacity: 0.75 },
        line: { color: pipelineColour(run.info.pipeline), width: 1.5 },
        fillcolor: 'rgba(0,0,0,0)',
        hovertemplate: '%{text}<br>%{y:.3f} s<extra></extra>',
        hoveron: 'points',
      };
    }),
  };
}

/** Published environments are greys, told apart by their pattern; what was measured here is marked by its colour and border. */
const GREYS = { GPU: '#b9c1cb', CPU: '#7d8896' } as const;

/**
 * Mean seconds per file of every published system in each published environment, and of the pipelines as measured here, grouped by
 * system. Logarithmic: from a third of a second to most of a minute.
 */
export function publishedTimeFigure(metrics: Metrics, published: Published): FigureSpec {
  const own = metrics.runs.filter(({ time }) => time.meanMs > 0);
  const extra = own.map(({ pipeline }) => pipeline).filter((id) => !published.systems.some((s) => s.pipeline === id));
  const pipelines = [...published.systems.map(({ pipeline }) => pipeline), ...new Set(extra)];
  const labels = pipelines.map((pipeline) => axisLabel(pipelineName(pipeline)));
  const environments = published.environments.map(
    ({ name, device, machine, secondsPerFile }, i): Trace => ({
      type: 'bar',
      name: plotlyText(`published: ${name}`),
      x: labels,
      y: pipelines.map((pipeline) => secondsPerFile[pipeline] ?? null),
      offsetgroup: name,
      marker: { color: GREYS[device], pattern: stripes(PATTERNS[i % 3]) },
      text: pipelines.map(() => plotlyText(`${name}, ${machine}`)),
      textposition: 'none',
      hovertemplate: '%{x}<br>%{text}<br>%{y} s per file (published)<extra></extra>',
    }),
  );
  const here = (['CPU', 'GPU'] as const).flatMap((device): Trace[] => {
    const seconds = pipelines.map((pipeline) => {
      const run = own.find((candidate) => candidate.pipeline === pipeline && candidate.time.device === device);
      return run === undefined ? null : run.time.meanMs / 1000;
    });
    if (seconds.every((value) => value === null)) return [];
    const name = `measured here, ${device}`;
    return [
      {
        type: 'bar',
        name,
        x: labels,
        y: seconds,
        offsetgroup: name,
        marker: { color: COLOURS.yellow, line: { color: '#1b2430', width: 1.5 } },
        hovertemplate: `%{x}<br>%{y:.3g} s per file, ${name}<extra></extra>`,
      },
    ];
  });
  const all = [...environments, ...here].flatMap(({ y = [] }) => y).filter((value) => value !== null);
  return {
    id: 'published-time',
    title: 'Seconds per file: six published environments, and here',
    description: `Other files and other hardware. ${own.map(({ pipeline, time }) => `${pipelineName(pipeline)} here on ${time.device}: ${duration(time.meanMs)}`).join('; ')}.`,
    height: 520,
    barmode: 'group',
    x: { title: '', kind: 'category' },
    y: { title: 'seconds per file (log)', kind: 'log', range: logRange(all.map(Number)) },
    data: [...environments, ...here],
  };
}
