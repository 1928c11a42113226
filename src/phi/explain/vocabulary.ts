import { readDataFile } from '../../base/data-file';
import { foldAccents } from '../../page/confusion';
import { isWeekday, monthIn } from '../calendar';
import { isKnownName } from '../lexicon';

/** What is known of a word of the annotation vocabulary. */
export interface Term {
  /** A number may follow it: `Gn 50`. */
  readonly isParameter: boolean;
  readonly isUnit: boolean;
  /** Also a given name or a surname: says less for itself. */
  readonly isName: boolean;
  /** Common English: says less for itself. */
  readonly isCommon: boolean;
  /** An annotation whatever else it may be, short as it is: `GE`. */
  readonly isMaker: boolean;
  /** Of another language than English. */
  readonly isForeign?: boolean;
  /** Three letters that may be initials: says less for itself. */
  readonly isShort?: boolean;
  /** Written screens (data/labelled/screens) with it among their annotations. */
  readonly screens?: number;
}

/** What `data/vocabulary.txt` holds. */
interface Vocabulary {
  readonly terms: ReadonlyMap<string, Term>;
  /** Whole numbers, and on how many written screens each is among the annotations. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Words of persons, places of care and dates. */
  readonly personal: ReadonlySet<string>;
}

let loaded: Vocabulary | undefined;
const vocabulary = (): Vocabulary => (loaded ??= load());

/**
 * The entry of a word in `data/vocabulary.txt`, case and accents aside. Made by `scripts/make-vocabulary.mjs` from DICOM's terms and
 * `scripts/vocabulary`; read on first use.
 *
 * @throws DeidError `package-missing` when the file cannot be read
 */
export function termOf(word: string): Term | undefined {
  const plain = foldAccents(word);
  if (hidden.has(plain)) return undefined;
  const term = vocabulary().terms.get(plain);
  return term && own.has(plain) ? { ...term, screens: Math.max(0, (term.screens ?? 0) - 1) } : term;
}

/** On how many written screens a whole number is among the annotations: `512` on many. Of other words 0. */
export function screensWithNumber(text: string): number {
  const count = vocabulary().numbers.get(text) ?? 0;
  return own.has(text) ? Math.max(0, count - 1) : count;
}

let hidden: ReadonlySet<string> = new Set();
let own: ReadonlySet<string> = new Set();

/**
 * Makes words unknown until it is asked again: what is learnt from has to meet words that nobody lists, as every new screen has some.
 *
 * @param shown the annotations of a screen that was counted: all of its words are seen on one screen less
 */
export function hideTerms(words: Iterable<string>, shown: Iterable<string> = []): void {
  hidden = new Set([...words].map(foldAccents));
  own = new Set([...shown].map(foldAccents));
}

/** The letters a to z of a word, case and accents aside. */
export const plainLetters = (word: string): string => foldAccents(word).replace(/[^a-z]/g, '');

/** Terms that are no names, nor of another language whose names have the same letters. */
export function plainTerms(): readonly string[] {
  return [...vocabulary().terms].filter(([, { isName, isForeign }]) => !isName && !isForeign).map(([word]) => word);
}

/** Words of persons, places of care and dates in many languages: `Female`, `Clinic`, `września`; short months are terms, too (`lip`). */
export function isPersonal(word: string): boolean {
  if (vocabulary().personal.has(foldAccents(word))) return true;
  return /^\p{L}{5,}$/u.test(word) && (monthIn(word) !== undefined || isWeekday(word));
}

function load(): Vocabulary {
  const terms = new Map<string, Term>();
  const numbers = new Map<string, number>();
  const personal = new Set<string>();
  // Words of one kind share it: each large array makes V8 look through all that is kept.
  const kinds = new Map<string, Term>();
  for (const line of readDataFile('vocabulary.txt').split('\n')) {
    const [entry, screens = ''] = line.split('\t');
    const word = entry.replace(/[=#~?!@^&]+$/, '');
    if (word === '') continue;
    if (/^\d+$/.test(word)) {
      numbers.set(word, Number(screens));
      continue;
    }
    const marks = entry.slice(word.length);
    if (marks.includes('@')) {
      personal.add(foldAccents(word));
      continue;
    }
    const [kind, key] = [marks + screens, foldAccents(word)];
    if (!kinds.has(kind)) kinds.set(kind, termWith(marks, Number(screens)));
    // In order: `camera` comes before `caméra` and is what it is without it.
    if (!terms.has(key)) terms.set(key, kinds.get(kind)!);
  }
  return { terms, numbers, personal };
}

const termWith = (marks: string, screens: number): Term => ({
  screens,
  isParameter: marks.includes('='),
  isUnit: marks.includes('#'),
  isName: marks.includes('~'),
  isCommon: marks.includes('?'),
  isMaker: marks.includes('!'),
  isForeign: marks.includes('^'),
  isShort: marks.includes('&'),
});

/** Letters of the shortest link in a chain of terms run together (`ABDOMENPELVIS`). */
const SHORTEST_LINK = 4;

const CHAIN: Term = { isParameter: true, isUnit: false, isName: false, isCommon: false, isMaker: false };

/** A term for terms that run together without a space (`HeadNeck`); none for a known name. */
export function joinedTermOf(word: string): Term | undefined {
  if (!/^\p{L}{5,30}$/u.test(word) || isKnownName(word) || isPersonal(word)) return undefined;
  const reached = new Array<boolean>(word.length + 1).fill(false);
  reached[0] = true;
  for (let from = 0; from < word.length; from++) {
    if (!reached[from]) continue;
    for (let to = from + SHORTEST_LINK; to <= word.length; to++) {
      const term = termOf(word.slice(from, to));
      if (term && !term.isName && to - from < word.length) reached[to] = true;
    }
  }
  return reached[word.length] ? CHAIN : undefined;
}

/** An annotation that is neither a name nor common English. */
export const isPlainTerm = (word: string): boolean => {
  const term = termOf(word);
  return term !== undefined && !term.isName && !term.isCommon;
};
