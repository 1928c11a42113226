import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DeidError } from '../base/errors';
import type { FromChild, ToChild } from './child';
import { useOwnFonts } from './fonts';
import type { Job, Made } from './job';

/** A unit that could not be made: only images of a source can fail, and then the others go on. */
export interface FailedUnit {
  readonly index: number;
  readonly code: string;
}

/**
 * Makes `count` units over several processes; results come in the order of their numbers, whatever finished first.
 * Processes, not threads: each starts with the packages' fonts alone, whatever this one has drawn with before.
 */
export async function makeAll(
  job: Job,
  count: number,
  options: { readonly processes?: number; readonly onMade: (index: number, made: Made | FailedUnit) => void },
): Promise<void> {
  // A process takes about half a second to start, which pays from some ten files on.
  const processes = options.processes ?? Math.min(availableParallelism(), Math.ceil(count / 10));
  useOwnFonts();
  let next = 0;
  const work = async () => {
    const child = new Child();
    try {
      await child.ask({ kind: 'open', job }, 'ready');
      while (next < count) {
        const index = next++;
        options.onMade(index, await unit(child, job, index));
      }
    } catch (error) {
      next = count;
      throw error;
    } finally {
      child.stop();
    }
  };
  const results = await Promise.allSettled(Array.from({ length: processes }, work));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function unit(child: Child, job: Job, index: number): Promise<Made | FailedUnit> {
  try {
    const answer = await child.ask({ kind: 'make', index }, 'made');
    return answer.made;
  } catch (error) {
    const ofSource = job.source !== undefined && error instanceof DeidError && error.code !== 'child-crashed';
    if (!ofSource) throw error;
    return { index, code: error.code };
  }
}

class Child {
  private readonly process: ChildProcess = fork(join(__dirname, 'child.js'), [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });

  /** Sends a message and waits for the one answer. Throws the child's error, or `child-crashed`. */
  ask<K extends FromChild['kind']>(message: ToChild, kind: K): Promise<Extract<FromChild, { kind: K }>> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        this.process.off('message', onMessage);
        this.process.off('exit', onExit);
        act();
      };
      const onExit = () => settle(() => reject(new DeidError('child-crashed', 'a process that makes files has died')));
      const onMessage = (answer: FromChild) =>
        settle(() => {
          if (answer.kind === kind) resolve(answer as Extract<FromChild, { kind: K }>);
          else if (answer.kind === 'error') reject(new DeidError(answer.code, answer.message));
          else reject(new DeidError('child-crashed', 'a process that makes files gave a wrong answer'));
        });
      this.process.once('exit', onExit);
      this.process.on('message', onMessage);
      this.process.send(message);
    });
  }

  stop(): void {
    if (this.process.connected) this.process.disconnect();
  }
}
