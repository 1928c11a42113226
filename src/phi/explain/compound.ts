import { formOf, isSexLetter } from './forms';
import type { RuleName } from './reason';
import { type Term, termOf } from './vocabulary';

/** Where a word of several parts is cut: not at the point of a number, nor before a sign. */
const CUT = /[/_&:=()[\]>·;^]+|(?<!\d)[.,]+|[.,]+(?!\d)|(?<=\p{L})-|-(?=\p{L})|(?<=\p{L}\d{0,3})\+/u;
const LONGEST_CODE = 4;

/** A word of parts, as one: its flags, and the rule by which it may stay. */
export interface Compound {
  readonly term: Term;
  readonly rule: RuleName;
}

/**
 * Terms, settings and short numbers with strokes between them: `HPen-HGen`, `T2_TSE`, `G66/101dB/FA3`, `Tra>Cor(-3.2)`. `M/57` is none, nor
 * is what has a part that nothing explains.
 */
export function compoundOf(text: string): Compound | undefined {
  const parts = text.split(CUT).filter((part) => part !== '');
  if (parts.length < 2 || isSexAndAge(parts)) return undefined;
  const kinds = parts.map(kindOf);
  if (kinds.includes(undefined)) return undefined;
  const terms = parts.map(termOf).filter((term) => term !== undefined);
  // A part that is no name is company enough for one that is.
  const isName = terms.some((term) => term.isName) && !parts.some((part, at) => isCompany(part, kinds[at]));
  const isCommon = terms.some((term) => term.isCommon);
  return {
    term: { isParameter: true, isUnit: false, isName, isCommon, isMaker: false },
    rule: ruleOf(kinds, isName, isCommon),
  };
}

function ruleOf(kinds: readonly (Kind | undefined)[], isName: boolean, isCommon: boolean): RuleName {
  if (isName) return 'name-like-term';
  if (isCommon) return 'common-word';
  if (kinds.includes('term')) return 'vocabulary';
  return kinds.includes('setting') ? 'compound' : 'code-block';
}

const isCompany = (part: string, kind: Kind | undefined): boolean =>
  kind === 'setting' || /\d/.test(part) || (kind === 'term' && termOf(part)?.isName === false);

/** `M/57`, `62Y/F`. */
const isSexAndAge = (parts: readonly string[]): boolean =>
  parts.length === 2 && parts.some(isSexLetter) && parts.some((part) => /^\d{1,3}\p{L}{0,3}$/u.test(part));

type Kind = 'term' | 'setting' | 'plain';

function kindOf(part: string): Kind | undefined {
  const form = formOf(part);
  const counted = /^\d{1,2}(\p{L}{3,})$/u.exec(part);
  if (counted && termOf(counted[1])) return 'term';
  if (termOf(part) && part.length > 2) return 'term';
  if (form === 'measure' || form === 'parameter' || form === 'setting' || form === 'probe') return 'setting';
  if (termOf(part) || form === 'decimal' || form === 'letter' || form === 'dimension') return 'plain';
  if (form === 'number') return /\d{4}/.test(part) ? undefined : 'plain';
  return form === 'code' && part.length <= LONGEST_CODE ? 'plain' : undefined;
}
