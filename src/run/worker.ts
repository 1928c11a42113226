import { errorCode } from '../base/errors';
import { openPipeline, type Pipeline } from '../pipeline/open';
import { type Dataset, openDataset } from '../prepare/dataset';
import { auditHead } from './audit';
import { redactItem } from './redact-item';
import { pipelineOptions } from './redact-options';
import type { FromWorker, ToWorker } from './workers';

/** Entry of a child process of `redactWithWorkers`. Ends when the parent disconnects. */

let dataset: Dataset | undefined;
let pipeline: Pipeline | undefined;
let out = '';

async function answer(question: ToWorker): Promise<FromWorker> {
  if (question.kind === 'open') {
    dataset = await openDataset(question.options.in);
    pipeline = await openPipeline(pipelineOptions(question.options));
    out = question.options.out;
    return { kind: 'ready', head: auditHead(pipeline) };
  }
  return { kind: 'record', record: await redactItem(pipeline!, dataset!.items[question.index], out) };
}

process.on('message', (question: ToWorker) => {
  answer(question)
    .catch((error: unknown): FromWorker => {
      const code = errorCode(error);
      return {
        kind: 'error',
        code,
        message: code === 'INTERNAL' ? 'a worker could not start' : (error as Error).message,
      };
    })
    .then((message) => process.send?.(message));
});

process.on('disconnect', () => {
  Promise.allSettled([pipeline?.close(), dataset?.close()]).then(() => process.exit(0));
});
