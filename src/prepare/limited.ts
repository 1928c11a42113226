/**
 * `limit` of the items (all without one): the first ones, or with `spread` such that lie evenly over the whole list. Datasets are sorted by
 * name, that is by patient: the first few may all be of one examination.
 */
export function limited<T>(items: readonly T[], limit?: number, spread = false): readonly T[] {
  if (limit === undefined || limit >= items.length) return items;
  if (!spread) return items.slice(0, limit);
  return Array.from({ length: limit }, (_, i) => items[Math.floor((i * items.length) / limit)]);
}
