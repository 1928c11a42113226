import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDataFile } from '../base/data-file';
import { DeidError } from '../base/errors';
import { PROJECT_ROOT } from '../base/paths';

/** What is known of a word, case and accents aside. A word may be several: `Rose` is a first name and an English word. */
export interface WordFacts {
  readonly firstName: boolean;
  readonly lastName: boolean;
  /** Written with a capital in an English dictionary, or in `data/names.txt`: a person, a place. */
  readonly proper: boolean;
  readonly english: boolean;
}

/** Each word with its marks: `f` given name, `l` surname, `p` place or other name with a capital, `e` English. */
let loaded: ReadonlyMap<string, string> | undefined;

/**
 * From `dist/lexicon.txt` (scripts/lib/lexicon.mjs: compromise's lexicon, `human-names` and the SCOWL spelling dictionary) and
 * `data/names.txt` (of many countries). Loaded on first use.
 *
 * @throws DeidError `package-missing` when one of them cannot be read
 */
export function wordFacts(word: string): WordFacts {
  loaded ??= loadLexicon();
  const plain = lexiconKey(word.replace(/['’]s$/i, '').replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''));
  const parts = plain.split('-').filter((part) => part !== '');
  const has = (key: string, mark: string) => loaded!.get(key)?.includes(mark) === true;
  const isName = (mark: string) => has(plain, mark) || (parts.length > 1 && parts.some((part) => has(part, mark)));
  return {
    firstName: isName('f'),
    lastName: isName('l'),
    proper: isName('p'),
    english: parts.length > 0 && parts.every((part) => stems(part).some((stem) => has(stem, 'e'))),
  };
}

export const isKnownName = (word: string): boolean => {
  const facts = wordFacts(word);
  return facts.firstName || facts.lastName || facts.proper;
};

/** Given names, surnames and places, lower case. */
export function knownNames(): readonly string[] {
  loaded ??= loadLexicon();
  return [...loaded].filter(([, marks]) => marks !== 'e').map(([word]) => word);
}

const MARKS = /[\p{M}'’.]/gu;
/** How the lexicon writes a word; most are their own key. */
export const lexiconKey = (word: string): string =>
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

function loadLexicon(): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const line of builtLexicon().split('\n')) {
    const end = line.lastIndexOf(' ');
    if (end > 0) words.set(line.slice(0, end), line.slice(end + 1));
  }
  for (const name of readDataFile('names.txt').trim().split('\n')) {
    const key = lexiconKey(name);
    const marks = words.get(key) ?? '';
    if (!marks.includes('p')) words.set(key, `${marks}p`);
  }
  return words;
}

function builtLexicon(): string {
  try {
    return readFileSync(join(PROJECT_ROOT, 'dist', 'lexicon.txt'), 'utf8');
  } catch (cause) {
    throw new DeidError('package-missing', 'dist/lexicon.txt cannot be read: run npm run build', { cause });
  }
}
