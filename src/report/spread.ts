/**
 * The same files in an order in which the first few show as many kinds as there are: one of each kind in turn, kinds and files in the
 * order in which they came.
 */
export function spreadOver<T>(files: readonly T[], kindOf: (file: T) => string): readonly T[] {
  const kinds = new Map<string, T[]>();
  for (const file of files) {
    const kind = kindOf(file);
    kinds.set(kind, [...(kinds.get(kind) ?? []), file]);
  }
  const queues = [...kinds.values()];
  const rounds = Math.max(0, ...queues.map((queue) => queue.length));
  return Array.from({ length: rounds }, (_, round) =>
    queues.flatMap((queue) => (round < queue.length ? [queue[round]] : [])),
  ).flat();
}
