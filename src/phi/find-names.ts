import type { Cell } from '../page/cells';
import { findDates } from './dates';
import type { FinderInput, Finding } from './finder';
import { isKnownName } from './lexicon';
import { nameScore, type Token } from './name-score';
import { personalNeighbours } from './nearness';
import { isTechnique } from './technique';

const NAME_WORD = /^[(^~,]?\p{Lu}(?:[\p{L}'’.\-^~]{0,40}(?:,\p{Lu}[\p{L}'’.-]{1,30})?)[,.)]?$/u;
const PARTICLE = /^(?:von|van|der|den|de|la|le|du|da|dos|di|del|della|bin|ibn|al|el|ter|ten|zu|af)$/i;
const TITLE = /^(?:dr|drs|prof|mr|mrs|ms|miss|herr|frau|mme|mlle|sra|dott|dra)\.?$/i;
const SEX_LETTER = /^\(?[MFO]\)?$/;
/** What follows a name in the head line of a picture: an age, a sex, a date, a long number. */
const PERSONAL_AFTER =
  /^\(?(?:\d{1,3}\s?[YyMJ]\b|\d{2,3}\)|[A-Z]{0,4}[-#]?\d{6,}|[MF]\s?[/,]?\s?\d{2,3}\s?[Yy]?\b|[MF]\))/;

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
 * Also sex letters that stand alone.
 */
export function findByNames(input: FinderInput): readonly Finding[] {
  const neighbours = personalNeighbours(input);
  return input.cells.flatMap((cell) => [
    ...(neighbours.has(cell) ? loneSex(cell) : []),
    ...segmentsOf(cell, input).flatMap((segment) =>
      runsOf(segment).flatMap((run) => judge(run, segment, neighbours.has(cell))),
    ),
  ]);
}

/** `F`, `[M]` in a cell of its own among personal data: a sex. Elsewhere it is the side of the feet or a marker. */
function loneSex({ start, text }: Cell): Finding[] {
  const at = /^[([]?[MF][)\]]?$/.test(text) ? start + text.search(/[MF]/) : undefined;
  return at === undefined ? [] : [{ start: at, end: at + 1, phiClass: 'sex', score: 0.6 }];
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
  readonly first: boolean;
  readonly last: boolean;
  /** Text of the segment behind the run. */
  readonly rest: string;
}

function runsOf(segment: Segment): Run[] {
  const all = [...segment.text.matchAll(/\S+/g)].map(({ 0: text, index }): Token => {
    const start = segment.start + index;
    return { text, start, end: start + text.length };
  });
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
      // Behind a word with a colon it begins, too: a label that was read too badly to be known.
      first: from === 0 || all[from - 1].text.endsWith(':'),
      last: to === all.length,
      rest: all[to] ? segment.text.slice(all[to].start - segment.start) : '',
    });
    from = to;
  }
  return runs;
}

function belongs(tokens: readonly Token[], index: number, from: number): boolean {
  const { text } = tokens[index];
  if (TITLE.test(text) && index === from) return false;
  if (NAME_WORD.test(text)) {
    return index === from || !isPlainTechnique(text) || SEX_LETTER.test(text);
  }
  if (!PARTICLE.test(text)) return false;
  // `van der Berg`: particles lead to a word of the name.
  const next = tokens.slice(index + 1).find((token) => !PARTICLE.test(token.text))?.text;
  return next !== undefined && NAME_WORD.test(next);
}

/** Technique and no name. */
const isPlainTechnique = (text: string): boolean => isTechnique(text) && !isKnownName(text);

function judge(run: Run, segment: Segment, near: boolean): Finding[] {
  const { sex, name } = splitSex(run);
  const words = name.filter((token) => token.text.replace(/\P{L}/gu, '').length >= 2 && !PARTICLE.test(token.text));
  if (words.length === 0 || name.length > 6) return [];
  const score = nameScore({
    tokens: name,
    words,
    behindTitle: run.before !== undefined && TITLE.test(run.before.text),
    behindDate: segment.afterDate && run.first,
    besidePersonal:
      PERSONAL_AFTER.test(run.rest) ||
      (segment.beforeDate && run.last) ||
      (run.before !== undefined && /^[A-Z]{0,4}[-#]?\d{6,}$/.test(run.before.text)),
    sex: sex !== undefined,
    alone: run.first && run.last && !segment.afterDate,
    near,
  });
  if (score === 0) return [];
  const spans: Finding[] = [{ start: name[0].start, end: name.at(-1)!.end, phiClass: 'name', score }];
  if (sex) spans.push({ start: sex.start, end: sex.end, phiClass: 'sex', score });
  return spans;
}

/** A last single `M` or `F` behind two words, or behind one that follows a date, is a sex, no initial. */
function splitSex({ tokens, last, rest }: Run): { sex: Token | undefined; name: readonly Token[] } {
  const end = tokens.at(-1)!;
  const isSex = tokens.length > 1 && SEX_LETTER.test(end.text) && (last || PERSONAL_AFTER.test(rest));
  return isSex ? { sex: end, name: tokens.slice(0, -1) } : { sex: undefined, name: tokens };
}
