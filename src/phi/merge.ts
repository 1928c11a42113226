import type { PhiClass, PhiSpan } from '../base/types';
import type { FoundLabel } from './finder';
import { restoreSpaces } from './spelling';

/** Classes that share characters are one value; of two families each keeps its own part. */
const FAMILY: Readonly<Record<PhiClass, string>> = {
  name: 'words',
  physician: 'words',
  institution: 'words',
  address: 'words',
  other: 'words',
  date: 'date',
  'birth-date': 'date',
  time: 'time',
  age: 'age',
  sex: 'sex',
  id: 'code',
  accession: 'code',
  phone: 'code',
  email: 'net',
  url: 'net',
};

const BY_CLASS_JOINED: ReadonlySet<PhiClass> = new Set(['name', 'physician', 'institution', 'address']);
/** What may stand between two words of one value. */
const BETWEEN = /^(?:[ \u00a0]{0,2}[,^.\-'/&]?[ \u00a0]{0,2})$/;

/**
 * One span for each value: overlapping spans become one (the surer one says the class), words of one class that stand side by side
 * become one, spans never reach into a label, and white space and punctuation at the ends go. Sorted, without overlaps.
 */
export function mergeSpans(text: string, spans: readonly PhiSpan[], labels: readonly FoundLabel[]): readonly PhiSpan[] {
  const bySureness = [...spans].sort((a, b) => b.score - a.score || length(b) - length(a) || a.start - b.start);
  let kept: PhiSpan[] = [];
  for (const span of bySureness) kept = place(span, kept, text, labels);
  const ordered = kept.sort((a, b) => a.start - b.start);
  return joinNeighbours(ordered, text).map((span) => respelt(span, text));
}

const length = (span: PhiSpan): number => span.end - span.start;
const overlaps = (a: PhiSpan, b: { start: number; end: number }): boolean => a.start < b.end && b.start < a.end;
const pieces = (span: PhiSpan) => [{ start: span.start, end: span.end }, ...(span.rest ?? [])];

/** Adds a span to surer ones: joins one of its family, else takes what they leave. */
function place(span: PhiSpan, kept: readonly PhiSpan[], text: string, labels: readonly FoundLabel[]): PhiSpan[] {
  if (span.rest) {
    const parts = kept.filter((other) => touches(span, other));
    if (parts.length > 1 && parts.every((part) => isWithin(part, span)))
      return [...kept.filter((other) => !parts.includes(other)), span];
    return parts.length > 0 ? placePieces(span, kept, text, labels) : [...kept, span];
  }
  const outside = subtract(span, labels).flatMap((part) => trimmed(part, text));
  let result = [...kept];
  for (const part of outside) {
    const relative = result.find((other) => touches(part, other) && FAMILY[other.phiClass] === FAMILY[part.phiClass]);
    if (relative) {
      const grown = union(relative, part);
      result = result
        .filter((other) => other === relative || !swallows(grown, other))
        .map((other) => (other === relative ? grown : other));
    } else {
      const holes = result.flatMap(pieces);
      result.push(...subtract(part, holes).flatMap((rest) => trimmed(rest, text)));
    }
  }
  return result;
}

const swallows = (grown: PhiSpan, other: PhiSpan): boolean =>
  other.start >= grown.start && other.end <= grown.end && FAMILY[other.phiClass] === FAMILY[grown.phiClass];

/** A value in several pieces whose place is partly taken: each piece on its own. */
function placePieces(span: PhiSpan, kept: readonly PhiSpan[], text: string, labels: readonly FoundLabel[]): PhiSpan[] {
  let result = [...kept];
  for (const piece of pieces(span)) {
    const { rest, corrected, missing, ...alone } = span;
    result = place({ ...alone, ...piece }, result, text, labels);
  }
  return result;
}

/** Of one family, and all of it in pieces of the other. */
const isWithin = (part: PhiSpan, whole: PhiSpan): boolean =>
  FAMILY[part.phiClass] === FAMILY[whole.phiClass] &&
  pieces(part).every((piece) => pieces(whole).some(({ start, end }) => start <= piece.start && piece.end <= end));

const touches = (span: PhiSpan, other: PhiSpan): boolean =>
  pieces(span).some((piece) => pieces(other).some((there) => piece.start < there.end && there.start < piece.end));

/** A date that any finder knows as the patient's birth date is one: dates of examinations may be kept, birth dates never. */
function union(first: PhiSpan, other: PhiSpan): PhiSpan {
  const sure: PhiSpan = other.phiClass === 'birth-date' ? { ...first, phiClass: 'birth-date' } : first;
  const same = !sure.rest && sure.start === other.start && sure.end === other.end;
  if (same && sure.finder !== other.finder) {
    const corrected = sure.corrected ?? other.corrected;
    const missing = sure.missing ?? other.missing;
    return { ...sure, ...(corrected === undefined ? {} : { corrected }), ...(missing ? { missing } : {}) };
  }
  if (sure.rest || (other.start >= sure.start && other.end <= sure.end)) return sure;
  const { corrected, missing, ...plain } = sure;
  if (other.start <= sure.start && other.end >= sure.end) {
    return { ...other, phiClass: sure.phiClass, finder: sure.finder, score: sure.score };
  }
  return { ...plain, start: Math.min(sure.start, other.start), end: Math.max(sure.end, other.end) };
}

/** What is left of a span without the given ranges; a correction holds only for the whole. */
function subtract(span: PhiSpan, ranges: readonly { readonly start: number; readonly end: number }[]): PhiSpan[] {
  const holes = ranges.filter((range) => overlaps(span, range)).sort((a, b) => a.start - b.start);
  if (holes.length === 0) return [span];
  const { corrected, missing, ...plain } = span;
  const parts: PhiSpan[] = [];
  let from = span.start;
  for (const hole of holes) {
    if (hole.start > from) parts.push({ ...plain, start: from, end: hole.start });
    from = Math.max(from, hole.end);
  }
  if (from < span.end) parts.push({ ...plain, start: from, end: span.end });
  return parts;
}

/** Without white space and loose punctuation at the ends; nothing when no letter or digit is left. */
function trimmed(span: PhiSpan, text: string): PhiSpan[] {
  const value = text.slice(span.start, span.end);
  if (!/[\p{L}\p{N}]/u.test(value)) return [];
  const lead = (value.includes(')') ? /^[\s,;:.^=#)[\]/|-]*/ : /^[\s,;:.^=#()[\]/|-]*/).exec(value)![0].length;
  // A point behind a word or a number ends nothing; behind a few letters it belongs to an abbreviation (`Jr.`).
  const tail = /(?:(?<=\p{L}{4}|\d)\.)?[\s,;:^=#([\]/|-]*$/u.exec(value)![0].length;
  return [{ ...span, start: span.start + lead, end: span.end - tail }];
}

function joinNeighbours(spans: readonly PhiSpan[], text: string): PhiSpan[] {
  const joined: PhiSpan[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const near =
      last && !last.rest && !span.rest && last.phiClass === span.phiClass && BY_CLASS_JOINED.has(span.phiClass);
    if (near && BETWEEN.test(text.slice(last.end, span.start))) {
      const spelt = last.corrected ?? span.corrected;
      const corrected = spelt === undefined ? {} : { corrected: `${reading(last, text)} ${reading(span, text)}` };
      joined[joined.length - 1] = { ...last, end: span.end, score: Math.max(last.score, span.score), ...corrected };
    } else {
      joined.push(span);
    }
  }
  return joined;
}

/** Names and institutions with the spaces that the recogniser lost. */
function respelt(span: PhiSpan, text: string): PhiSpan {
  if (span.corrected !== undefined) return span;
  if (!BY_CLASS_JOINED.has(span.phiClass)) return span;
  const read = pieces(span)
    .map((piece) => text.slice(piece.start, piece.end))
    .join(' ')
    .replace(/\s+/g, ' ');
  const corrected = restoreSpaces(read);
  return corrected === undefined ? span : { ...span, corrected };
}

const reading = (span: PhiSpan, text: string): string => span.corrected ?? text.slice(span.start, span.end);
