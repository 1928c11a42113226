import { errorCode } from '../base/errors';
import { openPipeline, type Pipeline } from '../pipeline/open';
import { auditHead } from './audit';
import type { FromWorker, ToWorker } from './hands';
import { type Inputs, openInputs } from './inputs';
import { type ItemPlaces, redactItem } from './redact-item';
import { pipelineOptions } from './redact-options';

/** Entry of a child process of `childHand`. Ends when the parent disconnects; a signal to the whole group is the parent's to answer. */

let inputs: Inputs | undefined;
let pipeline: Pipeline | undefined;
let places: ItemPlaces | undefined;

async function answer(question: ToWorker): Promise<FromWorker> {
  if (question.kind === 'open') {
    places = question.places;
    inputs = await openInputs(question.options.in, { maxBytes: places.limits.maxBytes });
    const notices: string[] = [];
    const onNotice = (message: string) => notices.push(message);
    pipeline = await openPipeline(pipelineOptions({ ...question.options, onNotice }));
    return { kind: 'ready', head: auditHead(pipeline), notices };
  }
  return { kind: 'result', result: await redactItem(pipeline!, inputs!, question.name, places!) };
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

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
  Promise.allSettled([pipeline?.close(), inputs?.close()]).then(() => process.exit(0));
});
