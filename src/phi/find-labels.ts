import type { PhiClass } from '../base/types';
import { type Cell, isUnder, sameRow } from '../page/cells';
import { brokenLabels } from './broken-labels';
import type { FinderInput, Finding, FoundLabel } from './finder';
import { findLabels, type LabelMatch } from './labels';
import { isTechnique } from './technique';
import { readValue, type ValuePart } from './values';

const SCORE = 0.95;
const WRAPS: ReadonlySet<PhiClass> = new Set(['institution', 'address', 'name', 'physician', 'other']);

interface LabelledValue {
  readonly label: LabelMatch;
  readonly findings: readonly Finding[];
}

/**
 * Values of labels: to the right in the same cell, in the next cell of the row, or under the label; long ones go on under themselves.
 * Labels stay, values go. Also says which labels were believed: a weak one (`Name`, `Date`) only with a separator or a telling value.
 */
export function readLabels(cells: readonly Cell[], text: string): { labels: FoundLabel[]; findings: Finding[] } {
  const broken = brokenLabels(cells);
  const isPart = ({ start, end }: LabelMatch): boolean =>
    broken.some(({ label, rest }) => [label, rest].some((part) => start < part.end && part.start < end));
  const whole = cells.flatMap(findLabels);
  const all = [...whole.filter((label) => !isPart(label)), ...broken.map(({ label }) => label)];
  const ends = new Map<number, number>();
  const values = all.map((label) => {
    const value = valueFor(label, all, cells, text, ends.get(label.cell));
    if (value.findings.length > 0) ends.set(label.cell, value.findings.at(-1)!.end);
    return value;
  });
  const believed = values.filter(({ label, findings }) => label.certain || findings.length > 0);
  const labels = [...believed.map(({ label }) => label), ...broken.map(({ rest }) => rest)];
  return { labels, findings: believed.flatMap(({ findings }) => findings) };
}

export const findByLabels = (input: FinderInput): readonly Finding[] =>
  readLabels(input.cells, input.page.text).findings;

/** `before`: where the value of the label before this one ends, in the same cell. */
function valueFor(
  label: LabelMatch,
  all: readonly LabelMatch[],
  cells: readonly Cell[],
  text: string,
  before: number | undefined,
): LabelledValue {
  if (label.phiClass === 'keep') return { label, findings: [] };
  const cell = cells[label.cell];
  const next = all.find(
    (other) => other.cell === label.cell && other.start >= label.end && stops(other, label, cell, text),
  );
  const inline = { start: label.end, end: next ? next.start : cell.end };
  if (/[\p{L}\p{N}]/u.test(text.slice(inline.start, inline.end))) {
    const follows = before !== undefined && text.slice(before, label.start).trim() === '';
    if (!label.certain && !startsCell(label, cell) && !follows) return { label, findings: [] };
    const value = text.slice(inline.start, inline.end);
    const parts = readValue(label.phiClass, value, !label.certain);
    return { label, findings: next ? plain(parts, inline.start) : wrapped(parts, inline.start, label, all, cells) };
  }
  // Behind other words it is one of them: `Lindqvist, Bo`.
  if (!label.certain && !startsCell(label, cell)) return { label, findings: [] };
  if (next) return { label, findings: under(label, all, cells, text) };
  const right = rightOf(cell, cells);
  if (right && !beginsWithLabel(right, all, cells)) {
    const found = fromCell(label, right, all, cells, text);
    if (found.length > 0) return { label, findings: found };
  }
  return { label, findings: under(label, all, cells, text) };
}

/** Classes whose values cannot be taken for words of a name before them. */
const TELLING: ReadonlySet<string> = new Set(['id', 'accession', 'date', 'birth-date', 'time', 'age', 'sex', 'phone']);

/** A label inside the value of another one ends it; a weak one (`SMITH JOHN ID 4471123`) only with a telling value of its own. */
function stops(other: LabelMatch, label: LabelMatch, cell: Cell, text: string): boolean {
  if (other.certain) return true;
  if (other.phiClass === 'keep' || !TELLING.has(other.phiClass) || other.start <= label.end + 1) return false;
  return readValue(other.phiClass, text.slice(other.end, cell.end), true).length > 0;
}

const startsCell = (label: LabelMatch, cell: Cell): boolean => label.start === cell.start;

const plain = (parts: readonly ValuePart[], offset: number): Finding[] =>
  parts.map((part) => ({ ...part, start: part.start + offset, end: part.end + offset, score: SCORE }));

function fromCell(
  label: LabelMatch,
  cell: Cell,
  all: readonly LabelMatch[],
  cells: readonly Cell[],
  text: string,
): Finding[] {
  if (label.phiClass === 'keep') return [];
  const next = all.find((other) => cells[other.cell] === cell && other.certain);
  const end = next ? next.start : DATED.has(label.phiClass) ? rowEnd(cell, text) : cell.end;
  const parts = readValue(label.phiClass, text.slice(cell.start, end), !label.certain);
  return next ? plain(parts, cell.start) : wrapped(parts, cell.start, label, all, cells, cell);
}

/** A date may stand in several cells: it is looked for in the whole rest of the row. */
const DATED: ReadonlySet<string> = new Set(['date', 'birth-date']);
const rowEnd = (cell: Cell, text: string): number => {
  const end = text.indexOf('\n', cell.end);
  return end < 0 ? text.length : end;
};

function under(label: LabelMatch, all: readonly LabelMatch[], cells: readonly Cell[], text: string): Finding[] {
  const cell = cells[label.cell];
  const words = cell.words.filter((word) => word.start >= label.start && word.start < label.end);
  const own = { ...cell, box: { ...cell.box, left: words[0].box.left, right: words.at(-1)!.box.right } };
  const below = cells.find((other) => other !== cell && isUnder(own, other) && !beginsWithLabel(other, all, cells));
  // What has a label of its own, whatever it is, is no value of another (`Signal Strength: 5/10` under `Technician:`).
  if (below === undefined || LABELLED.test(below.text)) return [];
  if (NO_MEASURES.has(label.phiClass) && isMeasure(below.text)) return [];
  return fromCell(label, below, all, cells, text);
}

const LABELLED = /^\p{L}[\p{L} ]*:/u;

/** `120 kV` and `SL50` are the next line, neither a date nor an age; `45 M` is no length. */
const NO_MEASURES: ReadonlySet<string> = new Set([...DATED, 'age']);
const isMeasure = (text: string): boolean => /\p{L}{2}/u.test(text) && isTechnique(text.replaceAll(' ', ''));

function rightOf(cell: Cell, cells: readonly Cell[]): Cell | undefined {
  const candidates = cells.filter(
    (other) =>
      other !== cell &&
      sameRow(cell, other) &&
      other.box.left >= cell.box.right &&
      other.box.left - cell.box.right < 25 * cell.height,
  );
  return candidates.sort((a, b) => a.box.left - b.box.left)[0];
}

const beginsWithLabel = (cell: Cell, all: readonly LabelMatch[], cells: readonly Cell[]): boolean =>
  all.some((label) => cells[label.cell] === cell && label.start === cell.start && label.certain);

/** Adds the lines on which a long value goes on: aligned with the value, no label, no technique text, nothing left of them. */
function wrapped(
  parts: readonly ValuePart[],
  offset: number,
  label: LabelMatch,
  all: readonly LabelMatch[],
  cells: readonly Cell[],
  home: Cell = cells[label.cell],
): Finding[] {
  const findings = plain(parts, offset);
  const value = findings.at(-1);
  if (findings.length !== 1 || !value || !WRAPS.has(value.phiClass) || value.end < home.end) return findings;
  const column = columnOf(value.start, home);
  const rest: { start: number; end: number }[] = [];
  const nextOf = (cell: Cell): Cell | undefined =>
    cells.find((other) => other !== cell && isUnder({ ...cell, box: { ...cell.box, left: column } }, other));
  let next = nextOf(home);
  while (
    next &&
    continues(next, column, value.phiClass, all, cells) &&
    rest.every(({ start }) => start !== next?.start)
  ) {
    rest.push({ start: next.start, end: next.end });
    next = nextOf(next);
  }
  return [joined(value, rest)];
}

/** Left edge of a value, also of one that follows its label without a space. */
function columnOf(start: number, cell: Cell): number {
  const word = cell.words.find((candidate) => candidate.end > start)!;
  const share = Math.max(0, start - word.start) / word.text.length;
  return word.box.left + share * (word.box.right - word.box.left);
}

function continues(
  cell: Cell,
  column: number,
  phiClass: PhiClass,
  all: readonly LabelMatch[],
  cells: readonly Cell[],
): boolean {
  if (Math.abs(cell.box.left - column) > 1.6 * cell.height) return false;
  if (all.some((label) => cells[label.cell] === cell && label.certain)) return false;
  if (
    cells.some(
      (other) => sameRow(cell, other) && other.box.right <= cell.box.left && beginsWithLabel(other, all, cells),
    )
  )
    return false;
  if ((phiClass !== 'address' && /\d/.test(cell.text)) || LABELLED.test(cell.text)) return false;
  return !cell.words.every((word) => isTechnique(word.text));
}

/** Pieces that follow each other in reading order become one stretch. */
function joined(value: Finding, rest: readonly { start: number; end: number }[]): Finding {
  const pieces = [{ start: value.start, end: value.end }];
  for (const piece of rest) {
    const last = pieces.at(-1)!;
    if (piece.start === last.end + 1) last.end = piece.end;
    else pieces.push({ ...piece });
  }
  const [first, ...more] = pieces;
  return { ...value, ...first, ...(more.length > 0 ? { rest: more } : {}) };
}
