import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { DeidError } from '../base/errors';
import { openPipeline, type Pipeline } from '../pipeline/open';
import { type AuditHead, auditHead } from './audit';
import type { Inputs } from './inputs';
import { type ItemPlaces, type ItemResult, redactItem } from './redact-item';
import { pipelineOptions, type RedactFilesOptions } from './redact-options';

/** What does one file after another: in this process, or in one of its own. */
export interface Hand {
  /** Loads the models; throws what `openPipeline` throws, and `worker-crashed` when the process ended. */
  open(): Promise<AuditHead>;
  /** Throws `worker-crashed`, and what ends the run. After a crash the next `open` starts a new process. */
  file(name: string): Promise<ItemResult>;
  close(): Promise<void>;
}

export type HandOptions = Omit<RedactFilesOptions, 'onProgress' | 'onNotice' | 'signal'>;

/** From the parent: open the pipeline, then one file at a time by its name. */
export type ToWorker =
  | { readonly kind: 'open'; readonly options: HandOptions; readonly places: ItemPlaces }
  | { readonly kind: 'file'; readonly name: string };

export type FromWorker =
  | { readonly kind: 'ready'; readonly head: AuditHead; readonly notices: readonly string[] }
  | { readonly kind: 'result'; readonly result: ItemResult }
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

/**
 * Every large array makes V8 look through the whole heap for what can go. Its helper threads, one a core, take a fifth of all CPU time for
 * that, at no gain even for one worker (docs/speed.md).
 */
const WORKER_FLAGS = ['--single-threaded-gc'];

/** Code given on the command line is this process's to run: `fork` takes it out only of flags that it copies itself. */
const inheritedFlags = (): readonly string[] =>
  process.execArgv.some((flag) => /^(?:-e|-p|-pe|--eval|--print)(?:=|$)/.test(flag)) ? [] : process.execArgv;

/** Works in this process, on inputs that are open already. */
export function ownHand(options: RedactFilesOptions, inputs: Inputs, places: ItemPlaces): Hand {
  let pipeline: Pipeline | undefined;
  return {
    async open() {
      pipeline ??= await openPipeline(pipelineOptions(options));
      return auditHead(pipeline);
    },
    async file(name) {
      if (pipeline === undefined) throw new DeidError('worker-crashed', 'the pipeline is not open');
      return redactItem(pipeline, inputs, name, places);
    },
    close: async () => pipeline?.close(),
  };
}

/**
 * Works in a process of its own: a decoder that dies takes one file with it and not the run.
 *
 * @param threads of a model on the CPU; `undefined` where the process has the machine to itself
 */
export function childHand(
  { onProgress: _p, onNotice, signal: _s, ...options }: RedactFilesOptions,
  places: ItemPlaces,
  threads: number | undefined,
): Hand {
  let child: ChildProcess | undefined;
  const asked = async (question: ToWorker): Promise<FromWorker> => {
    child ??= fork(path.join(__dirname, 'worker.js'), {
      serialization: 'advanced',
      env: { ...(threads === undefined ? {} : { DEID_THREADS: String(threads) }), ...process.env },
      execArgv: [...inheritedFlags(), ...WORKER_FLAGS],
    });
    try {
      return await ask(child, question);
    } catch (error) {
      child.kill('SIGKILL');
      child = undefined;
      throw error;
    }
  };
  const expect = <K extends FromWorker['kind']>(answer: FromWorker, kind: K) => {
    if (answer.kind === 'error') throw new DeidError(answer.code, answer.message);
    if (answer.kind !== kind) throw new DeidError('worker-crashed', 'a worker gave no answer');
    return answer as Extract<FromWorker, { kind: K }>;
  };
  return {
    async open() {
      const { head, notices } = expect(await asked({ kind: 'open', options, places }), 'ready');
      for (const notice of notices) onNotice?.(notice);
      return head;
    },
    file: async (name) => expect(await asked({ kind: 'file', name }), 'result').result,
    async close() {
      if (child?.connected) child.disconnect();
    },
  };
}

/** One question, one answer. Rejects with `worker-crashed` when the process ends first. */
function ask(child: ChildProcess, question: ToWorker): Promise<FromWorker> {
  return new Promise((resolve, reject) => {
    const crashed = () => settle(() => reject(new DeidError('worker-crashed', 'a worker process ended')));
    const answered = (answer: FromWorker) => settle(() => resolve(answer));
    const settle = (finish: () => void) => {
      child.off('message', answered).off('exit', crashed).off('error', crashed);
      finish();
    };
    child.once('message', answered).once('exit', crashed).once('error', crashed);
    child.send(question, (error) => error && crashed());
  });
}
