import { availableParallelism, freemem } from 'node:os';

/** What one worker takes with its models and a usual file, and what is left to everything else. */
const WORKER_BYTES = 2 ** 30;
const OTHERS_BYTES = 2 ** 30;

/**
 * Workers for `auto`: one a core, because one thread each does more than several threads of one, as far as the memory allows, and no more than
 * there are files; at least 1.
 */
export function autoWorkers(files: number, cores = availableParallelism(), memoryBytes = freeMemory()): number {
  const fitting = Math.floor((memoryBytes - OTHERS_BYTES) / WORKER_BYTES);
  return Math.max(1, Math.min(files, cores, fitting));
}

/** What this process may still take: Node 22 knows the limits of a container. */
const freeMemory = (): number => (process as { availableMemory?: () => number }).availableMemory?.() ?? freemem();
