/** Below so many finished units the first ones' time says too little. */
const ENOUGH = 2;

/**
 * How long the rest of a piece of work will take, in words: `about 2 min left`. Empty at both ends, where it is not known or nothing is left.
 *
 * @param elapsedMs since the first unit was begun
 */
export function timeLeft(elapsedMs: number, done: number, total: number): string {
  if (done < ENOUGH || done >= total) return '';
  const seconds = (elapsedMs / done / 1000) * (total - done);
  if (seconds < 5) return 'a few seconds left';
  if (seconds < 90) return `about ${Math.round(seconds / 5) * 5} s left`;
  if (seconds < 90 * 60) return `about ${Math.round(seconds / 60)} min left`;
  return `about ${(seconds / 3600).toFixed(1)} h left`;
}
