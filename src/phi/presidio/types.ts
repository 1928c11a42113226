/** Entity types of Presidio's default English set, and the two that a header deny-list and the stand-in for spaCy's NER add to. */
export const PRESIDIO_ENTITIES = [
  'CREDIT_CARD',
  'CRYPTO',
  'DATE_TIME',
  'EMAIL_ADDRESS',
  'IBAN_CODE',
  'IP_ADDRESS',
  'LOCATION',
  'MAC_ADDRESS',
  'MEDICAL_LICENSE',
  'NRP',
  'PERSON',
  'PHONE_NUMBER',
  'UK_NHS',
  'URL',
  'US_BANK_NUMBER',
  'US_DRIVER_LICENSE',
  'US_ITIN',
  'US_PASSPORT',
  'US_SSN',
  'UUID',
] as const;
export type PresidioEntity = (typeof PRESIDIO_ENTITIES)[number];

/** `text.slice(start, end)` is an entity. */
export interface PresidioResult {
  readonly entity: PresidioEntity;
  readonly start: number;
  readonly end: number;
  /** 0 to 1; results with 0 (failed check digits) are never returned. */
  readonly score: number;
  readonly recogniser: string;
}

/** One weighted form of an entity. */
export interface WeightedPattern {
  readonly pattern: RegExp;
  readonly score: number;
}

/**
 * A recogniser by patterns. `validate`: true makes the score 1, false drops the match, undefined leaves it. `invalidate`: true drops it.
 * Words of `context` before the match (substrings of the word) raise the score.
 */
export interface PatternRecogniser {
  readonly name: string;
  readonly entity: PresidioEntity;
  readonly patterns: readonly WeightedPattern[];
  readonly context: readonly string[];
  readonly validate?: (text: string) => boolean | undefined;
  readonly invalidate?: (text: string) => boolean;
  /** Shorter readings of a match, longest first, for when the whole is not valid. */
  readonly shorter?: (match: RegExpMatchArray) => readonly string[];
}
