import { knownNames } from '../lexicon';
import { plainLetters, plainTerms } from './vocabulary';

/** How often what follows what, by the letters: of pairs, and of pairs with the letter behind them. */
interface Chain {
  readonly words: ReadonlySet<string>;
  readonly pairs: Uint32Array;
  readonly triples: Uint32Array;
}

const SMOOTHING = 0.5;
/** Letters that may follow two others, and the end of the word. */
const FOLLOWERS = 27;
/** Those and the beginning of the word, which is number 0; the end is the last. */
const SIGNS = 28;

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

function logLikelihood(letters: string, { words, pairs, triples }: Chain): number {
  const own = words.has(letters) ? 1 : 0;
  const count = (seen: number): number => Math.max(0, seen - own) + SMOOTHING;
  let sum = 0;
  walk(letters, (pair, triple) => {
    sum += Math.log(count(triples[triple]) / (count(pairs[pair]) + SMOOTHING * FOLLOWERS));
  });
  return sum;
}

function chainOf(list: Iterable<string>): Chain {
  const words = new Set([...list].map(plainLetters).filter(({ length }) => length > 2));
  const [pairs, triples] = [new Uint32Array(SIGNS ** 2), new Uint32Array(SIGNS ** 3)];
  for (const word of words) {
    walk(word, (pair, triple) => {
      pairs[pair]++;
      triples[triple]++;
    });
  }
  return { words, pairs, triples };
}

/** Each letter of a word, and its end, with the two before it: the number of the pair before and that of all three. */
function walk(letters: string, step: (pair: number, triple: number) => void): void {
  let pair = 0;
  for (let at = 0; at <= letters.length; at++) {
    const sign = at < letters.length ? letters.charCodeAt(at) - 96 : SIGNS - 1;
    step(pair, pair * SIGNS + sign);
    pair = (pair % SIGNS) * SIGNS + sign;
  }
}
