import { termOf } from './vocabulary';

/** What a word is by its form alone. */
export type Form =
  /** Punctuation only. */
  | 'mark'
  /** `12`, `-1.2`, up to four digits before the point. */
  | 'number'
  /** A number with a point or comma: nobody's age, no identifier. */
  | 'decimal'
  /** `120kV`, `50%`. */
  | 'measure'
  /** `3/2/0`, `8/10`, `1-3`, `1500/-600`. */
  | 'ratio'
  /** `512x512`, `256*320`. */
  | 'dimension'
  /** A transducer: `L12-5`, `3D9-3v`, `V10-4BP`. */
  | 'probe'
  /** A parameter and its number: `FH5.0`, `DR150`. */
  | 'parameter'
  /** A parameter's letter and its number, or the other way round, that is no age: `D17.2`, `72DR`, `400P`. */
  | 'setting'
  /** A short code of digits and letters: `60F`, `C7`, `G52`, `6L3`. */
  | 'code'
  /** One letter. */
  | 'letter'
  /** Parts with strokes between them (`A3/HE1`, `Tra>Cor(-3.2)`), see `compoundOf`. */
  | 'compound'
  /** Anything with letters. */
  | 'word'
  /** A clock time or a duration: `02:31`. */
  | 'time'
  /** Long numbers, dates, identifiers: no form of an annotation. */
  | 'other';

const NUMBER = '[+\\-±~<>≤≥=]*\\d{1,4}(?:[.,]\\d{1,4})?|[+\\-±]?[.,]\\d{1,3}';
const IS_NUMBER = new RegExp(`^(?:${NUMBER})$`);
const IS_DECIMAL = /^[+\-±~<>≤≥]*(?:\d{1,4}[.,]\d{1,4}|[.,]\d{1,3})$/;
const MEASURE = new RegExp(`^(${NUMBER})(?:[x*/-](${NUMBER}))*([^\\d\\s].*)$`, 'u');
/** Three numbers with hyphens between them are a date or an identifier. */
const RATIO =
  /^(?!\d+-\d+-)(?:[ISLRAP]?\d{1,4}[.,]\d{1,3}-[ISLRAP]?\d{1,4}[.,]\d{1,3}|[+-]?\d{1,3}(?:\.\d{1,3})?(?:[/:-][+-]?\d{1,3}(?:\.\d{1,3})?){1,3}|\d{1,4}\/[+-]?\d{1,4})$/;
const DIMENSION = /^\d{1,4}(?:[.,]\d{1,3})?(?:[x×*]\d{1,4}(?:[.,]\d{1,3})?){1,2}[a-zµ]{0,2}$/iu;
const PROBES = [
  // L12-5, eL18-4, V10-4BP, RIC5-9-D
  /^[a-z]?[A-Z]{1,3}[1-3]?\d-\d{1,2}(?:-?[A-Za-z]{1,3})?$/,
  // 12L-RS, 9L-D, M5Sc-D, RAB6-D, 3D9-3v
  /^(?:\d{1,2}[A-Z]{1,2}|[A-Z]{1,3}\d{1,2}[A-Z]?[a-z]?)-[A-Z]{1,2}\d?$/,
  /^\d[A-Z]\d{1,2}-\d{1,2}[A-Za-z]{0,3}$/,
  // Endoscopes: EG-760R, GIF-H190
  /^(?:E[CDGNSU]|GIF|P?CF|TJF|SIF|BF|JF)-?[A-Z]{0,2}\d{2,4}[A-Z]{0,3}$/,
];
const PARAMETER = /^(\p{L}{1,6})[:=#.]?([+-]?\d{1,4}(?:[.,]\d{1,3})?)([a-zA-Z%°]{0,4})$/u;
const CODE = /^(?=.*\d)(?=.*\p{L})[\p{L}\d]{2,5}$/u;
/** A day, a month and a year, or a month and a year; a year has two or four digits. */
const DATE =
  /^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})|\d{2}[/.-]\d{2}[/.-]\d{2}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d{2}|(?:19|20)\d{2}[/.-](?:0?[1-9]|1[0-2]))$/;
/** Of software: `2.44.1`, `v13.6.0.5`, `2018.1.0.43`. Groups of three digits are an identifier, four of two a phone, a year cut off a date. */
const VERSION =
  /^(?!\d{1,3}(?:\.\d{3}){2,}$|\d\d(?:\.\d\d){3}$|\d{1,2}\.\d{1,2}\.(?:19|20)\d$)(?:[vr]?[1-9]\d?|20\d\d(?=(?:\.\d+){3}))(?:\.\d{1,3}){2}(?:\.\d{1,5})?[a-z]?\d?$/i;
const TIME = /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

/** Without brackets around it and separators behind it. */
export const bare = (word: string): string =>
  word
    .replace(/^(?:[([{<"'*»«•^]|[+-](?=\p{L}))+(?=.)/u, '')
    .replace(/[)\]}>"',;:=*»«!?…^]+$/, '')
    .replace(/(?<=[\p{L}\d%°])[./_-]+$/u, '');

/** The number of a release, as software is counted. */
export const isVersion = (word: string): boolean => VERSION.test(word) && !DATE.test(word);

/** Letters that are a sex in some language; a number before or behind them may be an age. */
export const isSexLetter = (letter: string): boolean => /^[MFWVHKEmfw]$/.test(letter);

/** What counts years, months, weeks and days: `57Y`, `3mo`. */
const AGE_UNIT = /^(?:k|y|yo|yr|yrs|y\/o|mo|m|w|wk|wks|d|days?|j|ans?|jahre?|a|lat|f|t)$/i;

/** A count of years, months, weeks or days, as a word of its own. */
export const isAgeUnit = (word: string): boolean =>
  AGE_UNIT.test(word) ||
  /^(?:years?|yaş|yas|yaşında|años|anos|anni|mois|monate?|months?|weeks?|meses|mesi|tage|giorni|días|dias|jahren|jaar|miesi.*)$/i.test(
    word,
  );

/** The form of a word as `bare` gives it. */
export function formOf(word: string): Form {
  if (!/[\p{L}\d]/u.test(word)) return 'mark';
  if (DIMENSION.test(word)) return 'dimension';
  if (PROBES.some((probe) => probe.test(word))) return 'probe';
  if (DATE.test(word)) return 'other';
  if (isVersion(word)) return 'code';
  if (TIME.test(word)) return 'time';
  if (IS_DECIMAL.test(word)) return 'decimal';
  if (IS_NUMBER.test(word)) return 'number';
  if (RATIO.test(word)) return 'ratio';
  if (isMeasure(word)) return 'measure';
  if (isParameter(word)) return 'parameter';
  if (/^\p{L}$/u.test(word)) return 'letter';
  if (isSetting(word)) return 'setting';
  if (CODE.test(word)) return 'code';
  return /\p{L}/u.test(word) && !/\d{4}/.test(word) ? 'word' : 'other';
}

function isMeasure(word: string): boolean {
  const match = MEASURE.exec(word);
  if (!match) return false;
  const unit = match[3].replace(/^[\s-]/, '');
  if (AGE_UNIT.test(unit) && !/[.,]\d/.test(match[1])) return false;
  return termOf(unit)?.isUnit === true;
}

function isParameter(word: string): boolean {
  const match = PARAMETER.exec(word);
  if (!match || match[1].length === 1) return false;
  const [, label, number, unit] = match;
  const digits = number.replace(/[.,].*|\D/g, '');
  if (!takesThousands(label, number)) return false;
  return termOf(label)?.isParameter === true && digits.length <= 4 && (unit === '' || termOf(unit)?.isUnit === true);
}

/** One or two letters with four digits are a patient's number (`MR 4471`, `P 2290`) unless the parameter has such values. */
export const takesThousands = (label: string, number: string): boolean =>
  label.length > 2 || !/^\d{4}$/.test(number) || /^(?:[wlcsb]|tr|te|ti|td|ww|wl|wc|ei|di)$/i.test(label);

/** `25/59`, `67/182`: the number of an image and how many there are. What may be a day and a month, or a month and a year, is none. */
export function isOneOfMany(text: string): boolean {
  const match = /^(\d{1,4})[/](\d{1,4})$/.exec(text);
  if (!match) return false;
  const [one, all] = [Number(match[1]), Number(match[2])];
  return one <= all && (one === all || all > 99 || one > 12);
}

/** Nobody is so old. */
export const OLDEST = 130;

function isSetting(word: string): boolean {
  if (/^\p{L}[+-]?\d{1,3}[.,]\d{1,3}\p{L}?$/u.test(word) || /^\p{L}[+-]?\d{1,3}[°%]$/u.test(word)) return true;
  const match = /^(\d{1,3})(\p{L}{1,2})$/u.exec(word);
  if (!match || termOf(match[2])?.isParameter !== true) return false;
  return Number(match[1]) > OLDEST || !(AGE_UNIT.test(match[2]) || isSexLetter(match[2]));
}
