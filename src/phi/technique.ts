import { type Form, formOf } from './explain/forms';
import { misreadTermOf, termOf } from './explain/vocabulary';
import { isKnownName } from './lexicon';

/** What a scanner writes that has letters, but no word. */
const CODES: readonly RegExp[] = [
  // Directions, and a place along one.
  /^[RLAPHFSI]{1,3}(?:\d{1,3}(?:[.,]\d{1,3})?)?$/,
  // A letter for a parameter.
  /^[A-Z]:[+-]?\d{1,4}(?:[.,]\d{1,4})?$/,
  // Kernels of reconstruction.
  /^[BHIJDQ][RVrv]?\d{2}[a-z]?(?:\\?\d)?$/,
  // The number of a series or image.
  /^#\d{1,6}$/,
  /^\d{1,3}(?:ima|im|img)$/i,
  // With and without contrast agent.
  /^[+-]C$|^C[+-]$/i,
  // A sequence (`*fl2d1_15`, `T2_TSE`); `VCC_JRE` is a name.
  /^(?=.*[a-z\d])[*]?\w{2,8}\d?_\w{1,12}$/,
];

/** Forms of what is technique whatever it says. */
const VALUES: ReadonlySet<Form> = new Set([
  'mark',
  'number',
  'decimal',
  'measure',
  'ratio',
  'dimension',
  'sequence',
  'parameter',
  'setting',
]);

/** What was read of a date before its year would pass for a ratio: `100/1954`. */
const YEAR = /^\d{1,4}\/(?:19|20)\d{2}$/;

/** `W/L:`, its stroke read as a letter. */
const WINDOW = /^W[I1l|]L:$/;

/** True for one word (no spaces) that is technique, laterality, scale or measurement text. Separators at its end are ignored. */
export function isTechnique(word: string): boolean {
  if (word.length > 40) return false;
  if (WINDOW.test(word)) return true;
  const plain = word.replace(/^[([{<"']+|[)\]}>"',;:.=]+$/g, '');
  if (plain === '') return true;
  if (YEAR.test(plain)) return false;
  return isTechniqueWord(plain) || VALUES.has(formOf(plain)) || CODES.some((code) => code.test(plain));
}

/** The usual planes and reconstructions. */
export const PLANE = '(?:AX|COR|SAG|AXIAL|CORONAL|SAGITTAL|MPR|MIP|MINIP|VR|FLAIR)';
const SEX_AND_PLANE = new RegExp(`^([MF][.,:;-]?)${PLANE}$`);

/** `MMIP`, `M.COR`: a sex and a plane without the space between them. */
export const isSexAndPlane = (word: string): boolean => SEX_AND_PLANE.test(word);

/** Of the annotation vocabulary what is a parameter, a unit or a maker, or neither a name nor common English. */
const isKnown = (lower: string): boolean => {
  const term = termOf(lower);
  return term !== undefined && (term.isParameter || term.isUnit || term.isMaker || !(term.isName || term.isCommon));
};

/** By vocabulary alone; parts joined by `-`, `/`, `+` or `_` must all be in it. */
export function isTechniqueWord(word: string): boolean {
  // `LA0`, `Light$peed`: behind a letter a zero is an O, and a dollar between letters an S.
  const lower = word
    .toLowerCase()
    .replace(/(?<=\p{L})0/gu, 'o')
    .replace(/(?<=\p{L})\$(?=\p{L})/gu, 's');
  if (isKnown(lower) || isKnown(lower.replace(/\./g, ''))) return true;
  const parts = lower.split(/[-/+_.:&]/).filter((part) => part !== '' && !/^\d{1,4}$/.test(part));
  return parts.length > 1 && !isSexAndPlane(word) && parts.every((part) => isKnown(part) || part.length === 1);
}

const LONG_ENOUGH = 7;

/** `ELightSpeed`, `CTABDOMENWCONTRAST`: a long word that is technique but for a letter, or technique words run together. */
export const isMisreadTechnique = (word: string): boolean =>
  word.length >= LONG_ENOUGH && misreadTermOf(word) !== undefined;

/** Of a header: an annotation that is no name by itself even where a patient is called so (`NONE`, `SPINE`); surnames stay names (`STONE`). */
export const isOrdinaryWord = (word: string): boolean =>
  isTechniqueWord(word) || (termOf(word) !== undefined && !isKnownName(word));
