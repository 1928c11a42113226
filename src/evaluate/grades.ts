import type { TruthResult } from '../base/results';
import type { PhiClass } from '../base/types';

/**
 * How bad a leak is. `identifying`: says who it is by itself. `with-others`: together with other facts. `fragment`: one or two characters
 * of a longer text. The headline is always their sum.
 */
export const GRADES = ['identifying', 'with-others', 'fragment'] as const;
export type Grade = (typeof GRADES)[number];

const IDENTIFYING: readonly (PhiClass | 'keep')[] = [
  'name',
  'id',
  'birth-date',
  'phone',
  'address',
  'accession',
  'email',
];

/** Longest piece of a text that counts as a fragment. */
const FRAGMENT = 2;

const lengthOf = (text: string): number => Array.from(text.replace(/[\s^]/g, '')).length;

/** The grade of a text of this class of which `left` is still there. A text that is that short itself is whole, not a fragment. */
export function gradeOf(phiClass: TruthResult['phiClass'], text: string, leftCharacters: number): Grade {
  if (leftCharacters <= FRAGMENT && lengthOf(text) > FRAGMENT) return 'fragment';
  return IDENTIFYING.includes(phiClass) ? 'identifying' : 'with-others';
}

/** The worst of several; `undefined` of none. */
export const worstGrade = (grades: readonly Grade[]): Grade | undefined =>
  GRADES.find((grade) => grades.includes(grade));
