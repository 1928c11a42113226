import { findDates } from './dates';
import type { FinderInput, Finding } from './finder';
import { isKnownName, wordFacts } from './lexicon';
import { personalNeighbours } from './nearness';
import { isTechnique, isTechniqueChain, isTechniqueWord } from './technique';
import type { Cell } from './words';

const NAME_WORD = /^\(?\p{Lu}(?:[\p{L}'’.\-^~]{0,40}(?:,\p{Lu}[\p{L}'’.-]{1,30})?|\p{L}{2,12}[015]\p{L}{1,12})[,.)]?$/u;
/** The header's way to write names; the caret is often read as a tilde. */
const CARETED = /\p{L}[\^~]\p{L}/u;
/** What is left of `Wyman,` and `Tapia,` when a recogniser sees a space before the end. */
const FRAGMENT = /^(?:\p{Ll}{1,4})?,$/u;
const PARTICLE = /^(?:von|van|der|den|de|la|le|du|da|dos|di|del|della|bin|ibn|al|el|ter|ten|zu|af)$/i;
const TITLE = /^(?:dr|drs|prof|mr|mrs|ms|miss|herr|frau|mme|mlle|sra|dott|dra)\.?$/i;
const GLUED_TITLE = /^(?:Dr|DR|Prof|PROF|Mr|Mrs|Ms)\.(?=\p{Lu}\p{L}{2})/u;
const SEX_LETTER = /^\(?[MFO]\)?$/;
/** What follows a name in the head line of a picture: an age, a sex, a date, a long number. */
const PERSONAL_AFTER = /^\(?(?:\d{1,3}\s?[YyMJ]\b|\d{2,3}\)|\d{6,}|[MF]\s?[/,]?\s?\d{2,3}\s?[Yy]?\b|[MF]\))/;

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A stretch of a cell between dates and labels. */
interface Segment {
  readonly text: string;
  readonly start: number;
  readonly afterDate: boolean;
  readonly beforeDate: boolean;
}

/**
 * Names without a label: behind or before a date, before a sex or an age, behind a title, `LAST, FIRST`, `LAST^FIRST`, and lines of
 * words that are names in a lexicon or no words at all. Names that are also words (`Rose Baker`, `Head`) need such a context.
 */
export function findByNames(input: FinderInput): readonly Finding[] {
  const neighbours = personalNeighbours(input);
  return input.cells.flatMap((cell) =>
    segmentsOf(cell, input).flatMap((segment) =>
      runsOf(segment).flatMap((run) => judge(run, segment, neighbours.has(cell))),
    ),
  );
}

function segmentsOf(cell: Cell, input: FinderInput): Segment[] {
  const dates = findDates(cell.text).map((date) => ({
    start: cell.start + date.start,
    end: cell.start + date.end,
    date: true,
  }));
  const labels = input.labels.map(({ start, end }) => ({ start, end, date: false }));
  const holes = [...dates, ...labels]
    .filter((hole) => hole.start < cell.end && hole.end > cell.start)
    .sort((a, b) => a.start - b.start);
  const segments: Segment[] = [];
  let from = cell.start;
  let afterDate = false;
  for (const hole of [...holes, { start: cell.end, end: cell.end, date: false }]) {
    if (hole.start > from) {
      const text = input.page.text.slice(from, hole.start);
      segments.push({ text, start: from, afterDate, beforeDate: hole.date });
    }
    from = Math.max(from, hole.end);
    afterDate = hole.date;
  }
  return segments;
}

interface Run {
  readonly tokens: readonly Token[];
  readonly before: Token | undefined;
  readonly after: Token | undefined;
  readonly first: boolean;
  readonly last: boolean;
  /** Text of the segment behind the run. */
  readonly rest: string;
}

function runsOf(segment: Segment): Run[] {
  const tokens = [...segment.text.matchAll(/\S+/g)].map((match) => splitTitle(match[0], segment.start + match.index));
  const all = tokens.flat();
  const runs: Run[] = [];
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && belongs(all, to, from)) to++;
    if (to === from) {
      from++;
      continue;
    }
    runs.push({
      tokens: all.slice(from, to),
      before: all[from - 1],
      after: all[to],
      // Behind a word with a colon it begins, too: a label that was read too badly to be known.
      first: from === 0 || all[from - 1].text.endsWith(':'),
      last: to === all.length,
      rest: all[to] ? segment.text.slice(all[to].start - segment.start) : '',
    });
    from = to;
  }
  return runs;
}

function splitTitle(text: string, start: number): Token[] {
  const title = GLUED_TITLE.exec(text)?.[0].length;
  const whole = { text, start, end: start + text.length };
  if (!title) return [whole];
  return [
    { text: text.slice(0, title), start, end: start + title },
    { text: text.slice(title), start: start + title, end: whole.end },
  ];
}

function belongs(tokens: readonly Token[], index: number, from: number): boolean {
  const { text } = tokens[index];
  if (TITLE.test(text) && index === from) return false;
  if (NAME_WORD.test(text)) return index === from || !isPlainTechnique(text) || SEX_LETTER.test(text);
  const next = tokens[index + 1]?.text;
  if (index > from && FRAGMENT.test(text)) return true;
  return PARTICLE.test(text) && next !== undefined && NAME_WORD.test(next) && next.length > 2;
}

/** Technique and no name. */
const isPlainTechnique = (text: string): boolean => (isTechnique(text) && !isKnownName(text)) || /^[LR]$/.test(text);

function judge(run: Run, segment: Segment, near: boolean): Finding[] {
  const { sex, name } = splitSex(run);
  const words = name.filter((token) => token.text.replace(/\P{L}/gu, '').length >= 2 && !PARTICLE.test(token.text));
  if (words.length === 0 || name.length > 6) return [];
  const score = scoreOf(words, { name, run, segment, sex: sex !== undefined, near });
  if (score === 0) return [];
  const spans: Finding[] = [{ start: name[0].start, end: name.at(-1)!.end, phiClass: 'name', score }];
  if (sex) spans.push({ start: sex.start, end: sex.end, phiClass: 'sex', score });
  return spans;
}

/** A last single `M` or `F` behind two words, or behind one that follows a date, is a sex, no initial. */
function splitSex(run: Run): { sex: Token | undefined; name: readonly Token[] } {
  const last = run.tokens.at(-1)!;
  const ends = run.last || PERSONAL_AFTER.test(run.rest);
  const sex = run.tokens.length > 1 && ends && SEX_LETTER.test(last.text) ? last : undefined;
  return { sex, name: sex ? run.tokens.slice(0, -1) : run.tokens };
}

interface Surroundings {
  readonly name: readonly Token[];
  readonly run: Run;
  readonly segment: Segment;
  readonly sex: boolean;
  /** The cell stands beside personal data. */
  readonly near: boolean;
}

/** How sure it is that the words are a name, 0 for not at all. */
function scoreOf(words: readonly Token[], { name, run, segment, sex, near }: Surroundings): number {
  const technique = words.filter((token) => isTechniqueWord(token.text)).length;
  const allTechnique =
    technique === words.length && !words.some((token) => isKnownName(token.text) && words.length > 1);
  if (name.some((token) => CARETED.test(token.text))) return 0.9;
  if (run.before && TITLE.test(run.before.text)) return allTechnique ? 0 : 0.8;
  if (segment.afterDate && run.first) return allTechnique && !sex ? 0 : 0.85;
  if (allTechnique || technique > words.length / 2) return 0;
  const comma = name.some(
    (token, index) =>
      /,\p{Lu}/u.test(token.text) || (index < name.length - 1 && token.text.endsWith(',') && words.length >= 2),
  );
  if (comma) return plausible(words) ? 0.8 : 0;
  if (words.length >= 2 && (sex || PERSONAL_AFTER.test(run.rest) || (segment.beforeDate && run.last))) {
    return plausible(words) ? 0.8 : 0.55;
  }
  if (!run.first || !run.last || segment.afterDate) return 0;
  return words.length === 1 ? singleScore(words[0].text, near) : aloneScore(words, technique, near);
}

/** At least one word is a name or no English word. */
const plausible = (words: readonly Token[]): boolean =>
  words.some((token) => isKnownName(token.text) || !wordFacts(token.text).english);

/** A word that has a cell for itself. */
function singleScore(word: string, near: boolean): number {
  const facts = wordFacts(word);
  const letters = word.replace(/\P{L}/gu, '').length;
  if (letters < 4 || facts.english || isTechniqueWord(word)) return 0;
  const halves = word.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  if (halves.length > 1) return halves.some((half) => isKnownName(half) && !wordFacts(half).english) ? 0.5 : 0;
  if (facts.firstName || facts.lastName) return 0.5;
  return near && letters >= 5 && !isTechniqueChain(word) ? 0.45 : 0;
}

/** Two to four words that have a cell for themselves. */
function aloneScore(words: readonly Token[], technique: number, near: boolean): number {
  if (words.length > 4) return 0;
  const facts = words.map((token) => wordFacts(token.text));
  const names = facts.filter((fact) => fact.firstName || fact.lastName || fact.proper).length;
  const strange = facts.filter((fact) => !fact.english && !fact.proper && !fact.firstName && !fact.lastName).length;
  const given = facts.some((fact) => fact.firstName || fact.lastName);
  const pure = facts.some((fact) => !fact.english);
  const rest = words.filter((token) => !isTechniqueWord(token.text));
  if (technique > 0)
    return (given || near) && rest.every((token) => isKnownName(token.text)) && (pure || near) ? 0.55 : 0;
  if (near && given) return 0.6;
  if (names === words.length) return given || near ? 0.7 : 0.5;
  return names + strange >= words.length || (given && pure) || (near && pure) ? 0.6 : 0;
}
