import { readDataRows } from '../base/data-file';
import type { PhiClass } from '../base/types';

/** A label and what its value is; of two with the same letters the first counts. */
export interface LabelEntry {
  readonly phrase: string;
  readonly phiClass: PhiClass | 'keep';
  /** What a number of three digits or more behind it is, where that is another class: `Study 43663`. */
  readonly numberClass?: PhiClass;
  readonly words: number;
  /** In one word it needs a separator after it, or a telling value. */
  readonly isRare?: boolean;
}

const readEntries = (file: string): readonly LabelEntry[] =>
  readDataRows(file).flatMap(([phiClass, phrases]) =>
    phrases
      .split('|')
      .map((phrase): LabelEntry => ({ phrase, ...classesOf(phiClass), words: phrase.split(' ').length })),
  );

function classesOf(classes: string): Pick<LabelEntry, 'phiClass' | 'numberClass'> {
  const [phiClass, numberClass] = classes.split('/');
  return { phiClass: phiClass as PhiClass | 'keep', ...(numberClass ? { numberClass: numberClass as PhiClass } : {}) };
}

/** Labels as they are burnt into pictures, by what their value is; compared without case, accents, spaces and punctuation. */
export const labelEntries = (): readonly LabelEntry[] => readEntries('labels.tsv');

/** Rarer ones of many languages: never those that are nearly spelt so. */
export const rareEntries = (): readonly LabelEntry[] =>
  readEntries('labels-languages.tsv').map((entry) => ({ ...entry, isRare: true }));

/**
 * Labels that are also common words or letters: they need a separator after them, or a value that cannot be anything else. All labels
 * of one word and up to five letters are weak, but these.
 */
const STRONG_SHORT: ReadonlySet<string> = new Set(['dob', 'mrn', 'ssn', 'pid', 'geb', 'ddn']);
const WEAK_LONG = new Set(
  `patient patients referring hospital clinic facility institute center centre department location station organization practice
  reader operator operators technician technologist consultant doctor attending contact guardian subject performed scanned acquired printed
  encounter episode history religion comment comments country history requisition identification passport service campus created
  address street mobile medical requesting ordering employer`.split(/\s+/),
);

/** Words of places are part of the places' names (`Imaging Center`, `Hôpital Saint-Louis`): labels only with a separator, or as `... name`. */
const namesPlace = (entry: LabelEntry): boolean =>
  (entry.phiClass === 'institution' || entry.phiClass === 'address') && !/name|address/.test(entry.phrase);

/** Letters of the longest rare label of several words that says too little by itself: `n ref`. */
const WEAK_RARE = 6;

export const isWeakLabel = (entry: LabelEntry): boolean =>
  namesPlace(entry) ||
  (entry.isRare && (entry.words === 1 || entry.phrase.length <= WEAK_RARE)) ||
  (entry.words === 1 && (WEAK_LONG.has(entry.phrase) || (entry.phrase.length <= 6 && !STRONG_SHORT.has(entry.phrase))));
