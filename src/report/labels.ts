import type { RunMetrics } from '../evaluate/metrics';
import { plotlyText } from './html';
import { COLOURS } from './theme';

/** How a pipeline is called and which colour it has: the same in every figure, table and report. */
interface Look {
  readonly name: string;
  readonly colour: string;
}

const LOOKS: Readonly<Record<string, Look>> = {
  // The published figures are of Presidio with a spaCy model; these rules find fewer names, and say so wherever their figures stand.
  presidio: { name: 'Presidio rules (TypeScript, no spaCy model)', colour: COLOURS.vermilion },
  tesseract: { name: 'Tesseract', colour: COLOURS.orange },
  'detector-lstm': { name: 'Detector + LSTM', colour: COLOURS.purple },
  'detector-base': { name: 'Detector + base', colour: COLOURS.sky },
  'detector-large': { name: 'Detector + large', colour: COLOURS.green },
  proof: { name: 'Proof', colour: COLOURS.blue },
};

/** The pipelines that have a name of their own, in the order in which figures and tables show them. */
export const KNOWN_PIPELINES: readonly string[] = Object.keys(LOOKS);

/** A name for people. */
export const pipelineName = (pipeline: string): string => LOOKS[pipeline]?.name ?? pipeline;

/** The pipeline's colour; grey for one that is not in the table. */
export const pipelineColour = (pipeline: string): string => LOOKS[pipeline]?.colour ?? COLOURS.grey;

type Told = Pick<RunMetrics, 'pipeline' | 'header' | 'device'>;

/** One label a run, in the runs' order: the pipeline, and header or device where they tell runs apart. */
export function runLabels(runs: readonly Told[]): readonly string[] {
  const several = (pick: (run: Told) => string) => (pipeline: string) =>
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
  plotlyText(label).replaceAll(' + ', '<br>+ ').replaceAll(' (', '<br>(').replaceAll(', ', ',<br>');
