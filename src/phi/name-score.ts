import { termOf } from './explain/vocabulary';
import { isKnownName, wordFacts } from './lexicon';
import { isTechniqueWord } from './technique';

export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words that may be a name, and where they stand. */
export interface NameCandidate {
  /** All of it: words, particles, initials. */
  readonly tokens: readonly Token[];
  /** The words of two letters and more that are no particles. */
  readonly words: readonly Token[];
  readonly behindTitle: boolean;
  /** Right behind a date. */
  readonly behindDate: boolean;
  /** Before a date, an age, a sex with a number; before or behind a long number. */
  readonly besidePersonal: boolean;
  /** A sex letter stands behind it. */
  readonly sex: boolean;
  /** It has a stretch of text for itself. */
  readonly alone: boolean;
  /** The cell stands beside personal data. */
  readonly near: boolean;
}

/** The header's way to write names; the caret is often read as a tilde. */
const CARET = /\p{L} ?[\^~] ?\p{L}/u;
const INITIAL = /^\p{Lu}\.?,?$/u;

/** How sure it is that the words are a name, 0 for not at all. */
export function nameScore(candidate: NameCandidate): number {
  const { tokens, words, sex, near } = candidate;
  const technique = words.filter(({ text }) => isTechniqueWord(text)).length;
  const known = words.some((token) => isKnownName(token.text) && words.length > 1);
  const allTechnique = technique === words.length && !known;
  if (CARET.test(tokens.map(({ text }) => text).join(' '))) return isProtocol(tokens) ? 0 : 0.9;
  if (candidate.behindTitle) return allTechnique ? 0 : 0.8;
  if (candidate.behindDate) return allTechnique ? 0 : 0.85;
  if (allTechnique || technique > words.length / 2) return 0;
  const initials = tokens.filter(({ text }) => INITIAL.test(text));
  const glued = tokens.some((token) => /,\p{Lu}/u.test(token.text));
  if (glued || (words.length + initials.length >= 2 && hasComma(tokens))) return plausible(words) ? 0.8 : 0;
  if (words.length >= 2 && (sex || candidate.besidePersonal)) return plausible(words) ? 0.8 : 0.55;
  if (!candidate.alone) return 0;
  if (words.length > 1) return aloneScore(words, technique, near);
  return Math.max(singleScore(words[0].text, near), initialScore(words[0].text, initials, near));
}

const hasComma = (tokens: readonly Token[]): boolean =>
  tokens.some((token, index) => (index < tokens.length - 1 && token.text.endsWith(',')) || token.text.startsWith(','));

/** `Abdomen^Routine`: scanners write body part and protocol like names. A part that is a name and no technique makes it one. */
function isProtocol(tokens: readonly Token[]): boolean {
  const parts = tokens.flatMap(({ text }) => text.split(/[\^~]/)).filter((part) => /\p{L}{2}/u.test(part));
  const technique = parts.filter(isTechniqueWord);
  return technique.length > 0 && parts.every((part) => technique.includes(part) || termOf(part) || !isKnownName(part));
}

/** At least one word is a name or no English word. */
const plausible = (words: readonly Token[]): boolean =>
  words.some((token) => isKnownName(token.text) || !wordFacts(token.text).english);

/** `J. SMITH`, `SMITH J`: with a point an initial, without one only beside a word that is nothing but a name, and no side. */
function initialScore(word: string, initials: readonly Token[], near: boolean): number {
  if (initials.length === 0) return 0;
  if (!isKnownName(word) && (wordFacts(word).english || !near)) return 0;
  if (initials.some(({ text }) => text.includes('.'))) return 0.6;
  const side = initials.some(({ text }) => /^[LRHFAPSI]/.test(text));
  return !side && (near || !wordFacts(word).english || wordFacts(word).lastName) ? 0.5 : 0;
}

/** A word that has a cell for itself. */
function singleScore(word: string, near: boolean): number {
  const facts = wordFacts(word);
  const letters = word.replace(/\P{L}/gu, '').length;
  if (letters < 4) return 0;
  const named = facts.firstName || facts.lastName;
  if (facts.english) return near && named ? 0.5 : 0;
  const halves = word.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  if (halves.length > 1) return halves.some((half) => isKnownName(half) && !wordFacts(half).english) ? 0.5 : 0;
  if (named) return 0.5;
  return near && letters >= 5 ? 0.45 : 0;
}

/** Two to four words that have a cell for themselves. */
function aloneScore(words: readonly Token[], technique: number, near: boolean): number {
  // `MPR Cor`, `Body Mark`: annotations all of them, and one is no name.
  const areTerms = words.every(({ text }) => termOf(text)) && words.some(({ text }) => !isKnownName(text));
  if (words.length > 4 || areTerms) return 0;
  const facts = words.map((token) => wordFacts(token.text));
  const names = facts.filter((fact) => fact.firstName || fact.lastName || fact.proper).length;
  const strange = facts.filter((fact) => !fact.english && !fact.proper && !fact.firstName && !fact.lastName).length;
  const given = facts.some((fact) => fact.firstName || fact.lastName);
  const pure = facts.some((fact) => !fact.english);
  const rest = words.filter((token) => !isTechniqueWord(token.text));
  if (technique > 0) {
    const restIsName = rest.every(
      (token) => isKnownName(token.text) || (rest.length > 1 && !wordFacts(token.text).english),
    );
    return (given || near) && restIsName && (pure || near) ? 0.55 : 0;
  }
  if (near && given) return 0.6;
  if (names === words.length) return 0.7;
  return names + strange >= words.length || (given && pure) || (near && pure) ? 0.6 : 0;
}
