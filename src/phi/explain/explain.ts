import type { Character, HeaderValue, Page, PhiClass } from '../../base/types';
import { cellsOf } from '../../page/cells';
import type { PageCell, PageLayout, PageWord } from '../../page/layout';
import { readLabels } from '../find-labels';
import type { FoundLabel } from '../finder';
import { readValue } from '../values';
import { draftCell, spreadEvidence } from './cell';
import { type Draft, type DraftContext, isPatientData, isSure, isUnknown } from './draft';
import { encodeWord } from './encode';
import type { PageFacts, PlacedDraft } from './features';
import { isMarker } from './markers';
import { type Reason, type RuleName, reasonOf } from './reason';
import { scaleWords } from './scales';
import { scoredReason } from './score';
import { unlistedLabels } from './unlisted-label';
import type { WordNetwork } from './word-network';

/** A stretch of `Page.text` that is patient data. */
export interface Evidence {
  readonly start: number;
  readonly end: number;
  readonly phiClass?: PhiClass;
}

/** Classes whose values are words: finders find the surest of them. */
const WORDED_CLASSES: ReadonlySet<PhiClass> = new Set(['name', 'physician', 'institution', 'address']);

/** What explaining may know beside the page. Belongs to one file. */
export interface ExplainContext {
  /** Stretches of `Page.text` claimed as patient data: they beat every reason to stay. */
  readonly evidence: readonly Evidence[];
  /** Maker and model are known from it, and which words are patient data. Empty when the header must not be used. */
  readonly header?: readonly HeaderValue[];
  /** The user's allow-list; whole cells or single words, case ignored. */
  readonly allow?: readonly string[];
}

/**
 * For every word of a page the reason for it to stay, `undefined` where there is none. Parallel to `layout.words`. Knows nothing but its
 * arguments.
 */
export async function explainWords(
  layout: PageLayout,
  context: ExplainContext,
  network: WordNetwork,
): Promise<readonly (Reason | undefined)[]> {
  const reasons: (Reason | undefined)[] = layout.words.map(() => undefined);
  const drafts: Draft[] = [];
  const places = placesOf(layout, context);
  const chances = await network.chances(places.map((place) => encodeWord(place, layout)));
  for (const [index, place] of places.entries()) {
    const { draft, word, isFixed } = place;
    drafts[word] = draft;
    if (isFixed && draft.rule !== undefined) reasons[word] = reasonOf(draft.rule);
    else if (!isPatientData(draft)) reasons[word] = scoredReason(place, chances[index]);
  }
  const unlisted = unlistedLabels(layout, drafts);
  return reasons.map((reason, word) => {
    if (isStretched(layout.words[word])) return undefined;
    return unlisted.has(word) ? (reason ?? reasonOf('unlisted-label')) : reason;
  });
}

/** So many times as wide as high the letters of a word are never on average; those of `mm` are. */
const WIDEST = 1.3;

/** Whether a word holds too few letters for its length: read upside down, or only in part. */
const isStretched = ({ text, reading }: PageWord): boolean =>
  /.{3}/u.test(text) && reading.right - reading.left > WIDEST * (reading.bottom - reading.top) * text.length;

/** Every word of a page with what its reason is scored by, cell by cell. */
export function placesOf(layout: PageLayout, context: ExplainContext): readonly PlacedDraft[] {
  const fixed = fixedRules(layout, context);
  const known = draftContext(context);
  const drafts = layout.cells.map((cell) => draftsOf(cell, layout, context, fixed, known));
  const page = pageFacts(drafts.flat());
  return layout.cells.flatMap((cell, index) =>
    cell.words.map((word, at): PlacedDraft => {
      const draft = drafts[index][at];
      const isFixed = fixed.has(word) && fixed.get(word) !== 'value';
      return { draft, score: layout.words[word].score, page, word, isFixed };
    }),
  );
}

function draftsOf(
  { words: own }: PageCell,
  { words, page }: PageLayout,
  context: ExplainContext,
  fixed: ReadonlyMap<number, RuleName | 'value'>,
  known: DraftContext,
): readonly Draft[] {
  const claimed = own.map((index) => evidenceIn(words[index], context));
  const drafts = draftCell(
    own.map((index, at) => ({
      text: words[index].text,
      characters: charactersOf(words[index], page),
      isEvidence: claimed[at] !== undefined,
    })),
    known,
  ).map((draft, at): Draft => {
    const rule = fixed.get(own[at]);
    if (rule === 'value') return { ...draft, rule: undefined, isEvidence: true };
    if (rule !== undefined) return { ...draft, rule, isFixed: true };
    const phiClass = claimed[at]?.phiClass ?? draft.phiClass;
    const isWorded = draft.isPersonal || WORDED_CLASSES.has(phiClass ?? 'other');
    if (isWorded) return { ...draft, phiClass, isWorded };
    if (phiClass) return { ...draft, phiClass };
    return isName(draft) ? { ...draft, isNameLike: true } : draft;
  });
  return spreadEvidence(drafts);
}

function charactersOf({ line, start, end }: PageWord, { lines }: Page): readonly Character[] {
  const own = lines[line];
  return own.line.characters.slice(start - own.start, end - own.start);
}

/** A word with a capital that nobody knows may be one. */
const isName = (draft: Draft): boolean =>
  isUnknown(draft) && draft.form === 'word' && /^\p{Lu}\p{L}{3,}$/u.test(draft.text);

const evidenceIn = (word: PageWord, { evidence }: ExplainContext): Evidence | undefined =>
  evidence.find(({ start, end }) => start < word.end && word.start < end);

function pageFacts(drafts: readonly Draft[]): PageFacts {
  const rest = drafts.filter((draft) => !isPatientData(draft));
  const texts = drafts.map(({ text }) => text.toLowerCase());
  const last = new Map(texts.map((text, at) => [text, at]));
  return {
    hasEvidence: rest.length < drafts.length,
    explainedWords: rest.filter(isSure).length,
    foundWords: new Set(
      drafts.flatMap((draft) => (isPatientData(draft) && draft.text.length > 1 ? [draft.text.toLowerCase()] : [])),
    ),
    repeated: new Set(texts.filter((text, at) => last.get(text) !== at)),
  };
}

/** Rules that look at more than the cell: labels, scales, markers, the user's list. */
function fixedRules(layout: PageLayout, context: ExplainContext): ReadonlyMap<number, RuleName | 'value'> {
  const { allow = [] } = context;
  const { words, page, cells } = layout;
  const allowed = new Set(allow.map((entry) => entry.toLowerCase()));
  const { labels } = readLabels(cellsOf(page), page.text);
  const scale = scaleWords(layout);
  const rules = new Map<number, RuleName | 'value'>();
  words.forEach((word, index) => {
    if (evidenceIn(word, context)) return;
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
  if (WHOLE.has(last.phiClass) && readValue(last.phiClass, textBehind(last, inCell), false).length === 0) return false;
  return !WORDED.has(last.phiClass) || /\p{L}/u.test(word.text);
}

/** Classes whose values are all that stands behind the label. */
const WHOLE: ReadonlySet<string> = new Set(['institution', 'address', 'other']);

const textBehind = ({ end }: FoundLabel, inCell: readonly PageWord[]): string =>
  inCell
    .filter(({ start }) => start >= end)
    .map(({ text }) => text)
    .join(' ');

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

const plain = (value: string): string => value.toLowerCase().replace(/[^\p{L}\d]/gu, '');

function draftContext({ header = [] }: ExplainContext): DraftContext {
  const makers = new Set(header.filter(({ keyword }) => keyword === 'Manufacturer').map(({ value }) => plain(value)));
  const wordsOf = (test: (value: HeaderValue) => boolean, word: RegExp) =>
    header.filter(test).flatMap(({ value }) => value.toLowerCase().match(word) ?? []);
  const identity = new Set([
    // `DR` is a title there and a dynamic range elsewhere.
    ...wordsOf(({ vr }) => vr === 'PN', /[\p{L}\d]{2,}/gu).filter((word) => !TITLE.test(word)),
    // A maker's own pictures name the maker for the place, too; two letters of a place are a title or a street's.
    ...wordsOf(({ keyword, value }) => IDENTITY.has(keyword) && !makers.has(plain(value)), /[\p{L}\d]{3,}/gu),
  ]);
  return {
    identity,
    device: new Set(
      wordsOf(({ keyword }) => DEVICE.has(keyword), /[\p{L}\d]{2,}/gu).filter((word) => !identity.has(word)),
    ),
  };
}

export type { Reason } from './reason';
