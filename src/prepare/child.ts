import { errorCode, isDeidError } from '../base/errors';
import { type Job, type Made, type Maker, openMaker } from './job';

/** From the parent: the job, then one unit at a time. */
export type ToChild = { readonly kind: 'open'; readonly job: Job } | { readonly kind: 'make'; readonly index: number };

export type FromChild =
  | { readonly kind: 'ready' }
  | { readonly kind: 'made'; readonly made: Made }
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

let maker: Maker | undefined;

async function handle(message: ToChild): Promise<FromChild> {
  try {
    if (message.kind === 'open') {
      maker = await openMaker(message.job);
      return { kind: 'ready' };
    }
    return { kind: 'made', made: await maker!.make(message.index) };
  } catch (error) {
    return { kind: 'error', code: errorCode(error), message: isDeidError(error) ? error.message : 'unexpected error' };
  }
}

process.on('message', (message: ToChild) => {
  void handle(message).then((answer) => process.send?.(answer));
});
// The parent is gone: nobody waits for the rest.
process.on('disconnect', () => process.exit(0));
