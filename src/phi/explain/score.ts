import { readDataJson } from '../../base/data-file';
import { DeidError } from '../../base/errors';
import { isKnownName } from '../lexicon';
import type { Draft } from './draft';
import { FEATURE_NAMES, featuresOf, type Place, SCREEN } from './features';
import type { Reason } from './reason';

/** How many times as bad a word that leaks is as an annotation that is lost. */
export const LEAK_COST = 12;
/** The same on a plain screen, but for known names: where patient data is shown, most pages have some date, title or value of a label. */
const LEAK_COST_ON_PLAIN = 4;
/** The same where no annotation says what the page is. */
const LEAK_COST_ON_BARE = 30;

/** From this score on a word stays: losing it costs more than what it may leak. */
function staysFrom({ draft, page }: Place): number {
  const isPlain = page.explainedWords >= SCREEN && !page.hasEvidence && !isOnlyName(draft);
  const cost = page.explainedWords === 0 ? LEAK_COST_ON_BARE : isPlain ? LEAK_COST_ON_PLAIN : LEAK_COST;
  return cost / (1 + cost);
}

const isOnlyName = ({ rule, text }: Draft): boolean =>
  rule === undefined && /^\p{L}{4}/u.test(text) && isKnownName(text);

/**
 * Boosted regression trees (Friedman, "Greedy function approximation", 2001): their leaves add up to the logarithm of the odds that a word
 * is patient data. Nodes of a tree, the root first: `[index into features, threshold, left, right]`, where up to the threshold leads to the
 * left; a leaf is `[value]`.
 */
interface Model {
  readonly features: readonly string[];
  readonly trees: readonly (readonly (readonly number[])[])[];
}

let loaded: Model | undefined;

/**
 * The reason for a word to stay by what it is and where it stands; `undefined` where it may be patient data. The rule is that of the word,
 * or `surroundings` where only those speak for it.
 *
 * @throws DeidError `package-missing` when `data/explain-model.json` cannot be read or is of other features
 */
export function scoredReason(place: Place): Reason | undefined {
  loaded ??= load();
  const score = 1 - chanceOf(loaded, featuresOf(place));
  return score >= staysFrom(place)
    ? { rule: place.draft.rule ?? 'surroundings', score: Math.round(score * 1000) / 1000 }
    : undefined;
}

/** That a word with these features is patient data, 0 to 1. */
function chanceOf({ trees }: Model, features: readonly number[]): number {
  let sum = 0;
  for (const nodes of trees) {
    let node = nodes[0];
    while (node.length > 1) node = nodes[features[node[0]] <= node[1] ? node[2] : node[3]];
    sum += node[0];
  }
  return 1 / (1 + Math.exp(-sum));
}

/** Made by `scripts/train-explain.mjs`. */
function load(): Model {
  const model = readDataJson('explain-model.json') as Model;
  const isOurs = model.features?.join() === FEATURE_NAMES.join() && model.trees?.length > 0;
  if (!isOurs) throw new DeidError('package-missing', 'data/explain-model.json was made for other features');
  return model;
}
