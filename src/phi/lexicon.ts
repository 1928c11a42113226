import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDataFile } from '../base/data-file';
import { DeidError } from '../base/errors';
import { compromise } from '../base/language';

/** What is known of a word, case and accents aside. A word may be several: `Rose` is a first name and an English word. */
export interface WordFacts {
  readonly firstName: boolean;
  readonly lastName: boolean;
  /** Written with a capital in an English dictionary, or in `data/names.txt`: a person, a place. */
  readonly proper: boolean;
  readonly english: boolean;
}

interface Lexicon {
  readonly firstNames: ReadonlySet<string>;
  readonly lastNames: ReadonlySet<string>;
  readonly proper: ReadonlySet<string>;
  readonly english: ReadonlySet<string>;
}

let loaded: Lexicon | undefined;

/**
 * From compromise's lexicon (first and last names of many countries, places, verbs, adjectives), `human-names` (first names of six
 * languages), `data/names.txt` (of many countries) and the SCOWL spelling dictionary (`dictionary-en`, where names have a capital and
 * common words have none). Loaded on first use.
 */
export function wordFacts(word: string): WordFacts {
  loaded ??= loadLexicon();
  const plain = key(word.replace(/['’]s$/i, '').replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
  const parts = plain.split('-').filter((part) => part !== '');
  const isName = (set: ReadonlySet<string>) =>
    set.has(plain) || (parts.length > 1 && parts.some((part) => set.has(part)));
  return {
    firstName: isName(loaded.firstNames),
    lastName: isName(loaded.lastNames),
    proper: isName(loaded.proper),
    english: parts.length > 0 && parts.every((part) => stems(part).some((stem) => loaded!.english.has(stem))),
  };
}

export const isKnownName = (word: string): boolean => {
  const facts = wordFacts(word);
  return facts.firstName || facts.lastName || facts.proper;
};

/** Given names, surnames and places, lower case. */
export function knownNames(): ReadonlySet<string> {
  loaded ??= loadLexicon();
  return new Set([...loaded.firstNames, ...loaded.lastNames, ...loaded.proper]);
}

const MARKS = /[\p{M}'’.]/gu;
/** Most words of a lexicon are their own key. */
const key = (word: string): string =>
  /^[a-z]*$/.test(word) ? word : word.toLowerCase().normalize('NFD').replace(MARKS, '');

/** The word and what is left of it without the commonest English endings. */
function stems(word: string): string[] {
  const found = [word];
  for (const ending of ['s', 'es', 'd', 'ed', 'ing', 'ly', 'er', 'r', 'al']) {
    if (word.length > ending.length + 2 && word.endsWith(ending)) {
      const stem = word.slice(0, -ending.length);
      found.push(stem, ...(ending === 'ing' ? [`${stem}e`] : []));
    }
  }
  return found;
}

function loadLexicon(): Lexicon {
  const lexicon = {
    firstNames: new Set<string>(),
    lastNames: new Set<string>(),
    proper: new Set<string>(),
    english: new Set<string>(),
  };
  for (const [word, tags] of Object.entries(compromiseWords())) {
    const all = typeof tags === 'string' ? [tags] : tags;
    const name = key(word);
    if (word.includes(' ') || name.length < 2) continue;
    if (all.some((tag) => tag === 'MaleName' || tag === 'FemaleName' || tag === 'FirstName'))
      lexicon.firstNames.add(name);
    else if (all.some((tag) => tag === 'LastName' || tag === 'Person')) lexicon.lastNames.add(name);
    else if (all.some((tag) => PLACES.has(tag))) lexicon.proper.add(name);
    else lexicon.english.add(name);
  }
  for (const name of firstNames()) lexicon.firstNames.add(key(name));
  for (const name of readDataFile('names.txt').trim().split('\n')) lexicon.proper.add(key(name));
  for (const line of dictionaryLines()) {
    const word = line.split('/', 1)[0];
    if (/^\p{Lu}\p{Ll}+$/u.test(word)) lexicon.proper.add(key(word));
    else if (/^\p{Ll}{2,}$/u.test(word)) lexicon.english.add(key(word));
  }
  return lexicon;
}

const PLACES: ReadonlySet<string> = new Set('Place City Region Country Organization SportsTeam ProperNoun'.split(' '));

/** compromise does not type its lexicon. */
function compromiseWords(): Readonly<Record<string, string | readonly string[]>> {
  const world = compromise().world() as {
    readonly model?: { readonly one?: { readonly lexicon?: Record<string, string | string[]> } };
  };
  return world.model?.one?.lexicon ?? {};
}

/** The package has no types. */
function firstNames(): readonly string[] {
  const lists = require('human-names') as Readonly<Record<string, unknown>>;
  return Object.values(lists)
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .filter((name) => typeof name === 'string');
}

function dictionaryLines(): readonly string[] {
  try {
    return readFileSync(join(dirname(require.resolve('dictionary-en')), 'index.dic'), 'utf8').split('\n');
  } catch (cause) {
    throw new DeidError('package-missing', 'the package dictionary-en cannot be read: run npm ci', { cause });
  }
}
