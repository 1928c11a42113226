import { findApproximate } from '../page/distance';
import type { FinderInput, Finding } from './finder';

/** Longest line that a user's pattern is run on: an unlucky expression must not stop the run. */
const LONGEST_LINE = 2_000;

/** What the user's own patterns and words say. */
export function findByRules(input: FinderInput): readonly Finding[] {
  const { rules } = input.context;
  if (!rules) return [];
  return input.page.lines.flatMap(({ line, start }) => {
    const text = line.text.slice(0, LONGEST_LINE);
    const patterns = rules.patterns.flatMap(({ pattern, phiClass }) =>
      [...text.matchAll(pattern)]
        .filter((match) => match[0] !== '')
        .map((match) => ({
          start: start + match.index,
          end: start + match.index + match[0].length,
          phiClass,
          score: 1,
        })),
    );
    const words = rules.words.flatMap((word) =>
      findApproximate(line.characters, word.text, word.text.length < 4 ? 0 : 0.7)
        .filter((match) => isWhole(line.text, match.start, match.end))
        .map((match) => ({ start: start + match.start, end: start + match.end, phiClass: word.phiClass, score: 1 })),
    );
    return [...patterns, ...words];
  });
}

const isWhole = (text: string, start: number, end: number): boolean =>
  !/^[\p{L}\p{N}]{2}$/u.test(text.slice(Math.max(0, start - 1), start + 1)) &&
  !/^[\p{L}\p{N}]{2}$/u.test(text.slice(end - 1, end + 1));
