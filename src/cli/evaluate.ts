import { type EvaluationSummary, evaluateDataset } from '../bench';
import { PIPELINE_IDS } from '../index';
import { DEVICES, HEADER_MODES } from '../pipeline/options';
import type { Command, CommandResult } from './command';
import { noticesTo, progressBar, textTable } from './io';
import { DEVICE, HEADER, LIMIT, RULES, rulesOf, SHARD, shardOf } from './shared';

export const evaluate: Command = {
  summary: 'run pipelines over a dataset with ground truth and score them',
  options: {
    data: {
      kind: 'text',
      value: 'DIR|ZIP',
      required: true,
      help: 'folder or zip with dicom_files/NAME.dcm and NAME.json',
    },
    pipeline: { kind: 'choices', value: 'ID[,ID]', choices: PIPELINE_IDS, required: true, help: 'what to run' },
    out: { kind: 'text', value: 'DIR', required: true, help: 'where results go; outside the data' },
    ...HEADER,
    ...DEVICE,
    ...LIMIT,
    ...SHARD,
    ...RULES,
  },
  async run(options, io) {
    const summary = await evaluateDataset({
      data: options.always('data'),
      out: options.always('out'),
      pipelines: options.choices('pipeline', PIPELINE_IDS),
      header: options.choice('header', HEADER_MODES),
      device: options.choice('device', DEVICES),
      limit: options.integer('limit'),
      ...shardOf(options),
      ...(await rulesOf(options)),
      onProgress: progressBar(io, options.flag('json')),
      onNotice: noticesTo(io),
    });
    return evaluationResult(summary);
  },
};

/** What `evaluate` and `merge --evaluation` print. */
export const evaluationResult = (summary: EvaluationSummary): CommandResult => ({
  json: { ...summary.metrics, failed: summary.failed },
  text: scoreTable(summary),
  failed: summary.failed,
});

function scoreTable({ metrics, out }: EvaluationSummary): string {
  const rows = metrics.runs.map((run) => {
    const { macro, files } = run.scores.exact;
    // A set of clean pictures has no text to find, so no score, and nothing that could leak.
    const score = [macro.precision, macro.recall, macro.f1].map((value) => (files === 0 ? '-' : value.toFixed(3)));
    const leaked = run.leak.images === 0 ? '-' : `${run.leak.leaked} of ${run.leak.images}`;
    return [run.pipeline, run.header, run.device, ...score, leaked, `${run.time.meanMs.toFixed(0)} ms`];
  });
  const head = ['pipeline', 'header', 'device', 'precision', 'recall', 'F1', 'leaked', 'mean'];
  return `${textTable([head, ...rows])}results in ${out}\n`;
}
