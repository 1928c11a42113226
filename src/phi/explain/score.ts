import { isKnownName } from '../lexicon';
import type { Draft } from './draft';
import type { Place } from './features';
import type { Reason } from './reason';

/** How many times as bad a word that leaks is as an annotation that is lost. */
export const LEAK_COST = 21;
/** The same on a plain screen, but for known names: where patient data is shown, most pages have some date, title or value of a label. */
const LEAK_COST_ON_PLAIN = 4;
/** The same where no annotation says what the page is. */
const LEAK_COST_ON_BARE = 60;

/** A page with so many annotations is a screen. */
const SCREEN = 6;

/** From this score on a word stays: losing it costs more than what it may leak. */
function staysFrom({ draft, page }: Place): number {
  const isPlain = page.explainedWords >= SCREEN && !page.hasEvidence && !isOnlyName(draft);
  const cost = page.explainedWords === 0 ? LEAK_COST_ON_BARE : isPlain ? LEAK_COST_ON_PLAIN : LEAK_COST;
  return cost / (1 + cost);
}

const isOnlyName = ({ rule, text }: Draft): boolean =>
  rule === undefined && /^\p{L}{4}/u.test(text) && isKnownName(text);

/** The reason for a word to stay by the chance, 0 to 1, that it is patient data: the rule of the word, or `surroundings` where only those speak for it. */
export function scoredReason(place: Place, chance: number): Reason | undefined {
  const score = 1 - chance;
  return score >= staysFrom(place)
    ? { rule: place.draft.rule ?? 'surroundings', score: Math.round(score * 1000) / 1000 }
    : undefined;
}
