/** Why a word may stay. */
export interface Reason {
  /** Name of the rule: a key of `RULES`. */
  readonly rule: string;
  /** 0 to 1. */
  readonly score: number;
}

/** Reasons to stay, by name. `sure` ones are annotations that others can lean on; how much each of the others counts is learnt. */
export const RULES = {
  vocabulary: 'sure',
  unit: 'sure',
  'number-with-unit': 'sure',
  'labelled-parameter': 'sure',
  dimension: 'sure',
  'one-of-many': 'sure',
  probe: 'sure',
  device: 'sure',
  'allow-list': 'sure',
  label: 'sure',
  'label-of-patient-data': 'sure',
  'unlisted-label': 'weighed',
  scale: 'sure',
  laterality: 'sure',
  'common-word': 'weighed',
  compound: 'weighed',
  offered: 'weighed',
  decimal: 'weighed',
  release: 'weighed',
  'single-letter-parameter': 'weighed',
  'name-like-term': 'weighed',
  acronym: 'weighed',
  'code-block': 'weighed',
  ratio: 'weighed',
  number: 'weighed',
  letter: 'weighed',
  mark: 'weighed',
} as const satisfies Record<string, Strength>;

export type Strength = 'sure' | 'weighed';
export type RuleName = keyof typeof RULES;

/** Of rules that no score weighs. */
const FIXED_SCORE = 0.95;

export const reasonOf = (rule: RuleName): Reason => ({ rule, score: FIXED_SCORE });
