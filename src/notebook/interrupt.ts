/**
 * Runs work that Jupyter's *Interrupt* (SIGINT) stops: tslab then ends the cell, but what the cell had begun would go on behind it. The
 * signal is aborted; nothing else happens to the process.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => controller.abort(new Error('interrupted'));
  process.once('SIGINT', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.removeListener('SIGINT', stop);
  }
}
