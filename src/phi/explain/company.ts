import type { PageCell, PageLayout } from '../../page/layout';
import type { Draft } from './draft';
import { isSexLetter } from './forms';
import { RULES, type RuleName } from './reason';

/** What stands beside a cell. */
export interface Company {
  /** Neighbours with an annotation that holds by itself. */
  readonly support: number;
  /** Those of them above and below. */
  readonly column: number;
  /** Neighbours with patient data or with what nothing explains. */
  readonly threats: number;
}

/** A word in its cell, and what stands beside the cell. */
export interface Place {
  readonly draft: Draft;
  readonly at: number;
  readonly cell: readonly Draft[];
  readonly company: Company;
}

/** So far apart neighbours stand at most. */
const BESIDE_IN_HEIGHTS = 6;
const UNDER_IN_HEIGHTS = 2.2;
/** A table's value from its label. */
const TABLE_IN_HEIGHTS = 15;

/** @param drafts of all cells */
export function companyOf(index: number, { cells }: PageLayout, drafts: readonly (readonly Draft[])[]): Company {
  const own = cells[index];
  const near = cells.flatMap((other, at) => {
    if (at === index || other.rotation !== own.rotation) return [];
    const { across, down } = gapsOf(own, other);
    const isColumn = across < 0 && down < UNDER_IN_HEIGHTS;
    return isColumn || (down < 0 && across < TABLE_IN_HEIGHTS) ? [{ words: drafts[at], across, isColumn }] : [];
  });
  const isThreat = ({ words }: { readonly words: readonly Draft[] }) =>
    words.some(({ threat }) => threat) || isLongNumber(words);
  const support = near.filter(
    (other) => !isThreat(other) && (other.words.some(isSure) || other.words.every(isDecimal)),
  );
  return {
    support: support.length,
    column: support.filter(({ isColumn }) => isColumn).length,
    threats: near.filter((other) => other.across < BESIDE_IN_HEIGHTS && isThreat(other)).length,
  };
}

/** Between two cells, in heights of the larger letters; negative where they overlap. */
function gapsOf(a: PageCell, b: PageCell): { across: number; down: number } {
  const height = Math.max(a.height, b.height);
  const gap = (low: 'left' | 'top', high: 'right' | 'bottom') =>
    Math.max(b.reading[low] - a.reading[high], a.reading[low] - b.reading[high]) / height;
  return { across: gap('left', 'right'), down: gap('top', 'bottom') };
}

/** Alone in its cell and of three digits and more: maybe an identifier. */
const isLongNumber = ([{ text, rule }, ...rest]: readonly Draft[]): boolean =>
  rest.length === 0 && rule === 'number' && /\d{3}/.test(text);

const isDecimal = ({ form }: Draft): boolean => form === 'decimal';

/** Labels of patient data are no annotation that others could lean on. */
const isSure = ({ rule }: Draft): boolean =>
  rule !== undefined && RULES[rule] === 'sure' && rule !== 'label-of-patient-data';

/** Whether the surroundings of a word let its rule hold. */
export function holds(rule: RuleName, place: Place): boolean {
  const { cell, company } = place;
  const threats = cell.filter(({ threat }) => threat).length;
  const sure = cell.filter(isSure).length;
  if (RULES[rule] === 'sure') {
    return rule !== 'vocabulary' || (!cell.some(({ isPersonal }) => isPersonal) && (threats === 0 || sure > threats));
  }
  if (threats > 0) return false;
  if (RULES[rule] === 'possible') return (AMID[rule] ?? isAmidOne)(place);
  return sure > 0 || (rule === 'common-word' ? company.threats === 0 : company.threats === 0 || company.support > 0);
}

/** Nothing unexplained stands beside the cell, and so many annotations do. */
const isAmidNeighbours = ({ company: { support, threats } }: Place, needed: number): boolean =>
  threats === 0 && support >= needed;

/** Beside an annotation in its cell or around it. */
const isAmidOne = (place: Place): boolean => place.cell.some(isSure) || isAmidNeighbours(place, 1);

/** How much must stand around a word for a rule that is merely possible; `isAmidOne` for those that are not here. */
const AMID: Readonly<Partial<Record<RuleName, (place: Place) => boolean>>> = {
  mark: (place) => place.cell.some(({ rule }) => rule !== undefined && rule !== 'mark') || place.company.threats === 0,
  acronym: (place) =>
    isAmidOne(place) ||
    (place.company.threats === 0 && place.cell.filter((draft) => draft.rule === 'acronym' || isCode(draft)).length > 1),
  'name-like-term': (place) =>
    place.cell.some(isSure) ||
    isBesideValue(place) ||
    (place.company.threats === 0 && place.cell.filter(({ rule }) => rule === 'acronym').length > 1) ||
    isAmidNeighbours(place, place.cell.some(({ rule }) => rule === 'acronym') ? 1 : 2),
  'code-block': (place) =>
    (place.cell.some(isSure) && !IS_AGE.test(place.draft.text)) ||
    (isCodes(place.cell) && place.company.threats === 0) ||
    isAmidNeighbours(place, 2),
  ratio: (place) => isAmidOne(place) || (place.cell.length === 1 && OF_MANY.test(place.draft.text)),
  number: (place) =>
    (/^\d{1,2}$/.test(place.draft.text) && isCounted(place)) ||
    // The number of a caliper or a mark of a scale, by itself: one digit tells nothing of a person.
    (/^\d$/.test(place.draft.text) && place.cell.length === 1 && place.company.threats === 0) ||
    (place.company.threats === 0 && place.company.column > 1 && !/\d{4}/.test(place.draft.text)),
  letter: (place) => {
    const isSetting = place.cell.some(({ rule }) => rule === 'single-letter-parameter');
    if (isSetting && place.company.threats === 0) return true;
    if (!isSexLetter(place.draft.text)) return place.company.threats === 0 || isAmidOne(place);
    const before = place.cell.slice(0, place.at);
    if (/^[VE]$/.test(place.draft.text) && before.some(isSure)) return true;
    const isCaliper = before.length > 0 && before.every(({ form }) => form === 'mark' || form === 'letter');
    return before.slice(-2).filter(isSure).length > 1 || isAmidNeighbours(place, isCaliper ? 1 : 2);
  },
};

const isCode = ({ form }: Draft): boolean => ['code', 'setting', 'decimal', 'letter'].includes(form);

/** `60F` */
const IS_AGE = /^\d{1,3}[MFYWD]/i;
/** `99/99`, `67/182`: the last image of all, one of a hundred and more; no day, month or year. */
const OF_MANY = /^(?:(\d+)\/\1|\d{1,3}\/[1-9]\d{2})$/;

/** `Bone 1.25`: before or behind a number that is nobody's. */
const isBesideValue = ({ cell, at }: Place): boolean =>
  [cell[at - 1], cell[at + 1]].some((other) => other && (isDecimal(other) || other.form === 'measure'));

/** One digit before or behind an annotation (`1 Dist`, `Follicle 2`), or two before a label with a number of its own (`3 IMA 112`). */
const isCounted = ({ cell, at }: Place): boolean =>
  (at === 0 && cell.length > 1 && isSure(cell[1]) && /^\d$/.test(cell[0].text)) ||
  (at > 0 && isSure(cell[at - 1]) && /^\d$/.test(cell[at].text)) ||
  cell[at + 2]?.rule === 'labelled-parameter';

/** Three and more codes in a row (`R3 A2 P16`), one of a letter and a digit alone (`M3`), or one beside a letter and its number. */
const isCodes = (cell: readonly Draft[]): boolean =>
  (cell.length > 2 && cell.every(({ form }) => ['code', 'setting', 'mark'].includes(form))) ||
  (cell.length === 1 && /^\p{L}\d$/u.test(cell[0].text)) ||
  cell.some(({ rule }) => rule === 'single-letter-parameter');
