import { substitutionCost } from '../page/confusion';
import { termOf } from './explain/vocabulary';
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

const SHORT_PIECES = new Set(['ct', 'mr', 'us', 'xr', 'dx', 'pt', 'nm', 'w', 'wo', 'lt', 'rt', 'ap', 'pa']);

/**
 * Whether a word is a technique word with one letter wrong, too many or too few (`FELVIS`, `CHESTW`); short ones are like too much.
 *
 * @param shortest letters of the technical word
 */
export function isNearlyTechnique(word: string, shortest = 5): boolean {
  const lower = word.toLowerCase();
  if (lower.length < 5 || lower.length > 14 || !/^\p{L}+$/u.test(word)) return false;
  const spellings = Array.from(lower).flatMap((_, at) => {
    const [before, behind, after] = [lower.slice(0, at), lower.slice(at), lower.slice(at + 1)];
    return [before + after, ...[...ALPHABET].flatMap((char) => [before + char + after, before + char + behind])];
  });
  return spellings.some((spelling) => spelling.length >= shortest && TECHNIQUE_WORDS.has(spelling)) || isAlike(lower);
}

/** Letters that recognisers take for each other cost so much together at most; two of them. */
const ALIKE = 0.6;
const LONG_ENOUGH = 7;

/** `SOHATOH`: a long technical word but for letters that look alike. */
const isAlike = (word: string): boolean =>
  word.length >= LONG_ENOUGH &&
  [...TECHNIQUE_WORDS].some(
    (other) =>
      other.length === word.length &&
      [...other].reduce((sum, char, at) => sum + substitutionCost(char, word[at]), 0) <= ALIKE,
  );

/** `ELightSpeed`: of long words one wrong letter leaves no doubt. */
export const isMisreadTechnique = (word: string): boolean => word.length >= 8 && isNearlyTechnique(word);

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';

const CHAIN = 7;

/**
 * True when a word of at least seven letters is technique words run together (`CTABDOMENWCONTRAST`), one of them of four letters or
 * more. Only for words that are no names: short names fall apart into technique words, too.
 *
 * @param shortest fewer letters are enough where the words around it are technique (`CTHIP WO CONTRAST`); then three make a piece
 */
export function isTechniqueChain(word: string, shortest = CHAIN): boolean {
  const lower = word.toLowerCase();
  if (lower.length < shortest || lower.length > 40 || !/^\p{L}+$/u.test(lower)) return false;
  /** Longest piece on the way to each position; 0 where there is no way. */
  const reached = new Array<number>(lower.length + 1).fill(0);
  reached[0] = 1;
  for (let from = 0; from < lower.length; from++) {
    if (reached[from] === 0) continue;
    for (let to = from + 1; to <= lower.length; to++) {
      const piece = lower.slice(from, to);
      const known = (piece.length >= 3 && TECHNIQUE_WORDS.has(piece)) || SHORT_PIECES.has(piece);
      if (known) reached[to] = Math.max(reached[to], reached[from], piece.length);
    }
  }
  return reached[lower.length] >= (shortest < CHAIN ? 3 : 4);
}
