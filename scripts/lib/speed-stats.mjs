// Figures from repeated measurements: medians with their spread, and ratios of systems that were asked in turn.

/** Questions that are not counted: functions are compiled during them. */
export const WARM_UPS = 5;

/** Linear interpolation between order statistics; `null` of nothing. */
export function quantile(values, share) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  return sorted[low] + (at - low) * (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]);
}

export const median = (values) => quantile(values, 0.5);

/** Student's t, two-sided 95 %, by degrees of freedom 1 to 12; beyond that it hardly changes. */
const T95 = [12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18];

/**
 * How many times `a` takes as long as `b`, by pairs measured in turn: the geometric mean of the pairs' ratios and its 95 % interval
 * (Student's t on the logarithms). `interval` is `null` for less than two pairs; `null` for none.
 */
export function ratioOf(a, b) {
  const logs = a.slice(0, b.length).map((value, index) => Math.log(value / b[index]));
  const { length } = logs;
  if (length === 0) return null;
  const mean = logs.reduce((sum, value) => sum + value, 0) / length;
  if (length === 1) return { ratio: Math.exp(mean), interval: null };
  const variance = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (length - 1);
  const half = T95[Math.min(length - 1, T95.length) - 1] * Math.sqrt(variance / length);
  return { ratio: Math.exp(mean), interval: [Math.exp(mean - half), Math.exp(mean + half)] };
}

/** Least-squares slope of `y` over `x`. */
export function slope(points) {
  const mean = (key) => points.reduce((sum, point) => sum + point[key], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const across = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return across === 0 ? null : points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / across;
}
