/** Why a word may stay. */
export interface Reason {
  /** Name of the rule: a key of `RULES`. */
  readonly rule: string;
  /** 0 to 1. */
  readonly score: number;
}

/**
 * Reasons to stay, by name. `sure` ones are annotations that others can lean on; `possible` ones go with a word beside them that has none
 * (see `explain.ts`); how much each counts is learnt.
 */
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
  'unlisted-label': 'possible',
  scale: 'sure',
  laterality: 'sure',
  'common-word': 'likely',
  compound: 'likely',
  offered: 'likely',
  decimal: 'likely',
  release: 'likely',
  'single-letter-parameter': 'likely',
  'name-like-term': 'possible',
  acronym: 'possible',
  'code-block': 'possible',
  ratio: 'possible',
  number: 'possible',
  letter: 'possible',
  mark: 'possible',
} as const satisfies Record<string, Strength>;

export type Strength = 'sure' | 'likely' | 'possible';
export type RuleName = keyof typeof RULES;

/** Of rules that no score weighs. */
const FIXED_SCORE = 0.95;

export const reasonOf = (rule: RuleName): Reason => ({ rule, score: FIXED_SCORE });
