import { findDates } from './dates';
import type { FinderInput, Finding } from './finder';
import { isTechnique, isTechniqueWord } from './technique';
import type { Cell, Word } from './words';

const NAME_WORD = /^\p{Lu}[\p{L}'’.-]*,?$/u;
const TITLE = /^(?:dr|drs|prof|mr|mrs|ms|miss|herr|frau|mme|mlle|sr|sra|dott)\.?$/i;
const SEX_LETTER = /^[MFO]$/;

/** Names without a label: behind a date, before a sex letter, behind a title, `LAST, FIRST`. */
export function findByNames(input: FinderInput): readonly Finding[] {
  return input.cells.flatMap((cell) => namesOf(cell, input));
}

function namesOf(cell: Cell, input: FinderInput): Finding[] {
  const inLabel = (word: Word) => input.labels.some((label) => word.start < label.end && word.end > label.start);
  const dates = findDates(cell.text);
  const inDate = (word: Word) =>
    dates.some((date) => word.start < cell.start + date.end && word.end > cell.start + date.start);
  const found: Finding[] = [];
  let run: Word[] = [];
  const words = cell.words;
  const flush = (next: Word | undefined) => {
    found.push(...judge(run, words[words.indexOf(run[0]) - 1], next, inDate));
    run = [];
  };
  for (const word of words) {
    if (NAME_WORD.test(word.text) && !inLabel(word) && !inDate(word)) run.push(word);
    else flush(word);
  }
  flush(undefined);
  return found;
}

function judge(
  run: readonly Word[],
  before: Word | undefined,
  after: Word | undefined,
  inDate: (word: Word) => boolean,
): Finding[] {
  if (run.length === 0) return [];
  const last = run.at(-1)!;
  const sex = run.length > 1 && SEX_LETTER.test(last.text) ? last : undefined;
  const name = sex ? run.slice(0, -1) : run;
  const whole = name.filter((word) => word.text.replace(/\P{L}/gu, '').length >= 2);
  if (whole.length === 0) return [];
  const span = { start: name[0].start, end: name.at(-1)!.end };
  const dated = before !== undefined && inDate(before);
  const known = whole.every((word) => isTechniqueWord(word.text) || isTechnique(word.text));
  if (dated && (!known || sex)) {
    const sexFinding: Finding[] = sex ? [{ start: sex.start, end: sex.end, phiClass: 'sex', score: 0.85 }] : [];
    return [{ ...span, phiClass: 'name', score: 0.85 }, ...sexFinding];
  }
  if (before && TITLE.test(before.text) && !known) return [{ ...span, phiClass: 'name', score: 0.8 }];
  if (known || whole.some((word) => isTechniqueWord(word.text))) return [];
  if (sex && whole.length >= 2) {
    return [
      { ...span, phiClass: 'name', score: 0.8 },
      { start: sex.start, end: sex.end, phiClass: 'sex', score: 0.8 },
    ];
  }
  const comma = name.length >= 2 && name[0].text.endsWith(',');
  return comma || (whole.length >= 2 && whole.length <= 3 && after === undefined && before === undefined)
    ? [{ ...span, phiClass: 'name', score: comma ? 0.75 : 0.6 }]
    : [];
}
