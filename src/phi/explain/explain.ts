import type { HeaderValue } from '../../base/types';
import { cellsOf } from '../../page/cells';
import type { PageLayout, PageWord } from '../../page/layout';
import { readLabels } from '../find-labels';
import type { FoundLabel } from '../finder';
import { featuresOf, kindOf, type Kind, type Place } from './features';
import { isPatientData, isSure, surroundingsOf } from './surroundings';
import { type Draft, type DraftContext, draftCell } from './draft';
import { isMarker } from './markers';
import { type Reason, type RuleName, reasonOf } from './reason';
import { scaleWords } from './scales';
import { probability, STAYS } from './score';

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
function draftsOf(layout: PageLayout, context: ExplainContext) {
  const evidence = (word: PageWord) => context.evidence.some(({ start, end }) => start < word.end && word.start < end);
  const known = fixedRules(layout, context, evidence);
  const drafts = layout.cells.map((cell) => {
    const words = cell.words.map((index) => layout.words[index]);
    return draftCell(words, evidence, draftContext(context)).map((draft, at): Draft => {
      const rule = known.get(cell.words[at]);
      if (rule === 'value') return { ...draft, rule: undefined, isEvidence: true, threat: true };
      return rule === undefined ? draft : { ...draft, rule, threat: false };
    });
  });
  const fixed = [...known].filter(([, rule]) => rule !== 'value').map(([index]) => index);
  return { drafts, fixed: new Set(fixed) };
}

/** Every word of a page in its place; those of `fixed` rules have their reason already. */
export function placesOf(layout: PageLayout, context: ExplainContext): readonly (Place & { readonly word: number; readonly kind: Kind; readonly isFixed: boolean })[] {
  const { drafts, fixed } = draftsOf(layout, context);
  const all = drafts.flat();
  const rest = all.filter((draft) => !isPatientData(draft));
  const page = { hasEvidence: rest.length < all.length, explained: rest.filter(isSure).length / Math.max(1, rest.length) };
  return layout.cells.flatMap((cell, index) => {
    const around = surroundingsOf(index, layout, drafts);
    return cell.words.map((word, at) => ({
      draft: drafts[index][at], at, cell: drafts[index], around, score: layout.words[word].score, page, word, kind: kindOf(drafts[index][at]), isFixed: fixed.has(word),
    }));
  });
}

export function explainWords(layout: PageLayout, context: ExplainContext): readonly (Reason | undefined)[] {
  const reasons: (Reason | undefined)[] = layout.words.map(() => undefined);
  for (const place of placesOf(layout, context)) {
    const { draft, word, isFixed, kind } = place;
    if (isFixed) { reasons[word] = reasonOf(draft.rule!); continue; }
    if (draft.isEvidence || draft.isPersonal) continue;
    const score = 1 - probability(kind, featuresOf(place));
    if (score >= STAYS) reasons[word] = { rule: draft.rule ?? 'surroundings', score };
  }
  return reasons;
}

/** Rules that look at more than the cell: labels, scales, markers, the user's list. */
function fixedRules(
  layout: PageLayout,
  { allow = [] }: ExplainContext,
  evidence: (word: PageWord) => boolean,
): ReadonlyMap<number, RuleName | 'value'> {
  const { words, page, cells } = layout;
  const allowed = new Set(allow.map((entry) => entry.toLowerCase()));
  const { labels } = readLabels(cellsOf(page), page.text);
  const scale = scaleWords(layout);
  const rules = new Map<number, RuleName | 'value'>();
  words.forEach((word, index) => {
    if (evidence(word)) return;
    const cell = cells[word.cell].words;
    const cellText = page.text.slice(words[cell[0]].start, words[cell.at(-1)!].end).toLowerCase();
    const label = labels.find(({ start, end }) => word.start >= start && word.end <= end);
    if (allowed.has(word.text.toLowerCase()) || allowed.has(cellText)) rules.set(index, 'allow-list');
    else if (label && !TITLE.test(word.text))
      rules.set(index, label.phiClass === 'keep' ? 'label' : 'label-of-patient-data');
    else if (isLabelled(word, layout, labels)) rules.set(index, 'value');
    else if (scale.has(index)) rules.set(index, 'scale');
    else if (isMarker(index, layout)) rules.set(index, 'laterality');
  });
  return rules;
}

/** Labels of these classes have no numbers for values: `ref. 240`, `DR: 65`. */
const WORDED: ReadonlySet<string> = new Set(['name', 'physician']);

/** Behind a label of patient data in its cell, up to the next label: a value, whether a finder took it for one or not. */
function isLabelled(word: PageWord, { words, cells }: PageLayout, labels: readonly FoundLabel[]): boolean {
  const inCell = cells[word.cell].words.map((index) => words[index]);
  const last = labels.filter((label) => label.end <= word.start && inCell[0].start <= label.start).at(-1);
  if (last === undefined || last.phiClass === 'keep') return false;
  return !WORDED.has(last.phiClass) || /\p{L}/u.test(word.text);
}

/** Without a separator behind it part of a name: `DR Owen Stone`. */
const TITLE = /^(?:dr|md|prof|doctor|mr|mrs|ms|sir)\.?$/i;

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

export type { Reason } from './reason';
