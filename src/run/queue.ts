import { DeidError, errorCode } from '../base/errors';
import type { AuditHead } from './audit';
import type { Hand } from './hands';
import { failedItem, type ItemResult } from './redact-item';

/** A process that dies while it loads is tried again so many times in a row before its place is given up. */
const MOST_CRASHES = 3;

export interface QueueOptions {
  readonly names: readonly string[];
  readonly hands: readonly Hand[];
  /** Asked before each file: true to stop taking more. */
  readonly stopped: () => boolean;
  /** Called once, before any file, by the first hand that is ready. */
  readonly onHead: (head: AuditHead) => Promise<void>;
  /** True for a file that needs no work. */
  readonly isDone: (name: string) => Promise<boolean>;
  readonly onResult: (result: ItemResult) => Promise<void>;
}

/**
 * Spreads files over hands until there is none left. A crash while a file is at hand fails that file (`worker-crashed`); a crash while
 * loading is tried again, and ends the run only when no hand is left. Every other error ends the run; other hands finish their file.
 */
export async function workQueue(options: QueueOptions): Promise<void> {
  const { names, hands } = options;
  let next = 0;
  let head: Promise<void> | undefined;
  let failed = false;
  let working = hands.length;

  const work = async (hand: Hand) => {
    try {
      // One hand opens even where no file is to be done: its head says what made the run.
      while ((next < names.length || head === undefined) && !failed && !options.stopped()) {
        const ready = await openHand(hand);
        if (ready === undefined) break;
        head ??= options.onHead(ready);
        await head;
        let isUp = true;
        while (isUp && next < names.length && !failed && !options.stopped()) {
          const name = names[next];
          next += 1;
          if (await options.isDone(name)) continue;
          isUp = await oneFile(hand, name, options.onResult);
        }
      }
      working -= 1;
      if (working === 0 && (next < names.length || head === undefined) && !options.stopped() && !failed)
        throw new DeidError('worker-crashed', 'no worker could load its models');
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  const ends = await Promise.allSettled(hands.map(work));
  await Promise.all(hands.map((hand) => hand.close()));
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
}

/** `undefined` when its process died too often while loading. */
async function openHand(hand: Hand): Promise<AuditHead | undefined> {
  for (let crashes = 0; crashes < MOST_CRASHES; crashes += 1) {
    try {
      return await hand.open();
    } catch (error) {
      if (errorCode(error) !== 'worker-crashed') throw error;
    }
  }
  return undefined;
}

/** False when the hand's process is gone. */
async function oneFile(hand: Hand, name: string, onResult: QueueOptions['onResult']): Promise<boolean> {
  let result: ItemResult;
  let isUp = true;
  try {
    result = await hand.file(name);
  } catch (error) {
    if (errorCode(error) !== 'worker-crashed') throw error;
    isUp = false;
    result = failedItem(name, 'worker', 'worker-crashed');
  }
  await onResult(result);
  return isUp;
}
