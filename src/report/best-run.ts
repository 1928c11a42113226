import type { Metrics, RunMetrics } from '../evaluate/metrics';

/** The rule below in words, for the page that names a pipeline by it. */
export const BEST_RULE =
  'the lowest leak rate; among equals the one that verifies its own output, then the one with the lowest upper bound, then the highest F1';

/** Whether a pipeline reads its output again before it releases it: such a run has spent time on that. */
export const verifiesOutput = ({ time }: Pick<RunMetrics, 'time'>): boolean => (time.stages.verify ?? 0) > 0;

/** Negative where `a` is the better run: safety first, then safety by more evidence, then quality. */
export function compareRunsBySafety(a: RunMetrics, b: RunMetrics): number {
  return (
    (a.leak.rate ?? 1) - (b.leak.rate ?? 1) ||
    Number(verifiesOutput(b)) - Number(verifiesOutput(a)) ||
    a.leak.wilson95[1] - b.leak.wilson95[1] ||
    b.scores.exact.macro.f1 - a.scores.exact.macro.f1
  );
}

/** Index of the run that a report is about: the pipeline `wanted` where it ran, else the best by `BEST_RULE`. -1 without runs. */
export function bestRun(metrics: Pick<Metrics, 'runs'>, wanted?: string): number {
  const named = metrics.runs.findIndex((run) => run.pipeline === wanted);
  if (named >= 0) return named;
  const order = metrics.runs.map((run, index) => ({ run, index }));
  return order.sort((a, b) => compareRunsBySafety(a.run, b.run))[0]?.index ?? -1;
}
