/** Why a word may stay. */
export interface Reason {
  /** Name of the rule: a key of `RULES`. */
  readonly rule: string;
  /** 0 to 1. */
  readonly score: number;
}

/**
 * Reasons to stay, by name. `sure` ones hold wherever the word stands; `likely` ones only where nothing unexplained stands beside the word;
 * `possible` ones only amid others that are explained.
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
  scale: 'sure',
  laterality: 'sure',
  'common-word': 'likely',
  compound: 'likely',
  decimal: 'likely',
  release: 'likely',
  'single-letter-parameter': 'likely',
  'name-like-term': 'possible',
  acronym: 'possible',
  'unknown-label': 'possible',
  'code-block': 'possible',
  ratio: 'possible',
  number: 'possible',
  letter: 'possible',
  mark: 'possible',
} as const satisfies Record<string, Strength>;

export type Strength = 'sure' | 'likely' | 'possible';
export type RuleName = keyof typeof RULES;

const SCORES: Readonly<Record<Strength, number>> = { sure: 0.95, likely: 0.8, possible: 0.65 };

export const reasonOf = (rule: RuleName): Reason => ({ rule, score: SCORES[RULES[rule]] });
