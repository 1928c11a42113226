import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeidError } from '../../base/errors';
import { isSure, isUnknown } from './draft';
import { FEATURE_NAMES, featuresOf, KINDS, type Kind, kindOf, type Place } from './features';
import { type Reason, RULES } from './reason';

/** How many times as bad a word that leaks is as an annotation that is lost. */
export const LEAK_COST = 8;
/** From this score on a word stays: losing it costs more than what it may leak. */
const STAYS = LEAK_COST / (1 + LEAK_COST);

/** One logistic regression for each kind of word; weights in the order of `FEATURE_NAMES`. */
interface Weights {
  readonly bias: number;
  readonly weights: readonly number[];
}

type Model = Readonly<Record<Kind, Weights>>;

let loaded: Model | undefined;

/**
 * The reason for a word to stay by what it is and where it stands; `undefined` where it may be patient data. The rule is that of the word,
 * or `surroundings` where only those speak for it.
 *
 * @throws DeidError `package-missing` when `data/explain-model.json` cannot be read or is of other features
 */
export function scoredReason(place: Place): Reason | undefined {
  if (!hasReason(place)) return undefined;
  loaded ??= load();
  const { bias, weights } = loaded[kindOf(place.draft)];
  const sum = featuresOf(place).reduce((total, value, index) => total + weights[index] * value, bias);
  const score = 1 / (1 + Math.exp(sum));
  return score >= STAYS
    ? { rule: place.draft.rule ?? 'surroundings', score: Math.round(score * 1000) / 1000 }
    : undefined;
}

/** A page with so many annotations is a screen: what stands alone there may be one, too. */
const SCREEN = 6;

const INITIALS = /^\p{Lu}{1,3}$/u;

/** Initials that nothing explains have none. What holds only in company has some; what nothing says of itself has several annotations in its cell and around it. */
function hasReason({ draft, cell, at, around, page }: Place): boolean {
  if (draft.rule !== undefined && RULES[draft.rule] !== 'possible') return true;
  if (isUnknown(draft) && draft.isAlike !== true && INITIALS.test(draft.text)) return false;
  const company = around.explained + cell.filter((other, index) => index !== at && isSure(other)).length;
  const isKnown = draft.rule !== undefined || draft.isAlike === true || draft.form === 'time';
  return isKnown ? company > 0 || page.explainedWords >= SCREEN : company > 1;
}

/** Made by `scripts/train-explain.mjs`. */
const FILE = join(__dirname, '..', '..', '..', 'data', 'explain-model.json');

function load(): Model {
  let model: { readonly features: readonly string[]; readonly kinds: Model };
  try {
    model = JSON.parse(readFileSync(FILE, 'utf8'));
  } catch (cause) {
    throw new DeidError('package-missing', 'data/explain-model.json cannot be read', { cause });
  }
  const isOurs = model.features.join() === FEATURE_NAMES.join() && KINDS.every((kind) => model.kinds[kind]);
  if (!isOurs) throw new DeidError('package-missing', 'data/explain-model.json was made for other features');
  return model.kinds;
}
