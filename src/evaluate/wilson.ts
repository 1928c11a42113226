/** Lower and upper bound. */
export type Interval = readonly [low: number, high: number];

const Z95 = 1.959963984540054;

/**
 * Wilson's 95 % score interval of a rate (Wilson 1927). It stays inside 0 to 1 and does not shrink to nothing at 0 of n, which is the
 * case that matters here: no leak seen in few images proves little. `[0, 1]` for `total` 0.
 * Throws `RangeError` unless `0 <= hits <= total`.
 */
export function wilson95(hits: number, total: number): Interval {
  if (!(hits >= 0 && hits <= total)) throw new RangeError('wilson95: hits must lie between 0 and total');
  if (total === 0) return [0, 1];
  const rate = hits / total;
  const z2 = Z95 * Z95;
  const middle = (rate + z2 / (2 * total)) / (1 + z2 / total);
  const half = (Z95 / (1 + z2 / total)) * Math.sqrt((rate * (1 - rate)) / total + z2 / (4 * total * total));
  return [hits === 0 ? 0 : Math.max(0, middle - half), hits === total ? 1 : Math.min(1, middle + half)];
}
