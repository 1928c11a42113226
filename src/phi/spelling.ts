import { isKnownName, wordFacts } from './lexicon';

/**
 * The value with the spaces that a recogniser lost between words: where a small letter meets a capital (`MedicalCenter`), behind a
 * comma, and in a single word of capitals whose halves are names and the whole is not (`KLEINMERVIN`). `undefined` when nothing was lost.
 */
export function restoreSpaces(text: string): string | undefined {
  const spaced = text
    .replace(/(\p{Lu}\p{Ll}{3,})(?=\p{Lu}\p{Ll}{3,})/gu, '$1 ')
    .replace(/(\p{Ll}{2,},)(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .replace(/(\p{L}{3,})(and)(?= \p{Lu})/gu, (whole, name: string, and: string) =>
      wordFacts(whole).english ? whole : `${name} ${and}`,
    );
  const result = /^\p{Lu}{7,24}$/u.test(spaced) ? splitName(spaced) : spaced;
  return result === text ? undefined : result;
}

const PREFIXES = /^(?:Mac|Mc|De|Di|Le|La|Van|Von|Fitz)$/;

function splitName(word: string): string {
  if (isKnownName(word) || wordFacts(word).english) return word;
  const splits: string[] = [];
  for (let at = 3; at <= word.length - 3; at++) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    if (!PREFIXES.test(left) && isGivenOrFamily(left) && isGivenOrFamily(right)) splits.push(`${left} ${right}`);
  }
  return splits.length === 1 ? splits[0] : word;
}

function isGivenOrFamily(word: string): boolean {
  const facts = wordFacts(word);
  return facts.firstName || facts.lastName || (facts.proper && word.length >= 4);
}
