/** The smallest value, infinity when there is none. `Math.min(...values)` overflows the stack from about a hundred thousand values on. */
export function smallest(values: Iterable<number>): number {
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) if (value < least) least = value;
  return least;
}
