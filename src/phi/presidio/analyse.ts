import { type CountryCode, findNumbers } from 'libphonenumber-js/max';
import { matchesIn, rangeOf } from '../../base/text';
import { recogniseEntities } from './ner';
import { PATTERN_RECOGNISERS } from './recognisers';
import type { PatternRecogniser, PresidioEntity, PresidioResult } from './types';

export interface AnalyseOptions {
  /** Exact words and phrases that are a `PERSON` with score 1 (an ad-hoc recogniser in Presidio). Empty ones are ignored. */
  readonly denyList?: readonly string[];
  /** Texts that are never returned; compared as they are. */
  readonly allowList?: readonly string[];
  /** Only these entities; default all. */
  readonly entities?: readonly PresidioEntity[];
  /** Least score of a result; Presidio's default is 0. */
  readonly scoreThreshold?: number;
}

/** Presidio's defaults of the lemma context enhancer. */
const CONTEXT_BOOST = 0.35;
const LEAST_WITH_CONTEXT = 0.4;
const CONTEXT_WORDS = 5;

const PHONE_SCORE = 0.4;
const PHONE_CONTEXT = ['phone', 'number', 'telephone', 'cell', 'cellphone', 'mobile', 'call'];
const PHONE_REGIONS: readonly CountryCode[] = ['US', 'GB', 'DE', 'FR', 'IL', 'IN', 'CA', 'BR'];

/**
 * What Presidio's analyser returns for an English text: patterns with check digits, phones, a deny-list and named entities, scores
 * raised by context words, then duplicates and results inside a surer one of the same entity removed. Sorted by place.
 */
export function analyseText(text: string, options: AnalyseOptions = {}): readonly PresidioResult[] {
  const { entities, scoreThreshold = 0, allowList = [] } = options;
  const allowed = new Set(allowList);
  const results = [
    ...PATTERN_RECOGNISERS.flatMap((recogniser) => byPattern(text, recogniser)),
    ...phones(text),
    ...byDenyList(text, options.denyList ?? []),
    ...recogniseEntities(text),
  ];
  return removeDuplicates(results)
    .filter((result) => result.score >= scoreThreshold && (!entities || entities.includes(result.entity)))
    .filter((result) => !allowed.has(text.slice(result.start, result.end)))
    .sort((a, b) => a.start - b.start || a.end - b.end || b.score - a.score);
}

function byPattern(text: string, recogniser: PatternRecogniser): PresidioResult[] {
  const { entity, name, context, validate, invalidate, shorter } = recogniser;
  return recogniser.patterns.flatMap(({ pattern, score }) =>
    [...matchesIn(text, pattern)].flatMap((match) => {
      const readings = [match[0], ...(shorter?.(match) ?? [])];
      const value = readings.find(
        (reading) => reading !== '' && validate?.(reading) !== false && !invalidate?.(reading),
      );
      if (value === undefined) return [];
      const start = match.index;
      const boosted = withContext(validate?.(value) ? 1 : score, text, start, context);
      return [{ entity, start, end: start + value.length, score: boosted, recogniser: name }];
    }),
  );
}

/** Five words before the match, and the match's own word, may speak for it: then 0.35 more, at least 0.4. */
function withContext(score: number, text: string, start: number, context: readonly string[]): number {
  const own = /^[\p{L}\p{N}#]*/u.exec(text.slice(start))![0];
  const words = (text.slice(Math.max(0, start - 400), start) + own).toLowerCase().match(/[\p{L}\p{N}#]+/gu) ?? [];
  const near = words.filter((word) => !STOP_WORDS.has(word)).slice(-CONTEXT_WORDS - 1);
  if (!context.some((term) => near.some((word) => word.includes(term)))) return score;
  return Math.min(1, Math.max(LEAST_WITH_CONTEXT, score + CONTEXT_BOOST));
}

/** Words that spaCy counts as stop words: they do not use up the five. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  'a an and are as at be been but by for from had has have he her his i if in is it its me my no not of on or our she so that the their them they this to was we were with you your'.split(
    ' ',
  ),
);

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

function phones(text: string): PresidioResult[] {
  const found = PHONE_REGIONS.flatMap((defaultCountry) => findNumbers(text, { defaultCountry, v2: true }));
  // Presidio's leniency 1: numbers that are assigned, with the national prefix where their country writes one.
  const valid = found.filter(({ number, startsAt, endsAt }) => {
    const digits = digitsIn(text.slice(startsAt, endsAt));
    const prefixed = text[startsAt] === '+' || digitsIn(number.formatNational()) <= digits;
    return prefixed && number.isValid();
  });
  return valid.map(({ startsAt, endsAt }) => ({
    entity: 'PHONE_NUMBER',
    start: startsAt,
    end: endsAt,
    score: withContext(PHONE_SCORE, text, startsAt, PHONE_CONTEXT),
    recogniser: 'PhoneRecognizer',
  }));
}

/**
 * Words of the list where no letter, digit or underscore touches them, case ignored. Longest first: Presidio's own order is that of a
 * Python set, which changes from run to run.
 */
function byDenyList(text: string, denyList: readonly string[]): PresidioResult[] {
  const words = [...new Set(denyList.filter((word) => word.trim() !== ''))].sort((a, b) => b.length - a.length);
  if (words.length === 0) return [];
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
  return [...matchesIn(text, pattern)].map((match) => ({
    entity: 'PERSON',
    ...rangeOf(match),
    score: 1,
    recogniser: 'deny-list',
  }));
}

/** Of one entity a result inside another with at least its score goes; equal ones are one. */
function removeDuplicates(results: readonly PresidioResult[]): PresidioResult[] {
  const ordered = [...results].sort(
    (a, b) => b.score - a.score || a.start - b.start || b.end - b.start - (a.end - a.start),
  );
  const kept: PresidioResult[] = [];
  for (const result of ordered) {
    const inside = kept.some(
      (other) => other.entity === result.entity && other.start <= result.start && other.end >= result.end,
    );
    if (!inside) kept.push(result);
  }
  return kept;
}
