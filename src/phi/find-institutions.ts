import { editDistance } from './distance';
import type { FinderInput, Finding } from './finder';
import { isTechnique, isTechniqueWord } from './technique';
import type { Cell } from './words';

/** Words that say that what stands before or behind them is a place of care. */
const NOUNS =
  `hospital hospitals clinic clinics clinique klinik klinikum kliniken krankenhaus spital healthcare infirmary hospice sanatorium university
  universitat universite hopital hospitalier ospedale policlinico istituto clinica poliklinik praxis ziekenhuis szpital medical center centre
  institute radiology imaging diagnostics health universitatsklinikum`.split(/\s+/);
/** Nouns that make a name only together with another one or with a word that is no technique. */
const COMMON = new Set([
  'medical',
  'center',
  'centre',
  'institute',
  'radiology',
  'imaging',
  'diagnostics',
  'health',
  'praxis',
  'clinics',
]);
const LINK = /^(?:of|and|ahd|de|la|le|du|des|der|di|del|do|da|für|the|for|&|at|zu|am|im|u\.|und|et|y|e)$/i;
const CAPITAL = /^[\p{Lu}][\p{L}'’.-]*,?$/u;
const SUFFIX = /(?:klinik|klinikum|krankenhaus|spital|ziekenhuis|hospital)$/i;

const STREET =
  /(?<![\p{L}\p{N}])\d{1,5}\s(?:\p{Lu}[\p{L}'’.]{1,20}\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Square|Sq|Parkway|Pkwy)\b\.?|(?<![\p{L}\p{N}])\p{Lu}\p{L}{2,20}(?:stra(?:ß|ss)e|str\.|platz|weg|allee)\s\d{1,4}\b|(?<![\p{L}\p{N}])\p{Lu}[\p{L} ]{2,20},\s[A-Z]{2}\s\d{5}(?:-\d{4})?\b/gu;

/** Longest line that is looked at: no name or address of an institution is longer. */
const LONGEST_LINE = 400;

interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Names of institutions by the word that says what they are, and addresses by their shape; both without a label. */
export function findInstitutions(input: FinderInput): readonly Finding[] {
  return input.cells.flatMap((cell) => {
    const labels = input.labels.filter((label) => label.start < cell.end && label.end > cell.start);
    const from = Math.max(cell.start, ...labels.map((label) => label.end));
    const streets = [...cell.text.slice(0, LONGEST_LINE).matchAll(STREET)].map((match) => ({
      start: cell.start + match.index,
      end: cell.start + match.index + match[0].length,
      phiClass: 'address' as const,
      score: 0.75,
    }));
    return [...placesOf(partsOf(cell, from)), ...streets];
  });
}

/** Words from `from` on, also cut where a small letter meets a capital (`CommunityClinic`) and behind a comma. */
function partsOf(cell: Cell, from: number): Part[] {
  const text = cell.text.slice(0, LONGEST_LINE);
  return [...text.matchAll(/[^\s,]+?(?:,|(?=[\s,]|$)|(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll}{2}))/gu)]
    .map((match) => ({
      text: match[0],
      start: cell.start + match.index,
      end: cell.start + match.index + match[0].length,
    }))
    .filter((part) => part.start >= from);
}

function placesOf(parts: readonly Part[]): Finding[] {
  const found: Finding[] = [];
  let done = 0;
  for (let index = 0; index < parts.length; index++) {
    if (index < done || !isNoun(parts[index].text)) continue;
    let first = index;
    while (first > done && index - first < 8 && goesOn(parts[first - 1].text)) first--;
    while (first < index && LINK.test(parts[first].text)) first++;
    let last = index;
    while (last + 1 < parts.length && last - index < 5 && goesOn(parts[last + 1].text)) last++;
    while (last > index && LINK.test(parts[last].text)) last--;
    const words = parts.slice(first, last + 1);
    if (isPlace(words)) {
      const score = words.length >= 3 ? 0.85 : 0.75;
      const { start } = words[0];
      const { end } = words.at(-1)!;
      found.push({ start, end, phiClass: 'institution', score, ...spelt(words) });
      done = last + 1;
    }
  }
  return found;
}

const bare = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{Ll}]/gu, '');

/** One of the nouns, or one with a letter or two misread. */
function isNoun(text: string): boolean {
  const word = bare(text);
  if (word.length < 5 || !/^\p{Lu}/u.test(text)) return false;
  return (
    SUFFIX.test(word) ||
    NOUNS.some((noun) => Math.abs(noun.length - word.length) <= 1 && editDistance(noun, word, 0.7) <= 0.7)
  );
}

/** The place with its nouns spelt right (`Hospitat`); nothing when they are. */
function spelt(words: readonly Part[]): { readonly corrected?: string } {
  const read = words.map(({ text }) => text);
  const right = read.map((text) => {
    if (!/^\p{Lu}\p{Ll}{4,}$/u.test(text) || !isNoun(text) || SUFFIX.test(text) || NOUNS.includes(bare(text)))
      return text;
    const noun = NOUNS.find((one) => one.length === text.length && editDistance(one, bare(text), 0.7) <= 0.7);
    return noun === undefined ? text : noun[0].toUpperCase() + noun.slice(1);
  });
  return right.every((text, index) => text === read[index]) ? {} : { corrected: right.join(' ') };
}

const goesOn = (text: string): boolean =>
  LINK.test(text) || text === 'St.' || (CAPITAL.test(text) && !(isTechnique(text) && text.length <= 3));

/** More than the nouns alone: at least one capitalised word that is neither a common noun nor technique (`Diagnostic Imaging`). */
function isPlace(words: readonly Part[]): boolean {
  const own = words.filter((part) => /^\p{Lu}/u.test(part.text) && !isTechniqueWord(part.text) && !isNoun(part.text));
  const firm = words.some((part) => isNoun(part.text) && !COMMON.has(bare(part.text)));
  return own.length > 0 && (firm || words.filter((part) => isNoun(part.text)).length > 1 || words.length >= 3);
}
