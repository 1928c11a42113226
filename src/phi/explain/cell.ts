import type { Character } from '../../base/types';
import { type Draft, type DraftContext, draftWord, isPatientData, isSure, isUnknown } from './draft';
import { type Form, isAgeUnit, isSexLetter, isVersion, OLDEST, takesThousands } from './forms';
import type { RuleName } from './reason';
import { isPlainTerm } from './vocabulary';

interface WordInCell {
  readonly text: string;
  readonly characters: readonly Character[];
  readonly isEvidence: boolean;
}

/** The words of one cell, each with the rule that would let it stay. */
export function draftCell(words: readonly WordInCell[], context: DraftContext): readonly Draft[] {
  const drafts = words.map(({ text, isEvidence, characters }) => draftWord(text, isEvidence, context, characters));
  drafts.forEach((draft, at) => {
    if (!isNameOrAge(draft, words[at].text, drafts[at + 1], words[at + 1]?.text)) return;
    const isWorded = draft.form !== 'number';
    for (const part of [at, at + 1]) drafts[part] = { ...drafts[part], rule: undefined, isEvidence: true, isWorded };
  });
  words.slice(1).forEach((next, at) => {
    if (!isBroken(words[at], next)) return;
    for (const part of [at, at + 1]) drafts[part] = { ...drafts[part], rule: 'vocabulary', isPersonal: false };
  });
  drafts.forEach((draft, at) => {
    if (isOpen(draft)) return;
    // `W = 400`: the mark between a label and its value belongs to the label.
    const isMarked = at > 1 && drafts[at - 1].form === 'mark';
    const [previous, next] = [drafts[isMarked ? at - 2 : at - 1], drafts[at + 1]];
    const label = isMarked ? `${words[at - 2].text}:` : words[at - 1]?.text;
    const rule = asUnit(draft, drafts[at - 1]) ?? asValue(draft, label, previous, next);
    if (rule !== undefined) drafts[at] = { ...draft, rule };
  });
  drafts.forEach((draft, at) => {
    const next = drafts[at + 1]?.form === 'mark' ? drafts[at + 2] : drafts[at + 1];
    if (!next || isOpen(next) || !isValue(next) || isPatientData(draft)) return;
    if (draft.form === 'letter') drafts[at] = { ...draft, rule: letterRule(draft.text, next) };
    else if (draft.rule === 'acronym' && draft.term?.isParameter && NO_AGE.has(next.form))
      drafts[at] = { ...draft, rule: 'vocabulary' };
  });
  return drafts;
}

/** `PROF ILE`, `Helic al`: a term that was read with a space in it. */
const isBroken = (one: WordInCell, other: WordInCell): boolean =>
  !one.isEvidence &&
  !other.isEvidence &&
  /^\p{L}{6,}$/u.test(one.text + other.text) &&
  !(isPlainTerm(one.text) && isPlainTerm(other.text)) &&
  isPlainTerm(one.text + other.text);

/** Patient data, or a word that nothing explains: it says nothing of its neighbours. */
const isOpen = (draft: Draft): boolean => isPatientData(draft) || isUnknown(draft);

/** Before a name, without a point. */
const TITLE = /^(?:dr|pr|dra|prof|dott|uzm|oa)$/i;

const INITIAL = /^\p{Lu}\.$/u;

/** `WHITE, KNEE`, `Dr Guillot`, `W. Bauch`, `54 lat` and `52 J.`: a surname and what follows its comma, a title and its name, a number and its years. */
const isNameOrAge = (draft: Draft, word: string, next: Draft | undefined, nextWord: string): boolean =>
  next !== undefined &&
  (((TITLE.test(draft.text) || INITIAL.test(word)) && /^\p{Lu}\p{L}+$/u.test(next.text) && !isSure(next)) ||
    (draft.rule === 'name-like-term' && word.endsWith(',') && /^\p{L}/u.test(next.text)) ||
    (draft.form === 'number' && Number(draft.text) <= OLDEST && YEARS.test(nextWord) && isAgeUnit(next.text)));

/** Of one letter only with a point: `52 J.` */
const YEARS = /^\p{L}(?:\p{L}|\.)/u;

/**
 * What is left of a name or a place. Beside its words in the cell nothing stays but what is an annotation by itself, and between two of
 * them nothing at all (`Cabinet Dr Guillot`, `Rotonda Pirrello 965`). Where as many words of the cell are patient data or unknown as are
 * annotations, plain words are part of it, too (`Diagnostico por Imagen Irizarry`).
 */
export function spreadEvidence(drafts: readonly Draft[]): readonly Draft[] {
  const spread = [...drafts];
  const isWorded = (at: number): boolean => spread[at]?.isWorded === true;
  const isNamed = (at: number): boolean => isWorded(at) || spread[at]?.isNameLike === true;
  // `B1 / A. Girard`: a mark parts them no more than a space does.
  const beside = (at: number, step: number): number =>
    spread[at + step]?.form === 'mark' ? beside(at + step, step) : at + step;
  const take = (at: number): void => {
    const draft = spread[at];
    const [before, behind] = [beside(at, -1), beside(at, 1)];
    if (draft.isEvidence || draft.isFixed || draft.hasColon || !(isNamed(before) || isNamed(behind))) return;
    const holds = isSure(draft) && !(isOutnumbered && draft.rule === 'vocabulary');
    if (holds && !(isNamed(before) && isNamed(behind))) return;
    const isTaken = isWorded(before) || isWorded(behind);
    spread[at] = {
      ...draft,
      rule: undefined,
      ...(isTaken ? { isEvidence: true, isWorded: true } : { isNameLike: true }),
    };
  };
  const against = drafts.filter((draft) => isPatientData(draft) || isUnknown(draft));
  const isOutnumbered = against.length >= drafts.filter(isSure).length;
  spread.forEach((_, at) => {
    take(at);
  });
  for (let at = spread.length - 1; at >= 0; at--) take(at);
  return spread;
}

/** Forms of values that are neither an age nor an identifier: `MI 0.7` is a parameter, `MI 57` may be initials and an age. */
const NO_AGE: ReadonlySet<Form> = new Set(['decimal', 'measure', 'setting']);

/** A place along an axis of the patient (PS3.3 C.7.6.2.1.1): `L12.4`, `H-30.5`. */
const PLACE = /^[LRAPHFIS][+-]?\d{1,3}[.,]\d{1,2}$/;

/** A number of few digits, alone or with its unit. */
const isValue = ({ form, text }: Draft): boolean =>
  form === 'decimal' ||
  (form === 'setting' && PLACE.test(text)) ||
  form === 'ratio' ||
  form === 'time' ||
  form === 'compound' ||
  form === 'measure' ||
  form === 'number';

/** A unit behind a number. Counts of years, months, weeks and days are no units. */
function asUnit(draft: Draft, previous: Draft | undefined): RuleName | undefined {
  const isUnit = draft.term?.isUnit === true && ['word', 'code', 'letter', 'mark'].includes(draft.form);
  const isOfAge = previous?.form === 'number' && Number(previous.text) <= OLDEST && isAgeUnit(draft.text);
  return isUnit && previous && isValue(previous) && !isSexLetter(draft.text) && !isOfAge ? 'unit' : undefined;
}

/** Words in front of the number of a release. */
const SOFTWARE = /^(?:soft\p{L}*|ver\p{L}*|sw|rel\p{L}*|rev\p{L}*|build|firmware)$/iu;

function asValue(
  draft: Draft,
  before: string | undefined,
  previous: Draft | undefined,
  next: Draft | undefined,
): RuleName | undefined {
  if (!isValue(draft) && draft.rule !== 'release') return undefined;
  if (next && !isOpen(next) && asUnit(next, draft) === 'unit') return 'number-with-unit';
  if (!previous || isOpen(previous) || previous.rule === undefined) return undefined;
  if (draft.rule === 'release' && previous.term && (!isVersion(draft.text) || SOFTWARE.test(previous.text)))
    return 'labelled-parameter';
  if (previous.form === 'letter') return letterRule(previous.text, draft);
  if (draft.form === 'time' && isPlainTerm(previous.text)) return 'labelled-parameter';
  if (draft.form === 'number' && !takesThousands(previous.text, draft.text)) return undefined;
  if (previous.term?.isParameter || previous.term?.isUnit || (previous.term && /[:=#]$/.test(before ?? '')))
    return 'labelled-parameter';
  return undefined;
}

/** `C 50`, `Z 0.80`; `M 57` may be a sex and an age, `W 1500` is the width of a window. */
function letterRule(letter: string, value: Draft): RuleName {
  if (value.form === 'number' && Number(value.text) <= OLDEST && isSexLetter(letter)) return 'code-block';
  if (value.form === 'number' && !takesThousands(letter, value.text)) return 'code-block';
  return letter === 'W' && value.form === 'number' ? 'labelled-parameter' : 'single-letter-parameter';
}
