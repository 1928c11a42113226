import { gapCost, substitutionCost } from './confusion';

/** A character of the searched text with its other readings. */
export interface Readable {
  readonly char: string;
  readonly alternatives?: readonly { readonly char: string }[];
}

export interface ApproximateMatch {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly cost: number;
}

/** Cost of reading `wanted` where the recogniser read this: an alternative that it considered itself costs little. */
export function readingCost(readable: Readable, wanted: string): number {
  const direct = substitutionCost(readable.char, wanted);
  if (direct <= 0.15 || !readable.alternatives) return direct;
  const offered = readable.alternatives.some((other) => substitutionCost(other.char, wanted) === 0);
  return offered ? 0.15 : direct;
}

/**
 * Weighted edit distance of two whole texts: 0 for equal ones (case and accents aside), about 1 for each wrong letter. `Infinity` as
 * soon as it is certain to be above `limit`.
 */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  let previous = [0];
  for (const char of b) previous.push(previous.at(-1)! + gapCost(char));
  for (const charA of a) {
    const current = [previous[0] + gapCost(charA)];
    let least = current[0];
    for (let j = 0; j < b.length; j++) {
      current.push(
        Math.min(
          previous[j] + substitutionCost(charA, b[j]),
          previous[j + 1] + gapCost(charA),
          current[j] + gapCost(b[j]),
        ),
      );
      if (current[j + 1] < least) least = current[j + 1];
    }
    if (least > limit) return Number.POSITIVE_INFINITY;
    previous = current;
  }
  return previous.at(-1)!;
}

/**
 * Where `wanted` stands in `text` with an edit cost of at most `limit` (Sellers' algorithm, weighted): non-overlapping, cheapest first
 * among overlapping ones, in text order. Work is `text.length * wanted.length`.
 */
export function findApproximate(text: readonly Readable[], wanted: string, limit: number): ApproximateMatch[] {
  const size = wanted.length;
  const gaps = Float64Array.from(wanted, (char) => gapCost(char));
  let costs = new Float64Array(size + 1);
  let starts = new Int32Array(size + 1);
  for (let j = 1; j <= size; j++) costs[j] = costs[j - 1] + gaps[j - 1];
  let nextCosts = new Float64Array(size + 1);
  let nextStarts = new Int32Array(size + 1);
  const found: ApproximateMatch[] = [];
  for (let i = 0; i < text.length; i++) {
    const skip = gapCost(text[i].char);
    nextCosts[0] = 0;
    nextStarts[0] = i + 1;
    for (let j = 1; j <= size; j++) {
      const replace = costs[j - 1] + readingCost(text[i], wanted[j - 1]);
      const insert = costs[j] + skip;
      const remove = nextCosts[j - 1] + gaps[j - 1];
      const best = Math.min(replace, insert, remove);
      nextCosts[j] = best;
      nextStarts[j] = best === replace ? starts[j - 1] : best === insert ? starts[j] : nextStarts[j - 1];
    }
    if (nextCosts[size] <= limit) found.push({ start: nextStarts[size], end: i + 1, cost: nextCosts[size] });
    [costs, nextCosts] = [nextCosts, costs];
    [starts, nextStarts] = [nextStarts, starts];
  }
  return keepBest(found);
}

/** Of matches that overlap the cheapest stays, then the longest. */
function keepBest(found: readonly ApproximateMatch[]): ApproximateMatch[] {
  const ordered = [...found].sort(
    (a, b) => a.cost - b.cost || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const kept: ApproximateMatch[] = [];
  for (const match of ordered) {
    if (match.end > match.start && kept.every((other) => match.end <= other.start || match.start >= other.end)) {
      kept.push(match);
    }
  }
  return kept.sort((a, b) => a.start - b.start);
}
