import type { PhiClass } from '../../base/types';
import type { PageCell, PageLayout } from '../../page/layout';
import { isValue } from './cell';
import { type Draft, isPatientData, isSure, isUnknown } from './draft';
import { isSexLetter } from './forms';

/** What stands around a cell, counted in cells. */
export interface Surroundings {
  /** Neighbours with an annotation that holds by itself and nothing that speaks against it. */
  readonly explained: number;
  /** Those of them above and below. */
  readonly explainedInColumn: number;
  /** Neighbours with patient data. */
  readonly evidence: number;
  /** Those of them above and below. */
  readonly evidenceInColumn: number;
  /** Neighbours with a word that nothing explains. */
  readonly unknown: number;
  /** To the nearest patient data of the page, in heights of the larger letters; `Infinity` where there is none. */
  readonly toEvidence: number;
  /** The nearest patient data is written in letters of the same height, 0 to 1. */
  readonly likeEvidence: number;
  /** A cell beside it is nothing but a letter that may be a sex. */
  readonly hasSex: boolean;
  /** A cell to its right begins with a value. */
  readonly hasValue: boolean;
  /** One to its left ends with a parameter. */
  readonly hasParameter: boolean;
  /** What the nearest patient data is, where that is known. */
  readonly nearest?: PhiClass;
  /** A time of day, or a date or time that is patient data, stands in its row, or in the cell itself. */
  readonly hasTime: boolean;
  /** Cells to its left and to its right in its row. */
  readonly left: number;
  readonly right: number;
}

/** So far apart neighbours stand at most, in heights of the larger letters. */
const BESIDE_IN_HEIGHTS = 6;
const UNDER_IN_HEIGHTS = 2.2;
/** A table's value from its label. */
const TABLE_IN_HEIGHTS = 15;

/** @param drafts of all cells */
export function surroundingsOf(
  index: number,
  { cells }: PageLayout,
  drafts: readonly (readonly Draft[])[],
): Surroundings {
  const own = cells[index];
  const found = { explained: 0, explainedInColumn: 0, evidence: 0, evidenceInColumn: 0, unknown: 0, left: 0, right: 0 };
  const seen = { hasSex: false, hasValue: false, hasParameter: false, hasTime: drafts[index].some(isTime) };
  cells.forEach((other, at) => {
    if (at === index || other.rotation !== own.rotation) return;
    const { across, down } = gapsOf(own, other);
    const words = drafts[at];
    const isColumn = across < 0 && down < UNDER_IN_HEIGHTS;
    const isRow = down < 0 && across < TABLE_IN_HEIGHTS;
    if (!isColumn && !isRow) return;
    if (isRow) seen.hasTime ||= words.some(isTime);
    if (isRow && other.reading.left > own.reading.left) {
      found.right += 1;
      seen.hasValue ||= isValue(words[0]);
    } else if (isRow) {
      found.left += 1;
      seen.hasParameter ||= words.at(-1)?.term?.isParameter === true;
    }
    const isNear = across < BESIDE_IN_HEIGHTS;
    seen.hasSex ||= isNear && words.length === 1 && isSexLetter(words[0].text);
    if (words.some(isPatientData)) {
      if (isNear) found.evidence += 1;
      if (isColumn) found.evidenceInColumn += 1;
    } else if (words.some(isSure)) {
      found.explained += 1;
      if (isColumn) found.explainedInColumn += 1;
    } else if (isNear && words.some(isUnknown)) found.unknown += 1;
  });
  return { ...found, ...seen, ...nearestEvidence(index, cells, drafts) };
}

/** The nearest cell with patient data, of those that are turned alike. */
function nearestEvidence(
  index: number,
  cells: readonly PageCell[],
  drafts: readonly (readonly Draft[])[],
): Pick<Surroundings, 'toEvidence' | 'likeEvidence' | 'nearest'> {
  const own = cells[index];
  let [toEvidence, likeEvidence] = [Number.POSITIVE_INFINITY, 0];
  let nearest: PhiClass | undefined;
  cells.forEach((other, at) => {
    if (at === index || other.rotation !== own.rotation || !drafts[at].some(isPatientData)) return;
    const { across, down } = gapsOf(own, other);
    const far = Math.hypot(Math.max(0, across), Math.max(0, down));
    if (far >= toEvidence) return;
    toEvidence = far;
    likeEvidence = Math.min(own.height, other.height) / Math.max(own.height, other.height);
    nearest = drafts[at].find(({ phiClass }) => phiClass !== undefined)?.phiClass;
  });
  return { toEvidence, likeEvidence, nearest };
}

const isTime = ({ form, phiClass }: Draft): boolean =>
  form === 'time' || (phiClass !== undefined && TIMES.has(phiClass));

const TIMES: ReadonlySet<PhiClass> = new Set(['date', 'time']);

/** Between two cells, in heights of the larger letters; negative where they overlap. */
function gapsOf(a: PageCell, b: PageCell): { across: number; down: number } {
  const height = Math.max(a.height, b.height);
  const gap = (low: 'left' | 'top', high: 'right' | 'bottom') =>
    Math.max(b.reading[low] - a.reading[high], a.reading[low] - b.reading[high]) / height;
  return { across: gap('left', 'right'), down: gap('top', 'bottom') };
}
