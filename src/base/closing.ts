/** What is closed when it is no longer needed; twice is fine. */
export interface Closable {
  close(): Promise<void>;
}

/**
 * Opens what belongs together: `close` closes all that was kept so far, and when opening fails that is done at once.
 *
 * @throws whatever `open` throws
 */
export async function openTogether<T>(
  open: (keep: <P extends Closable>(part: P) => P, close: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const kept: Closable[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(kept.map((part) => part.close()));
  };
  const keep = <P extends Closable>(part: P): P => {
    kept.push(part);
    return part;
  };
  try {
    return await open(keep, close);
  } catch (error) {
    await close();
    throw error;
  }
}
