import { smallest } from '../base/numbers';
import type { FileResult, TruthResult } from '../base/results';
import type { PhiClass } from '../base/types';
import { GRADES, type Grade, gradeOf, worstGrade } from './grades';
import { type Interval, wilson95 } from './wilson';

/** What became of the texts of one class. */
export interface ClassLeak {
  readonly phiClass: PhiClass;
  readonly items: number;
  /** Texts in released files of which something is still legible (`isLegible`). */
  readonly legible: number;
  /** Least share of a text's ink (of its box where no ink is known) that was painted, 0 to 1. The worst, not the mean: one is enough. */
  readonly worstCoverage: number;
  readonly meanCoverage: number;
}

/** Leaks of one grade. A file counts once, with the grade of its worst text, so that the grades' files add up to all that leaked. */
export interface GradeLeak {
  readonly grade: Grade;
  readonly images: number;
  readonly wilson95: Interval;
  readonly items: number;
}

/** The first question about a de-identified set: is patient data still legible in what was released? */
export interface LeakScore {
  /** Released files with burnt-in patient data by the ground truth: the ones that can leak. Refusing a file does not improve the rate. */
  readonly images: number;
  readonly leaked: number;
  /** `leaked / images`; `null` when no such file was released. */
  readonly rate: number | null;
  readonly wilson95: Interval;
  /** The same by grade, all three, worst first. Absent in metrics of before there were grades. */
  readonly grades?: readonly GradeLeak[];
  /** Leaked texts by who saw them; absent as `grades`. */
  readonly seenBy?: { readonly ink: number; readonly reader: number };
  /** Characters of patient data that an independent reader still reads in released files. */
  readonly residualCharacters: number;
  /** The same or more: also characters whose ink was left unpainted, which a person may read. */
  readonly legibleCharacters: number;
  /** Texts of patient data in released files, and those of them with ink left unpainted. */
  readonly items: number;
  readonly uncovered: number;
  readonly worstCoverage: number | null;
  readonly byClass: readonly ClassLeak[];
  /** Not released: the proof failed, or an error. */
  readonly quarantined: number;
  readonly failed: number;
  readonly leakedFiles: readonly string[];
}

export const isReleased = (file: FileResult): boolean => file.status === 'done' || file.status === 'clean';

export const phiTruth = (file: FileResult): readonly TruthResult[] =>
  file.truth.filter((item) => item.phiClass !== 'keep');

/** Share of the text that was painted: of its ink, or of its box where the ink is not known. */
export const coverageOf = (item: TruthResult): number => item.inkCovered ?? item.boxCovered;

/** Whether something of a text is still there to be seen: by its ink, or by the judge's reader. */
export const isLegible = ({ leakedBy }: TruthResult): boolean => leakedBy !== null;

/** Characters of a text that are still legible, whole ones; 0 where `isLegible` is false. */
export const legibleCharacters = (item: TruthResult): number =>
  isLegible(item) ? Math.max(1, item.residualCharacters, Math.round(item.unpaintedCharacters ?? 0)) : 0;

/** How bad a leaked text is. */
export const leakGrade = (item: TruthResult): Grade => gradeOf(item.phiClass, item.text, legibleCharacters(item));

/** How bad a released file's leak is: its worst text's grade; `undefined` where it has none. */
export const fileGrade = (file: FileResult): Grade | undefined =>
  isReleased(file) ? worstGrade(phiTruth(file).filter(isLegible).map(leakGrade)) : undefined;

/** Characters of patient data that are still legible in a file; 0 for one that was not released. */
export const legibleIn = (file: FileResult): number =>
  isReleased(file) ? phiTruth(file).reduce((sum, item) => sum + legibleCharacters(item), 0) : 0;

/** Painted well enough: nothing legible, and (nearly) all ink covered. */
export const isCovered = (item: TruthResult): boolean => coverageOf(item) >= WHOLE && !isLegible(item);

/** Nearly all: anti-aliased edges of a glyph may lie a pixel outside. */
const WHOLE = 0.995;

function classLeak(phiClass: PhiClass, items: readonly TruthResult[]): ClassLeak {
  const coverage = items.map(coverageOf);
  return {
    phiClass,
    items: items.length,
    legible: items.filter(isLegible).length,
    worstCoverage: smallest(coverage),
    meanCoverage: coverage.reduce((sum, value) => sum + value, 0) / coverage.length,
  };
}

function gradeLeak(grade: Grade, leaked: readonly FileResult[], released: number): GradeLeak {
  const images = leaked.filter((file) => fileGrade(file) === grade).length;
  const items = leaked.flatMap(phiTruth).filter((item) => isLegible(item) && leakGrade(item) === grade).length;
  return { grade, images, wilson95: wilson95(images, released), items };
}

const seenBy = (items: readonly TruthResult[], judge: 'ink' | 'reader'): number =>
  items.filter(({ leakedBy }) => leakedBy === judge).length;

export function leakScore(files: readonly FileResult[]): LeakScore {
  const released = files.filter((file) => isReleased(file) && phiTruth(file).length > 0);
  const leaked = released.filter((file) => file.leak.leaked);
  const items = released.flatMap(phiTruth);
  const classes = new Map<PhiClass, TruthResult[]>();
  for (const item of items) {
    const phiClass = item.phiClass as PhiClass;
    classes.set(phiClass, [...(classes.get(phiClass) ?? []), item]);
  }
  return {
    images: released.length,
    leaked: leaked.length,
    rate: released.length === 0 ? null : leaked.length / released.length,
    wilson95: wilson95(leaked.length, released.length),
    grades: GRADES.map((grade) => gradeLeak(grade, leaked, released.length)),
    seenBy: { ink: seenBy(items, 'ink'), reader: seenBy(items, 'reader') },
    residualCharacters: released.reduce((sum, file) => sum + file.leak.residualCharacters, 0),
    legibleCharacters: released.reduce((sum, file) => sum + legibleIn(file), 0),
    items: items.length,
    uncovered: items.filter((item) => coverageOf(item) < WHOLE).length,
    worstCoverage: items.length === 0 ? null : smallest(items.map(coverageOf)),
    byClass: [...classes]
      .map(([phiClass, list]) => classLeak(phiClass, list))
      .sort((a, b) => (a.phiClass < b.phiClass ? -1 : 1)),
    quarantined: files.filter((file) => file.status === 'quarantined').length,
    failed: files.filter((file) => file.status === 'failed').length,
    leakedFiles: leaked.map((file) => file.Filename),
  };
}
