import { knownNames } from '../lexicon';
import { plainLetters, plainTerms } from './vocabulary';

/** How often what follows what, by the letters: of pairs and of pairs with the letter behind them. */
interface Chain {
  readonly words: ReadonlySet<string>;
  readonly counts: ReadonlyMap<string, number>;
}

const SMOOTHING = 0.5;
/** Letters that may follow two others, and the end of the word. */
const FOLLOWERS = 27;

let chains: readonly [names: Chain, terms: Chain] | undefined;

/**
 * Whether a word looks more like a name (towards 1) or like an annotation (towards 0) by its letters alone: two Markov chains of second
 * order (Shannon 1948), one of the lexicon's names, one of the vocabulary's terms. The word itself is not counted: known ones look like
 * unknown ones. 0.5 for less than two letters.
 */
export function nameShape(word: string): number {
  chains ??= [chainOf(knownNames()), chainOf(plainTerms())];
  const letters = plainLetters(word);
  if (letters.length < 2) return 0.5;
  const [name, term] = chains.map((chain) => logLikelihood(letters, chain));
  return 1 / (1 + Math.exp(term - name));
}

function logLikelihood(letters: string, { words, counts }: Chain): number {
  const own = words.has(letters) ? 1 : 0;
  const count = (key: string): number => Math.max(0, (counts.get(key) ?? 0) - own) + SMOOTHING;
  return triples(letters).reduce(
    (sum, triple) => sum + Math.log(count(triple) / (count(triple.slice(0, 2)) + SMOOTHING * FOLLOWERS)),
    0,
  );
}

function chainOf(list: Iterable<string>): Chain {
  const words = new Set([...list].map(plainLetters).filter(({ length }) => length > 2));
  const counts = new Map<string, number>();
  for (const word of words)
    for (const triple of triples(word))
      for (const key of [triple, triple.slice(0, 2)]) counts.set(key, (counts.get(key) ?? 0) + 1);
  return { words, counts };
}

/** Each letter with the two before it; `^` stands before the first, `$` behind the last. */
function triples(letters: string): readonly string[] {
  const framed = `^^${letters}$`;
  return [...letters, '$'].map((_, at) => framed.slice(at, at + 3));
}

/** More like a name than like an annotation: so are four of five unknown surnames, and one of five unknown terms. */
export const isShapedLikeName = (word: string): boolean => nameShape(word) > 0.5;
