import { mergeRuns } from '../run/merge';
import { mergeEvaluations } from '../run/merge-evaluations';
import type { Command } from './command';
import { evaluationResult } from './evaluate';
import { redactResult } from './redact';
import { SECRET, secretOf } from './shared';

export const merge: Command = {
  summary: 'make one audit, review list and summary (or metrics.json) of shards that ran apart',
  places: { value: 'OUT...', help: 'output folders of the shards; several shards may lie in one' },
  options: {
    out: { kind: 'text', value: 'DIR', help: 'where the documents go (default the first OUT; needed for evaluations)' },
    evaluation: { kind: 'flag', help: 'the folders are those of `evaluate`: merge results into metrics.json' },
    ...SECRET,
  },
  async run(options) {
    const outs = options.places();
    const out = options.text('out');
    if (options.flag('evaluation')) return evaluationResult(await mergeEvaluations({ outs, out: out ?? '' }));
    return redactResult(await mergeRuns({ outs, ...(out === undefined ? {} : { out }), ...(await secretOf(options)) }));
  },
};
