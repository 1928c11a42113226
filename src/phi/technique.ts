import { misreadTermOf, termOf } from './explain/vocabulary';
import { TECHNIQUE_WORDS } from './technique-words';

/** A number with a unit, a range, a matrix or a technical code: never patient data by itself. */
const UNIT =
  '(?:kvp?|mas?|mas/sl|ma[s]?|kw|w|mgy(?:\\*?cm)?|mgycm|msv|mm|cm|um|m|ms|msec|s|sec|min|hz|khz|mhz|t|db|%|°|deg|hu|fps|bpm|cm/s|m/s|ml|cc|l|g|kg|mg|mmhg|x|bit|px|lp/mm|fr|j/kg|w/kg|mbq|mci|ml/s|cm2|cm²|mm2|mm²|cm3|i|f|st)';
const NUMBER = '[+\\-±~]?\\d{1,4}(?:[.,]\\d{1,4})?';
const FORMS: readonly RegExp[] = [
  new RegExp(`^[(\\[]?${NUMBER}\\s?${UNIT}[)\\],;.]*$`, 'i'),
  new RegExp(`^${NUMBER}(?:[x×*/:]${NUMBER}){1,3}\\s?${UNIT}?$`, 'i'),
  new RegExp(
    `^(?:kvp?|ma|mas|sl|st|w|l|c|ww|wl|wc|z|zoom|te|tr|ti|fa|se|sr|im|img|i|s|ac|fov|dfov|sfov|tilt|gt|mi|tis|tib|tic|hr|b|t|nex|etl|r|d|g|f|p|a|h|rao|lao|cra|cau|dr|fr|pwr|prf|wf|acq|loc|mag|ex|no|pg)[:=#.]?${NUMBER}(?:${UNIT})?$`,
    'i',
  ),
  /^[RLAPHFSI]{1,3}$/,
  /^[RLAPHFSI]\d{1,3}(?:[.,]\d{1,3})?$/,
  /^[BHIJDQ][RVrv]?\d{2}[a-z]?(?:\\?\d)?$/,
  /^\d{1,4}(?:[.,]\d{1,3})?$/,
  /^[\p{P}\p{S}]+$/u,
  /^\d{1,3}\/\d{1,4}$/,
  // The number of a series or image.
  /^#\d{1,6}$/,
  /^\d{1,3}(?:ima|im|img)$/i,
  // With and without contrast agent.
  /^[+-]C$|^C[+-]$/i,
  // A sequence (`*fl2d1_15`, `T2_TSE`); `VCC_JRE` is a name.
  /^(?=.*[a-z\d])[*]?\w{2,8}\d?_\w{1,12}$/,
];

/** Three numbers of which one is a year would pass for a ratio, and so would a month or what was read of a date before its year (`100/1954`). */
const DATE =
  /^(?:\d{1,4}\/(?:19|20)\d{2}|\d{1,2}[/.:]\d{1,2}[/.:](?:19|20)\d{2}|(?:19|20)\d{2}[/.:]\d{1,2}[/.:]\d{1,2})$/;

/** `W/L:`, its stroke read as a letter. */
const WINDOW = /^W[I1l|]L:$/;

/** True for one word (no spaces) that is technique, laterality, scale or measurement text. Separators at its end are ignored. */
export function isTechnique(word: string): boolean {
  if (word.length > 40) return false;
  if (WINDOW.test(word)) return true;
  const plain = word.replace(/^[([{<"']+|[)\]}>"',;:.=]+$/g, '');
  if (plain === '') return true;
  if (DATE.test(plain)) return false;
  return isTechniqueWord(plain) || FORMS.some((pattern) => pattern.test(plain));
}

/** The usual planes and reconstructions. */
export const PLANE = '(?:AX|COR|SAG|AXIAL|CORONAL|SAGITTAL|MPR|MIP|MINIP|VR|FLAIR)';
const SEX_AND_PLANE = new RegExp(`^([MF][.,:;-]?)${PLANE}$`);

/** `MMIP`, `M.COR`: a sex and a plane without the space between them. */
export const isSexAndPlane = (word: string): boolean => SEX_AND_PLANE.test(word);

/** Of the annotation vocabulary what is neither a name nor common English, and long enough not to be initials. */
const isKnown = (lower: string): boolean => {
  if (TECHNIQUE_WORDS.has(lower)) return true;
  const term = lower.length > 2 ? termOf(lower) : undefined;
  return term !== undefined && !term.isName && !term.isCommon;
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
