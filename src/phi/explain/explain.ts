import type { HeaderValue } from '../../base/types';
import { cellsOf } from '../../page/cells';
import type { PageCell, PageLayout, PageWord } from '../../page/layout';
import { readLabels } from '../find-labels';
import { type Draft, type DraftContext, draftCell } from './draft';
import { isSexLetter } from './forms';
import { isMarker } from './markers';
import { type Reason, RULES, type RuleName, reasonOf } from './reason';
import { scaleWords } from './scales';

/** What explaining may know beside the page. Belongs to one file. */
export interface ExplainContext {
  /** Stretches of `Page.text` claimed as patient data: they beat every reason to stay. */
  readonly evidence: readonly { readonly start: number; readonly end: number }[];
  /** Maker and model are known from it, and which words are patient data. Empty when the header must not be used. */
  readonly header?: readonly HeaderValue[];
  /** The user's allow-list; whole cells or single words, case ignored. */
  readonly allow?: readonly string[];
  readonly modality?: string;
}

/**
 * For every word of a page the reason for it to stay, `undefined` where there is none. Parallel to `layout.words`. Pure: knows nothing but
 * its arguments.
 */
export function explainWords(layout: PageLayout, context: ExplainContext): readonly (Reason | undefined)[] {
  const evidence = (word: PageWord) => context.evidence.some(({ start, end }) => start < word.end && word.start < end);
  const known = fixedRules(layout, context, evidence);
  const drafts = layout.cells.map((cell) => {
    const words = cell.words.map((index) => layout.words[index]);
    return draftCell(words, evidence, draftContext(context)).map((draft, at): Draft => {
      const rule = known.get(cell.words[at]);
      return rule === undefined ? draft : { ...draft, rule, threat: false };
    });
  });
  const reasons: (Reason | undefined)[] = layout.words.map(() => undefined);
  layout.cells.forEach((cell, index) => {
    const company = companyOf(index, layout, drafts);
    drafts[index].forEach((draft, at) => {
      const { rule } = draft;
      if (rule !== undefined && !draft.threat && holds(draft, rule, at, drafts[index], company)) {
        reasons[cell.words[at]] = reasonOf(rule);
      }
    });
  });
  return reasons;
}

/** Rules that look at more than the cell: labels, scales, markers, the user's list. */
function fixedRules(
  layout: PageLayout,
  { allow = [] }: ExplainContext,
  evidence: (word: PageWord) => boolean,
): ReadonlyMap<number, RuleName> {
  const { words, page, cells } = layout;
  const allowed = new Set(allow.map((entry) => entry.toLowerCase()));
  const { labels } = readLabels(cellsOf(page), page.text);
  const scale = scaleWords(layout);
  const rules = new Map<number, RuleName>();
  words.forEach((word, index) => {
    if (evidence(word)) return;
    const cell = cells[word.cell].words;
    const cellText = page.text.slice(words[cell[0]].start, words[cell.at(-1)!].end).toLowerCase();
    const label = labels.find(({ start, end }) => word.start >= start && word.end <= end);
    if (allowed.has(word.text.toLowerCase()) || allowed.has(cellText)) rules.set(index, 'allow-list');
    else if (label) rules.set(index, label.phiClass === 'keep' ? 'label' : 'label-of-patient-data');
    else if (scale.has(index)) rules.set(index, 'scale');
    else if (isMarker(index, layout)) rules.set(index, 'laterality');
  });
  return rules;
}

const DEVICE: ReadonlySet<string> = new Set(['Manufacturer', 'ManufacturerModelName']);
const IDENTITY: ReadonlySet<string> = new Set([
  'InstitutionName',
  'PatientID',
  'AccessionNumber',
  'StationName',
  'InstitutionalDepartmentName',
]);

function draftContext({ header = [] }: ExplainContext): DraftContext {
  const wordsOf = (test: (value: HeaderValue) => boolean) =>
    header.filter(test).flatMap(({ value }) => value.toLowerCase().match(/[\p{L}\d]{2,}/gu) ?? []);
  const identity = new Set(wordsOf(({ keyword, vr }) => vr === 'PN' || IDENTITY.has(keyword)));
  return {
    identity,
    device: new Set(wordsOf(({ keyword }) => DEVICE.has(keyword)).filter((word) => !identity.has(word))),
  };
}

/** What stands beside a cell. */
interface Company {
  /** Neighbours with an annotation that holds by itself. */
  readonly support: number;
  /** Neighbours with patient data or with what nothing explains. */
  readonly threats: number;
}

const BESIDE_IN_HEIGHTS = 6;
const UNDER_IN_HEIGHTS = 2.2;

function companyOf(index: number, { cells }: PageLayout, drafts: readonly (readonly Draft[])[]): Company {
  const near = cells.flatMap((other, at) => (at !== index && isNeighbour(cells[index], other) ? [drafts[at]] : []));
  return {
    support: near.filter((words) => (words.some(isSure) || words.every(isDecimal)) && !words.some(({ threat }) => threat)).length,
    threats: near.filter((words) => words.some(({ threat }) => threat) || isLongNumber(words)).length,
  };
}

function isNeighbour(a: PageCell, b: PageCell): boolean {
  if (a.rotation !== b.rotation) return false;
  const height = Math.max(a.height, b.height);
  const gaps = (low: 'left' | 'top', high: 'right' | 'bottom') =>
    Math.max(b.reading[low] - a.reading[high], a.reading[low] - b.reading[high]);
  const [across, down] = [gaps('left', 'right'), gaps('top', 'bottom')];
  return (across < 0 && down < UNDER_IN_HEIGHTS * height) || (down < 0 && across < BESIDE_IN_HEIGHTS * height);
}

/** Alone in its cell and of three digits and more: maybe an identifier. */
const isLongNumber = ([{ form, text, rule }, ...rest]: readonly Draft[]): boolean =>
  rest.length === 0 && form === 'number' && rule === 'number' && /\d{3}/.test(text);

const isDecimal = ({ form }: Draft): boolean => form === 'decimal';

/** Labels of patient data are no annotation that others could lean on. */
const isSure = ({ rule }: Draft): boolean =>
  rule !== undefined && RULES[rule] === 'sure' && rule !== 'label-of-patient-data';

function holds(draft: Draft, rule: RuleName, at: number, cell: readonly Draft[], company: Company): boolean {
  const threats = cell.filter(({ threat }) => threat).length;
  const sure = cell.filter(isSure).length;
  if (RULES[rule] === 'sure') return rule !== 'vocabulary' || threats === 0 || sure > threats;
  if (threats > 0) return false;
  const isAlone = company.threats > 0 && company.support === 0;
  if (RULES[rule] === 'likely') return sure > 0 || (rule === 'common-word' ? company.threats === 0 : !isAlone);
  return isAmid(draft, rule, at, cell, company, sure);
}

/** Three and more codes in a row (`R3 A2 P16`), one of a letter and a digit alone (`M3`), or one beside a letter and its number. */
const isCodes = (cell: readonly Draft[]): boolean =>
  (cell.length > 2 && cell.every(({ form }) => form === 'code' || form === 'setting')) ||
  (cell.length === 1 && /^\p{L}\d$/u.test(cell[0].text)) ||
  cell.some(({ rule }) => rule === 'single-letter-parameter');

/** Whether enough that is sure stands around what is merely possible. */
function isAmid(
  draft: Draft,
  rule: RuleName,
  at: number,
  cell: readonly Draft[],
  { support, threats }: Company,
  sure: number,
): boolean {
  const isSex = draft.form === 'letter' && isSexLetter(draft.text);
  const isDoubtful = rule === 'number' || isSex || rule === 'code-block' || rule === 'name-like-term';
  if (rule === 'mark') return cell.length === 1 ? threats === 0 : sure > 0;
  if ((!isDoubtful || rule === 'name-like-term') && sure > 0) return true;
  if (rule === 'acronym' && cell.filter((other) => other.rule === 'acronym').length > 1 && threats === 0) return true;
  if (rule === 'code-block' && isCodes(cell) && threats === 0) return true;
  if (rule === 'ratio' && cell.length === 1 && /^(\d+)\/\1$/.test(draft.text)) return true;
  if (rule === 'number' && /^\d$/.test(draft.text) && at > 0 && isSure(cell[at - 1])) return true;
  if (isSex && at > 1 && isSure(cell[at - 1]) && isSure(cell[at - 2])) return true;
  if (rule === 'code-block' && sure > 0 && !/^\d{1,3}[MFYWD]/i.test(draft.text)) return true;
  return threats === 0 && support >= (isDoubtful ? 2 : 1);
}

export type { Reason } from './reason';
