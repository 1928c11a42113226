import { LONGEST_LINE, matchesIn } from '../base/text';
import type { Cell } from '../page/cells';
import { editDistance } from '../page/distance';
import { findAddresses } from './addresses';
import type { FinderInput, Finding } from './finder';
import { placeWords } from './place-words';
import { isTechnique, isTechniqueWord } from './technique';

const NOUNS = [...placeWords('noun'), ...placeWords('common')];
const COMMON: ReadonlySet<string> = new Set(placeWords('common'));
/** Words between names of places; `and` also as it is misread. */
const LINK =
  /^(?:of|a[nhmru][dcl]|ancl|arid|de|la|le|du|des|der|di|del|do|da|für|the|for|&|at|zu|am|im|u\.|und|et|y|e)$/i;
const CAPITAL = /^[\p{Lu}][\p{L}'’.-]*(?:[0158]\p{L}+|[01])?,?$/u;
/** Known so that their misreadings can be put right. */
const KINDS = placeWords('kind');
const SUFFIX = new RegExp(`(?:${placeWords('ending').join('|')})$`);

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
    const streets = findAddresses(cell.text.slice(0, LONGEST_LINE)).map(({ start, end }) => ({
      start: cell.start + start,
      end: cell.start + end,
      phiClass: 'address' as const,
      score: 0.75,
    }));
    const parts = partsOf(cell, from);
    const places = placesOf(parts).filter(isPlace).map(placeFinding);
    return [...places, ...streets];
  });
}

const placeFinding = (words: readonly Part[]): Finding => ({
  start: words[0].start,
  end: words.at(-1)!.end,
  phiClass: 'institution',
  score: words.length >= 3 ? 0.85 : 0.75,
  ...spelt(words),
});

/** Words from `from` on, also cut where a small letter meets a capital (`CommunityClinic`) and behind a comma. */
function partsOf(cell: Cell, from: number): Part[] {
  const text = cell.text.slice(0, LONGEST_LINE);
  return [...matchesIn(text, /[^\s,]+?(?:,|(?=[\s,]|$)|(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll}{2}))/gu)]
    .map((match) => ({
      text: match[0],
      start: cell.start + match.index,
      end: cell.start + match.index + match[0].length,
    }))
    .filter((part) => part.start >= from);
}

/** Stretches of words around the nouns of a cell. */
function placesOf(parts: readonly Part[]): (readonly Part[])[] {
  const found: (readonly Part[])[] = [];
  let done = 0;
  for (let index = 0; index < parts.length; index++) {
    if (index < done || !isNoun(parts[index].text)) continue;
    let first = index;
    while (first > done && index - first < 8 && goesOn(parts[first - 1].text)) first--;
    while (first < index && LINK.test(parts[first].text)) first++;
    let last = index;
    while (last + 1 < parts.length && last - index < 5 && goesOn(parts[last + 1].text)) last++;
    while (last > index && LINK.test(parts[last].text)) last--;
    found.push(parts.slice(first, last + 1));
    done = last + 1;
  }
  return found;
}

const AS_LETTERS: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', '5': 's', '8': 'b' };

const bare = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[0158]/g, (digit) => AS_LETTERS[digit])
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

/** The place with its nouns and kinds spelt right (`Hospitat`, `Comrnunity`); nothing when they are. */
function spelt(words: readonly Part[]): { readonly corrected?: string } {
  const read = words.map(({ text }) => text);
  const right = read.map((text) => speltWord(text));
  return right.every((text, index) => text === read[index]) ? {} : { corrected: right.join(' ') };
}

function speltWord(text: string): string {
  if (/^(?:a[hmru][dcl]|an[cl]|ancl|arid)$/.test(text)) return 'and';
  const word = bare(text).replace(/rn/g, 'm');
  if (
    !/^\p{Lu}[\p{Ll}0158]{4,}$/u.test(text) ||
    NOUNS.includes(text.toLowerCase()) ||
    (SUFFIX.test(word) && !/\d/.test(text))
  )
    return text;
  const kind = [...NOUNS, ...KINDS].find((one) => one.length === word.length && editDistance(one, word, 0.7) <= 0.7);
  return kind === undefined ? text : kind[0].toUpperCase() + kind.slice(1);
}

const goesOn = (text: string): boolean =>
  LINK.test(text) || /^St\.?$/.test(text) || (CAPITAL.test(text) && !(isTechnique(text) && text.length <= 3));

/** Nouns that are annotations, too: with technique alone they name no place (`Diagnostic Imaging`). */
const TECHNICAL: ReadonlySet<string> = new Set(['medical', 'radiology', 'imaging', 'diagnostics', 'health']);

/** More than the nouns alone: a capitalised word that is none of them nor technique, or a noun of places only (`Heart & Vascular Institute`). */
function isPlace(words: readonly Part[]): boolean {
  if (words.length > 2 && words.some((part) => isNoun(part.text) && !TECHNICAL.has(bare(part.text)))) return true;
  const own = words.filter((part) => /^\p{Lu}/u.test(part.text) && !isTechniqueWord(part.text) && !isNoun(part.text));
  const firm = words.some((part) => isNoun(part.text) && !COMMON.has(bare(part.text)));
  return own.length > 0 && (firm || words.filter((part) => isNoun(part.text)).length > 1 || words.length >= 3);
}
