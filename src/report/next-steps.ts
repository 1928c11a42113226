import type { Metrics, RunMetrics } from '../evaluate/metrics';
import { bestRun } from './best-run';
import { count, percent, plural } from './format';
import { escapeHtml } from './html';
import { pipelineName } from './labels';

/** A leak rate that a person may want to exclude before trusting a pipeline with real data. */
const WANTED_RATE = 0.01;
/** "Rule of three": n files without a leak show, at 95 %, a rate below 3 / n. */
const RULE_OF_THREE = 3;

/** What the figures suggest to do next, one sentence each, the most urgent first. Plain text. */
export function nextSteps(metrics: Metrics): readonly string[] {
  const { runs, dataset } = metrics;
  if (runs.length === 0) return ['Run at least one pipeline.'];
  const safest = runs[bestRun(metrics)];
  return [
    ...runs.flatMap(failures),
    ...leaks(runs, safest),
    ...quarantine(runs),
    ...confidence(safest),
    ...(dataset.origin === 'generated'
      ? [
          'Measure on images of your own: put dicom_files.zip (the published layout) into data/ and run npm start again.',
        ]
      : []),
    ...over(runs),
  ];
}

/** The same as a list for a page. */
export const nextStepsHtml = (metrics: Metrics): string =>
  `<ul>${nextSteps(metrics)
    .map((step) => `<li>${escapeHtml(step)}</li>`)
    .join('')}</ul>`;

const failures = ({ pipeline, failed }: RunMetrics): string[] =>
  failed.length === 0
    ? []
    : [
        `${pipelineName(pipeline)}: ${plural(failed.length, 'file')} could not be processed (${[...new Set(failed.map(({ code }) => code))].join(', ')}) and nothing was written for ${failed.length === 1 ? 'it' : 'them'}; look at ${failed.length === 1 ? 'it' : 'each'}.`,
      ];

function leaks(runs: readonly RunMetrics[], safest: RunMetrics): string[] {
  const leaking = runs.filter(({ leak }) => leak.leaked > 0);
  if (leaking.length === 0) return [];
  const names = leaking.map(({ pipeline, leak }) => `${pipelineName(pipeline)} (${leak.leaked} of ${leak.images})`);
  const instead =
    safest.leak.leaked === 0
      ? ` ${pipelineName(safest.pipeline)} leaked none of these files.`
      : ' No run here is free of leaks.';
  return [`Release nothing from ${names.join(', ')} without a person looking at every picture.${instead}`];
}

const quarantine = (runs: readonly RunMetrics[]): string[] =>
  runs
    .filter(({ leak }) => leak.quarantined > 0)
    .map(
      ({ pipeline, leak }) =>
        `${pipelineName(pipeline)} held back ${plural(leak.quarantined, 'file')} that it could not prove clean: look at ${leak.quarantined === 1 ? 'it' : 'them'} in image_result/${pipeline}/quarantine.`,
    );

function confidence({ leak, pipeline }: RunMetrics): string[] {
  if (leak.leaked > 0 || leak.images === 0 || leak.wilson95[1] < WANTED_RATE) return [];
  const wanted = RULE_OF_THREE / WANTED_RATE;
  return [
    `No leak in ${plural(leak.images, 'image')} is consistent with a leak rate of up to ${percent(leak.wilson95[1])} (95 % CI): about ${count(wanted)} images like yours would be needed to show that ${pipelineName(pipeline)} stays below ${percent(WANTED_RATE, 0)}.`,
  ];
}

const over = (runs: readonly RunMetrics[]): string[] =>
  runs
    .filter(({ overRedaction: { keepItems, kept } }) => kept < keepItems)
    .map(
      ({ pipeline, overRedaction: { keepItems, kept } }) =>
        `${pipelineName(pipeline)} painted over ${count(keepItems - kept)} of ${plural(keepItems, 'acquisition annotation')}: if readers need them, add them to the allow-list of a rules file.`,
    );
