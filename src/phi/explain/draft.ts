import type { PageWord } from '../../page/layout';
import { findDates } from '../dates';
import { isKnownName } from '../lexicon';
import { compoundOf } from './compound';
import { bare, type Form, formOf, isAgeUnit, isOneOfMany, isSexLetter, OLDEST } from './forms';
import { isMisread } from './readings';
import type { RuleName } from './reason';
import { isPersonal, misreadTermOf, type Term, termOf } from './vocabulary';

/** What a word of a cell is, before its surroundings are looked at. */
export interface Draft {
  /** The word without brackets and separators. */
  readonly text: string;
  readonly form: Form;
  readonly term?: Term;
  /** The rule by which it may stay. */
  rule?: RuleName;
  /** Nothing explains it as it was read, but an annotation would if look-alikes were taken for each other. */
  readonly isAlike?: boolean;
  /** Claimed as patient data. */
  isEvidence: boolean;
  /** A word of persons or places: what stands in one cell with it is no annotation. */
  readonly isPersonal?: boolean;
  /** It speaks against what stands beside it: patient data, or a word or a number that nothing explains. */
  threat: boolean;
}

export interface DraftContext {
  /** Words of the scanner's maker and model, lower case. */
  readonly device: ReadonlySet<string>;
  /** Words of the header's identifying values, lower case: never an annotation, and nothing is a misreading of an annotation that is like them. */
  readonly identity: ReadonlySet<string>;
}

/** The words of one cell, each with the rule that would let it stay. */
export function draftCell(
  words: readonly PageWord[],
  isEvidence: (word: PageWord) => boolean,
  context: DraftContext,
): Draft[] {
  const drafts = words.map((word) => draftWord(word.text, isEvidence(word), context));
  drafts.forEach((draft, at) => {
    if (isNameOrAge(draft, words[at].text, drafts[at + 1]))
      for (const part of drafts.slice(at, at + 2)) setThreat(part);
  });
  drafts.forEach((draft, at) => {
    if (draft.threat && !GESTATION.test(draft.text)) return;
    // `W = 400`: the mark between a label and its value belongs to the label.
    const isMarked = at > 1 && drafts[at - 1].form === 'mark';
    const [previous, next] = [drafts[isMarked ? at - 2 : at - 1], drafts[at + 1]];
    const label = isMarked ? `${words[at - 2].text}:` : words[at - 1]?.text;
    const isRest = isMarked && isLabelled(drafts[at - 2]) && isValue(draft);
    if (isRest) draft.rule = 'labelled-parameter';
    else draft.rule = asUnit(draft, drafts[at - 1]) ?? asValue(draft, label, previous, next) ?? draft.rule;
  });
  drafts.forEach((draft, at) => {
    const next = drafts[at + 1];
    if (!next || next.threat || !isValue(next)) return;
    if (draft.form === 'letter') draft.rule = letterRule(draft.text, next);
    else if (isUnknownLabel(draft, next, context)) drafts[at] = { ...draft, rule: 'unknown-label', threat: false };
  });
  const isPair = drafts.some(({ form, rule }) => form === 'letter' && rule === 'single-letter-parameter');
  // `C 35 W 80`: beside another letter with a number a sex letter is none.
  return isPair
    ? drafts.map((draft, at) => (isLetterPair(drafts, at) ? { ...draft, rule: 'single-letter-parameter' } : draft))
    : drafts;
}

/** The first number of `54 / 90`. */
const isLabelled = (draft: Draft): boolean => draft.form === 'number' && draft.rule === 'labelled-parameter';

const isLetterPair = (drafts: readonly Draft[], at: number): boolean =>
  drafts[at].rule === 'code-block' && (drafts[at].form === 'letter' || drafts[at - 1]?.form === 'letter');

/** `WHITE, KNEE` and `54 lat`: a surname and what follows its comma, a number and its years. */
const isNameOrAge = (draft: Draft, word: string, next: Draft | undefined): boolean =>
  next !== undefined &&
  ((draft.rule === 'name-like-term' && word.endsWith(',') && /^\p{L}/u.test(next.text)) ||
    (draft.form === 'number' && Number(draft.text) <= OLDEST && /^\p{L}{2}/u.test(next.text) && isAgeUnit(next.text)));

const setThreat = (draft: Draft): void => {
  draft.rule = undefined;
  draft.isEvidence = true;
  draft.threat = true;
};

function draftWord(word: string, isEvidence: boolean, context: DraftContext): Draft {
  const text = bare(word);
  const form = formOf(text);
  if (form === 'time') return { text, form, isEvidence, threat: false };
  const isPersonalWord = isPersonal(text) || TITLE.test(word);
  if (isPersonalWord) return { text, form, isEvidence, isPersonal: true, threat: true };
  if (isEvidence || context.identity.has(text.toLowerCase())) return { text, form, isEvidence: true, threat: true };
  if (context.device.has(text.toLowerCase())) return { text, form, rule: 'device', isEvidence, threat: false };
  if (DATED.test(text) && findDates(text).length > 0) return { text, form: 'other', isEvidence: true, threat: true };
  if (termOf(COUNTED.exec(text)?.[1] ?? '')?.isParameter)
    return { text, form: 'parameter', rule: 'labelled-parameter', isEvidence, threat: false };
  if (isOneOfMany(text)) return { text, form, rule: 'one-of-many', isEvidence, threat: false };
  const known = termOf(text) ?? termOf(word);
  const compound = known || RULE_OF_FORM[form] ? undefined : compoundOf(text);
  if (compound) return { text, form: 'compound', ...compound, isEvidence, threat: false };
  const term = form === 'other' ? undefined : (known ?? misread(text, form));
  const rule = RULE_OF_FORM[form] ?? ruleOfTerm(text, form, term);
  const isAlike = rule === undefined && isMisread(text);
  return { text, form, term, rule, isAlike, isEvidence, threat: rule === undefined };
}

/** A value in front of its parameter: `35RAO`, `27CAU`. */
const COUNTED = /^\d{1,3}(\p{L}{3,})$/u;

/** Before a name. */
const TITLE = /^(?:(?:dr|dra|prof|mr|mrs|ms|hr|fr|dott|uzm)\.|Dra|Prof|Mrs)$/i;

/** Long enough for a day, a month and a year in one word. */
const DATED = /^(?=.*\d.*\d).{6,}$/;

const misread = (text: string, form: Form): Term | undefined => (form === 'word' ? misreadTermOf(text) : undefined);

const RULE_OF_FORM: Readonly<Partial<Record<Form, RuleName>>> = {
  mark: 'mark',
  number: 'number',
  decimal: 'decimal',
  measure: 'number-with-unit',
  ratio: 'ratio',
  dimension: 'dimension',
  probe: 'probe',
  sequence: 'vocabulary',
  parameter: 'labelled-parameter',
  setting: 'single-letter-parameter',
  letter: 'letter',
};

/** Shorter words in capitals may be initials. */
const SHORTEST_SURE = 3;
const INITIALS = /^\p{Lu}{2,3}$/u;

function ruleOfTerm(text: string, form: Form, term: Term | undefined): RuleName | undefined {
  if (term === undefined) return form === 'code' ? ruleOfCode(text) : undefined;
  if (term.isMaker) return 'vocabulary';
  if (term.isName && !(term.isParameter && INITIALS.test(text))) return 'name-like-term';
  if (INITIALS.test(text) && (text.length < SHORTEST_SURE || term.isName)) return 'acronym';
  return term.isCommon ? 'common-word' : 'vocabulary';
}

const ruleOfCode = (text: string): RuleName =>
  RELEASE.test(text) ? 'release' : KERNEL.test(text) ? 'single-letter-parameter' : 'code-block';

/** A release of a scanner's software: `VA50A`, `B17`, `2012B`. */
const RELEASE = /^(?:[VX][A-E]\d{2}[A-Z]?|20\d{2}[A-C])$/;
/** A reconstruction kernel: `B30f`, `Br40`, `Qr44`. */
const KERNEL = /^[BDHITUQ](?:[a-z]\d{2}|\d{2}[a-z])[a-z]?$/;

export const isValue = ({ form, text }: Draft): boolean =>
  form === 'decimal' ||
  form === 'ratio' ||
  form === 'time' ||
  form === 'compound' ||
  form === 'measure' ||
  (form === 'number' && text.replace(/\D/g, '').length <= 4);

/** A unit behind a number. Counts of years, months, weeks and days are no units. */
function asUnit(draft: Draft, previous: Draft | undefined): RuleName | undefined {
  const isUnit = draft.term?.isUnit === true && ['word', 'code', 'letter', 'mark'].includes(draft.form);
  return isUnit && previous && isValue(previous) && !isSexLetter(draft.text) ? 'unit' : undefined;
}

/** Weeks and days of a pregnancy: only behind a parameter (`GA=35w4d`), elsewhere an age. */
const GESTATION = /^\d{1,2}w(?:\d?d)?$/i;

function asValue(
  draft: Draft,
  before: string | undefined,
  previous: Draft | undefined,
  next: Draft | undefined,
): RuleName | undefined {
  const isAge = GESTATION.test(draft.text);
  if (!isValue(draft) && draft.rule !== 'release' && !isAge) return undefined;
  if (isAge) return previous?.term?.isParameter ? 'labelled-parameter' : undefined;
  if (next && !next.threat && asUnit(next, draft) === 'unit') return 'number-with-unit';
  if (!previous || previous.threat || previous.rule === undefined) return undefined;
  if (draft.rule === 'release' && previous.term) return 'labelled-parameter';
  if (previous.form === 'letter') return letterRule(previous.text, draft);
  if (previous.term?.isParameter || previous.term?.isUnit || (previous.term && /[:=#]$/.test(before ?? '')))
    return 'labelled-parameter';
  return undefined;
}

const LONGEST_UNKNOWN_LABEL = 4;

/** `ITm 0.2`: a short word that nobody knows before a number that can be no age and no identifier. */
const isUnknownLabel = (draft: Draft, value: Draft, { identity }: DraftContext): boolean =>
  draft.form === 'word' &&
  draft.term === undefined &&
  draft.rule === undefined &&
  !draft.isEvidence &&
  (value.form !== 'number' || value.rule === 'number-with-unit') &&
  draft.text.length <= LONGEST_UNKNOWN_LABEL &&
  !identity.has(draft.text.toLowerCase()) &&
  !isKnownName(draft.text);

/** `C 50`, `Z 0.80`; `M 57` may be a sex and an age. */
const letterRule = (letter: string, value: Draft): RuleName =>
  isSexLetter(letter) && value.form === 'number' && Number(value.text) <= OLDEST
    ? 'code-block'
    : 'single-letter-parameter';
