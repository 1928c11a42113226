import type { Character, PhiClass } from '../../base/types';
import { findDates } from '../dates';
import { isKnownName } from '../lexicon';
import { compoundOf } from './compound';
import { bare, type Form, formOf, isOneOfMany, isVersion } from './forms';
import { offersOf } from './offers';
import { RULES, type RuleName } from './reason';
import { isPersonal, joinedTermOf, type Term, termOf } from './vocabulary';

/** What a word is, before its surroundings are looked at. */
export interface Draft {
  /** The word without brackets and separators. */
  readonly text: string;
  readonly form: Form;
  readonly term?: Term;
  /** The rule by which it may stay. */
  readonly rule?: RuleName;
  /** The rule looks at more than the word and its cell. */
  readonly isFixed?: boolean;
  /** Claimed as patient data. */
  readonly isEvidence: boolean;
  /** As what, where that is known. */
  readonly phiClass?: PhiClass;
  /** Part of a name or a place: such values are longer than what is found of them. */
  readonly isWorded?: boolean;
  /** A word that nobody knows and that may be a name. */
  readonly isNameLike?: boolean;
  /** A colon stands behind it: it calls what follows. */
  readonly hasColon?: boolean;
  /** Dots behind it say that more of it did not fit. */
  readonly isCut?: boolean;
  /** A word of persons or places: what stands in one cell with it is no annotation. */
  readonly isPersonal?: boolean;
}

export interface DraftContext {
  /** Words of the scanner's maker and model, lower case. */
  readonly device: ReadonlySet<string>;
  /** Words of the header's identifying values, lower case: never an annotation, and nothing is a misreading of an annotation that is like them. */
  readonly identity: ReadonlySet<string>;
}

/** An annotation that holds by itself. Labels of patient data are none that others could lean on. */
export const isSure = ({ rule }: Draft): boolean =>
  rule !== undefined && RULES[rule] === 'sure' && rule !== 'label-of-patient-data';

export const isPatientData = ({ isEvidence, isPersonal }: Draft): boolean => isEvidence || isPersonal === true;

/** Nothing says what it is. */
export const isUnknown = (draft: Draft): boolean =>
  draft.rule === undefined && draft.form !== 'time' && !isPatientData(draft);

/**
 * A word by itself, with the rule that would let it stay.
 *
 * @param isEvidence it is claimed as patient data
 * @param characters as it was read
 */
export function draftWord(
  word: string,
  isEvidence: boolean,
  context: DraftContext,
  characters: readonly Character[] = [],
): Draft {
  const draft = draftRead(word, isEvidence, context);
  if (!isUnknown(draft)) return draft;
  // A known name is none of the annotations that it is like.
  const offers = NAME.test(draft.text) && isKnownName(draft.text) ? [] : offersOf(characters);
  for (const text of offers) {
    const offer = draftRead(text, false, context);
    if (offer.isEvidence) return { ...draft, isEvidence: true, phiClass: offer.phiClass };
    if (isSure(offer) || offer.rule === 'compound') return { ...offer, rule: 'offered' };
  }
  return draft;
}

const NAME = /^\p{Lu}\p{L}{2}/u;

function draftRead(word: string, isEvidence: boolean, context: DraftContext): Draft {
  const text = bare(word);
  const form = formOf(text);
  const base = { text, form, isEvidence, hasColon: word.endsWith(':'), isCut: CUT_OFF.test(word) };
  if (form === 'time') return base;
  if (isPersonal(text)) return { ...base, isPersonal: true };
  if (isEvidence || context.identity.has(text.toLowerCase())) return { ...base, isEvidence: true };
  if (context.device.has(text.toLowerCase())) return { ...base, rule: 'device' };
  if (DATED.test(text) && findDates(text).length > 0)
    return { ...base, form: 'other', isEvidence: true, phiClass: 'date' };
  if (termOf(COUNTED.exec(text)?.[1] ?? '')?.isParameter)
    return { ...base, form: 'parameter', rule: 'labelled-parameter' };
  if (isOneOfMany(text)) return { ...base, rule: 'one-of-many' };
  const known = termOf(text) ?? termOf(word);
  const compound = known || RULE_OF_FORM[form] || DOTTED.test(text) ? undefined : compoundOf(text);
  if (compound) return { ...base, form: 'compound', ...compound };
  const term = form === 'other' ? undefined : (known ?? (form === 'word' ? joinedTermOf(text) : undefined));
  const rule = RULE_OF_FORM[form] ?? ruleOfTerm(text, form, term);
  return { ...base, term, rule };
}

const CUT_OFF = /[\p{L}\d/-](?:\.{2,}|…)$/u;

/** A value in front of its parameter: `35RAO`, `27CAU`. */
const COUNTED = /^\d{1,3}(\p{L}{3,})$/u;

/** Letters with points between them, as `bare` gives them: initials, no list of settings. */
const DOTTED = /^\p{L}(?:\.-?\p{L}){1,3}$/u;

/** Long enough for a day, a month and a year in one word. */
const DATED = /^(?=.*\d.*\d).{6,}$/;

const RULE_OF_FORM: Readonly<Partial<Record<Form, RuleName>>> = {
  mark: 'mark',
  number: 'number',
  decimal: 'decimal',
  measure: 'number-with-unit',
  ratio: 'ratio',
  dimension: 'dimension',
  probe: 'probe',
  parameter: 'labelled-parameter',
  setting: 'single-letter-parameter',
  letter: 'letter',
};

/** Shorter words in capitals may be initials; technicians write theirs small, too. */
const SHORTEST_SURE = 3;
const INITIALS = /^(?:\p{Lu}{2,3}|\p{Ll}{2,3})$/u;

function ruleOfTerm(text: string, form: Form, term: Term | undefined): RuleName | undefined {
  if (term === undefined) return form === 'code' ? ruleOfCode(text) : undefined;
  if (term.isMaker) return 'vocabulary';
  if (term.isName && !(term.isParameter && INITIALS.test(text))) return 'name-like-term';
  const mayBeInitials =
    text.length < SHORTEST_SURE || term.isName || term.isShort || (term.isUnit && !term.isParameter);
  if (term.isCommon && /^\p{Ll}/u.test(text)) return 'common-word';
  if (INITIALS.test(text) && mayBeInitials && !(term.isUnit && /^\p{Ll}/u.test(text))) return 'acronym';
  return term.isCommon ? 'common-word' : 'vocabulary';
}

const ruleOfCode = (text: string): RuleName => (RELEASE.test(text) || isVersion(text) ? 'release' : 'code-block');

/** A release of a scanner's software: `VA50A`, `B17`, `2012B`. */
const RELEASE = /^(?:[VX][A-E]\d{2}[A-Z]?|20\d{2}[A-C])$/;
