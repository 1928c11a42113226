import { isKnownName, wordFacts } from '../lexicon';
import type { Draft } from './draft';
import { type Form, isSexLetter } from './forms';
import { nameShape } from './name-shape';
import { RULES } from './reason';
import { screensWithNumber } from './vocabulary';

/** A word of a page, what it was found to be, and what the page is like. */
export interface Place {
  readonly draft: Draft;
  /** Mean score of the word's letters, 0 to 1. */
  readonly score: number;
  readonly page: PageFacts;
}

/** A word in its place on a page. */
export interface PlacedDraft extends Place {
  /** Index into `layout.words`. */
  readonly word: number;
  /** Nothing that stands around the word has a say in its reason. */
  readonly isFixed: boolean;
}

/** Of all words of a page. */
export interface PageFacts {
  /** Some text of it is patient data. */
  readonly hasEvidence: boolean;
  /** How many words that are no patient data have an annotation that holds by itself. */
  readonly explainedWords: number;
  /** Words without case that stand on it more than once. */
  readonly repeated: ReadonlySet<string>;
  /** Words of its patient data without case, with two letters or digits or more. */
  readonly foundWords: ReadonlySet<string>;
}

/** Forms that are built of parts: no name, no number of a patient. */
const STRUCTURED: ReadonlySet<Form> = new Set(['measure', 'dimension', 'probe', 'parameter', 'setting', 'compound']);

const few = (count: number, most: number): number => Math.min(count, most) / most;
const is = (condition: boolean): number => (condition ? 1 : 0);
const digits = (text: string): number => text.replace(/\D/g, '').length;
const letters = (text: string): number => text.replace(/[^\p{L}]/gu, '').length;

/** Words are told apart by these kinds first. */
const KINDS = ['sure', 'known', 'word', 'number', 'code'] as const;
type Kind = (typeof KINDS)[number];

function kindOf({ rule, form }: Draft): Kind {
  if (rule !== undefined && RULES[rule] === 'sure') return 'sure';
  if (['number', 'decimal', 'ratio', 'dimension', 'measure', 'time', 'mark'].includes(form)) return 'number';
  if (form !== 'word') return 'code';
  return rule === undefined ? 'word' : 'known';
}

/** What is known of a word beside where it stands, which the network sees for itself: named rows, each 0 to 1. */
const FEATURES: Readonly<Record<string, (place: Place) => number>> = {
  'page.repeated': ({ page, draft }) => is(page.repeated.has(draft.text.toLowerCase())),
  'page.found-elsewhere': ({ page, draft }) => is(page.foundWords.has(draft.text.toLowerCase())),
  // The word.
  ...Object.fromEntries(KINDS.map((kind) => [`kind.${kind}`, ({ draft }: Place) => is(kindOf(draft) === kind)])),
  'read.score': ({ score }) => score,
  'letters.count': ({ draft }) => few(letters(draft.text), 12),
  'digits.count': ({ draft }) => few(digits(draft.text), 10),
  'case.upper': ({ draft }) => is(/^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*$/u.test(draft.text)),
  'case.title': ({ draft }) => is(/^\p{Lu}\p{Ll}+$/u.test(draft.text)),
  'case.mixed': ({ draft }) => is(/\p{Ll}\p{Lu}/u.test(draft.text)),
  'mark.colon': ({ draft }) => is(draft.hasColon === true),
  'mark.cut': ({ draft }) => is(draft.isCut === true),
  'mark.inside': ({ draft }) => is(/[\p{L}\d][^\p{L}\d\s.][\p{L}\d]/u.test(draft.text)),
  'form.decimal': ({ draft }) => is(draft.form === 'decimal'),
  'form.structured': ({ draft }) => is(STRUCTURED.has(draft.form)),
  'form.ratio': ({ draft }) => is(draft.form === 'ratio'),
  'form.other': ({ draft }) => is(draft.form === 'other'),
  'form.sex-letter': ({ draft }) => is(isSexLetter(draft.text)),
  'form.age-like': ({ draft }) => is(/^\d{1,3}\p{L}$/u.test(draft.text)),
  'form.leading-zero': ({ draft }) => is(/^0\d{2,}$/.test(draft.text)),
  'form.mark': ({ draft }) => is(draft.form === 'mark'),
  // What is known of it.
  'known.name': ({ draft }) => is(/\p{L}{2}/u.test(draft.text) && isKnownName(draft.text)),
  'known.name-shape': ({ draft }) => nameShape(draft.text),
  'known.english': ({ draft }) => is(letters(draft.text) > 2 && wordFacts(draft.text).english),
  'known.name-like': ({ draft }) => is(draft.rule === 'name-like-term'),
  'known.acronym': ({ draft }) => is(draft.rule === 'acronym'),
  'known.letter-setting': ({ draft }) => is(draft.rule === 'single-letter-parameter'),
  'known.parameter': ({ draft }) => is(draft.term?.isParameter === true),
  'known.screens': ({ draft }) => few(Math.log2(1 + (draft.term?.screens ?? screensWithNumber(draft.text))), 10),
  'known.foreign': ({ draft }) => is(draft.term?.isForeign === true),
  'known.none': ({ draft }) => is(draft.rule === undefined),
};

export const FEATURE_NAMES = Object.keys(FEATURES);

export const featuresOf = (place: Place): number[] => FEATURE_NAMES.map((name) => FEATURES[name](place));
