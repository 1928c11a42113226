import type { PhiClass } from '../../base/types';
import { isKnownName, wordFacts } from '../lexicon';
import { type Draft, isPatientData, isSure, isUnknown } from './draft';
import { type Form, isSexLetter } from './forms';
import { nameShape } from './name-shape';
import { RULES } from './reason';
import type { Surroundings } from './surroundings';
import { screensWithNumber } from './vocabulary';

/** A word in its cell, what stands around the cell, and what the page is like. */
export interface Place {
  readonly draft: Draft;
  readonly at: number;
  readonly cell: readonly Draft[];
  readonly around: Surroundings;
  /** Mean score of the word's letters, 0 to 1. */
  readonly score: number;
  /** Its middle, of the picture's width and height. */
  readonly middle: { readonly x: number; readonly y: number };
  /** Height of its letters over that of most words. */
  readonly size: number;
  readonly page: PageFacts;
}

/** Of all words of a page. */
export interface PageFacts {
  /** Some text of it is patient data. */
  readonly hasEvidence: boolean;
  /** Of the words that are no patient data the share with an annotation that holds by itself. */
  readonly explained: number;
  /** How many those are. */
  readonly explainedWords: number;
  /** The share of those that is of another language than English. */
  readonly foreign: number;
  /** Some word is a label of patient data. */
  readonly hasLabels: boolean;
  /** Classes of the patient data that was found. */
  readonly found: ReadonlySet<PhiClass>;
  /** Words without case that stand on it more than once. */
  readonly repeated: ReadonlySet<string>;
  /** Words of its patient data without case, with two letters or digits or more. */
  readonly foundWords: ReadonlySet<string>;
  /** Different words of two or three capitals. */
  readonly shortCapitals: number;
}

/** Forms that are built of parts: no name, no number of a patient. */
const STRUCTURED: ReadonlySet<Form> = new Set(['measure', 'dimension', 'probe', 'parameter', 'setting', 'compound']);

const others = ({ cell, at }: Place): readonly Draft[] => cell.filter((_, index) => index !== at);
const share = (list: readonly Draft[], is: (draft: Draft) => boolean): number =>
  list.length === 0 ? 0 : list.filter(is).length / list.length;
/** It may stay for what it is by itself. */
const isKnown = (draft: Draft): boolean => draft.rule !== undefined && !isPatientData(draft);
const few = (count: number, most: number): number => Math.min(count, most) / most;
const is = (condition: boolean): number => (condition ? 1 : 0);
const digits = (text: string): number => text.replace(/\D/g, '').length;
const letters = (text: string): number => text.replace(/[^\p{L}]/gu, '').length;

/** Words are told apart by these kinds first. */
export const KINDS = ['sure', 'known', 'word', 'number', 'code'] as const;
export type Kind = (typeof KINDS)[number];

export function kindOf({ rule, form }: Draft): Kind {
  if (rule !== undefined && RULES[rule] === 'sure') return 'sure';
  if (['number', 'decimal', 'ratio', 'dimension', 'measure', 'time', 'mark'].includes(form)) return 'number';
  if (form !== 'word') return 'code';
  return rule === undefined ? 'word' : 'known';
}

/** A page with so many annotations is a screen: what stands alone there may be one, too, and its place says something. */
export const SCREEN = 6;

const onScreen =
  (of: (place: Place) => number) =>
  (place: Place): number =>
    place.page.explainedWords >= SCREEN ? of(place) : 0;

/** What the word beside it in the cell is. */
const beside = (
  side: 'before' | 'after',
  of: (place: Place) => Draft | undefined,
): Readonly<Record<string, (place: Place) => number>> => {
  const test = (holds: (draft: Draft) => boolean) => (place: Place) => {
    const other = of(place);
    return is(other !== undefined && holds(other));
  };
  return {
    [`${side}.sure`]: test(isSure),
    [`${side}.unknown`]: test(isUnknown),
    [`${side}.evidence`]: test(isPatientData),
    [`${side}.number`]: test((draft) => kindOf(draft) === 'number'),
    [`${side}.name`]: test(({ text }) => letters(text) > 1 && isKnownName(text)),
    [`${side}.capital`]: test(({ text }) => /^\p{Lu}/u.test(text)),
  };
};

const FOUND: readonly PhiClass[] = [
  'name',
  'physician',
  'id',
  'accession',
  'date',
  'birth-date',
  'time',
  'age',
  'sex',
  'institution',
];
const NEAREST: readonly PhiClass[] = ['name', 'physician', 'id', 'date', 'time', 'age', 'institution'];

/** What the score of a word is made of: named rows, each 0 to 1. */
export const FEATURES: Readonly<Record<string, (place: Place) => number>> = {
  // The cell.
  'cell.explained': (place) => share(others(place), isSure),
  'cell.has-explained': (place) => is(others(place).some(isSure)),
  'cell.many-explained': (place) => is(others(place).filter(isSure).length > 1),
  'cell.evidence': (place) => is(others(place).some(isPatientData)),
  'cell.known': (place) => share(others(place), isKnown),
  'cell.unknown': (place) => share(others(place), isUnknown),
  'cell.alone': ({ cell }) => is(cell.length === 1),
  'cell.beside-value': ({ cell, at }) =>
    is([cell[at - 1], cell[at + 1]].some((other) => other !== undefined && /decimal|measure/.test(other.form))),
  'cell.first': ({ at }) => is(at === 0),
  'cell.words': ({ cell }) => few(cell.length, 8),
  'cell.sex': (place) => is(others(place).some(({ text }) => isSexLetter(text))),
  'cell.behind-colon': ({ cell, at }) => is(cell.slice(0, at).some(({ hasColon }) => hasColon === true)),
  ...beside('before', ({ cell, at }) => cell[at - 1]),
  ...beside('after', ({ cell, at }) => cell[at + 1]),
  'cell.name-shape': (place) =>
    Math.max(
      0,
      ...others(place).map((draft) => (isUnknown(draft) && letters(draft.text) > 1 ? nameShape(draft.text) : 0)),
    ),
  // Around it.
  'around.explained': ({ around }) => few(around.explained, 4),
  'around.has-explained': ({ around }) => is(around.explained > 0),
  'around.column-explained': ({ around }) => few(around.explainedInColumn, 2),
  'around.evidence': ({ around }) => few(around.evidence, 3),
  'around.column-evidence': ({ around }) => few(around.evidenceInColumn, 2),
  'around.unknown': ({ around }) => few(around.unknown, 3),
  'around.near-evidence': ({ around }) => Math.exp(-around.toEvidence / 4),
  'around.far-from-evidence': ({ around }) => 1 - Math.exp(-around.toEvidence / 25),
  'around.like-evidence': ({ around }) => around.likeEvidence ** 4,
  'around.value': ({ around }) => is(around.hasValue),
  'around.sex': ({ around }) => is(around.hasSex),
  'around.parameter': ({ around }) => is(around.hasParameter),
  'around.time': ({ around }) => is(around.hasTime),
  'around.left': ({ around }) => few(around.left, 3),
  'around.right': ({ around }) => few(around.right, 3),
  ...Object.fromEntries(
    NEAREST.map((phiClass) => [
      `around.near-${phiClass}`,
      ({ around }: Place) => (around.nearest === phiClass ? Math.exp(-around.toEvidence / 10) : 0),
    ]),
  ),
  // Where it stands in the picture: banners are above, in corners and larger or smaller than the rest.
  'place.down': onScreen(({ middle }) => middle.y),
  'place.across': onScreen(({ middle }) => middle.x),
  'place.to-side': onScreen(({ middle }) => Math.min(middle.x, 1 - middle.x)),
  'place.size': onScreen(({ size }) => Math.min(size, 3) / 3),
  // The page.
  'page.evidence': ({ page }) => is(page.hasEvidence),
  'page.explained': ({ page }) => page.explained,
  'page.many-explained': ({ page }) => few(page.explainedWords, 20),
  'page.foreign': ({ page }) => page.foreign,
  'page.labels': ({ page }) => is(page.hasLabels),
  ...Object.fromEntries(
    FOUND.map((phiClass) => [`page.found-${phiClass}`, ({ page }: Place) => is(page.found.has(phiClass))]),
  ),
  'page.short-capitals': ({ page }) => few(page.shortCapitals, 8),
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
  'cell.cut': (place) => is(others(place).some(({ isCut }) => isCut === true)),
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
