import type { Metrics, RunMetrics } from '../evaluate/metrics';
import { plotlyText } from './html';

const OWN: Readonly<Record<string, string>> = {
  presidio: 'Presidio',
  tesseract: 'Tesseract',
  'detector-lstm': 'Detector + LSTM',
  'detector-base': 'Detector + base',
  'detector-large': 'Detector + large',
  proof: 'Proof',
};

/** A name for people. */
export const pipelineName = (pipeline: string): string => OWN[pipeline] ?? pipeline;

/** One label a run, in the runs' order: the pipeline, and header or device where they tell runs apart. */
export function runLabels(runs: readonly Pick<RunMetrics, 'pipeline' | 'header' | 'device'>[]): readonly string[] {
  const several = (pick: (run: Pick<RunMetrics, 'pipeline' | 'header' | 'device'>) => string) => (pipeline: string) =>
    new Set(runs.filter((run) => run.pipeline === pipeline).map(pick)).size > 1;
  const headers = several((run) => run.header);
  const devices = several((run) => run.device);
  return runs.map((run) =>
    [
      pipelineName(run.pipeline),
      headers(run.pipeline) ? `header ${run.header}` : '',
      devices(run.pipeline) ? run.device : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  );
}

/** A label for a category axis: safe for Plotly, broken into short lines. */
export const axisLabel = (label: string): string =>
  plotlyText(label).replaceAll(' + ', '<br>+ ').replaceAll(', ', '<br>');

/**
 * Index of the run that the summary is about: `wanted`, else the flagship, else the one with the lowest leak rate and then the best F1.
 * -1 without runs.
 */
export function mainRun(metrics: Metrics, wanted?: string): number {
  const at = (pipeline: string) => metrics.runs.findIndex((run) => run.pipeline === pipeline);
  if (wanted !== undefined && at(wanted) >= 0) return at(wanted);
  if (at('proof') >= 0) return at('proof');
  const order = metrics.runs.map((run, index) => ({ run, index }));
  order.sort(
    (a, b) =>
      (a.run.leak.rate ?? 1) - (b.run.leak.rate ?? 1) || b.run.scores.exact.macro.f1 - a.run.scores.exact.macro.f1,
  );
  return order[0]?.index ?? -1;
}
