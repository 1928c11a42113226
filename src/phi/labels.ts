import type { Cell, Word } from '../page/cells';
import { foldAccents, foldText as foldLetters } from '../page/confusion';
import { editDistance } from '../page/distance';
import { isPersonal, termOf } from './explain/vocabulary';
import type { FoundLabel } from './finder';
import { isWeakLabel, type LabelEntry, labelEntries, rareEntries } from './label-table';

/** Labels also take `rn` for `m`: `Bom` is `Born`. */
const foldText = (text: string): string => foldLetters(text).replace(/rn/g, 'm');

/** Labels by their letters, and by their length those that a misread word may be. */
interface LabelIndex {
  readonly byFold: ReadonlyMap<string, LabelEntry>;
  readonly byLength: ReadonlyMap<number, readonly { readonly key: string; readonly entry: LabelEntry }[]>;
}

let loaded: LabelIndex | undefined;

/** Made on first use: what coordinates workers never looks a label up. */
function labelIndex(): LabelIndex {
  if (loaded) return loaded;
  const byFold = new Map<string, LabelEntry>();
  const byLength = new Map<number, { key: string; entry: LabelEntry }[]>();
  for (const entry of [...labelEntries(), ...rareEntries()]) {
    const fold = foldText(entry.phrase);
    if (!byFold.has(fold)) byFold.set(fold, entry);
    const key = entry.phrase.replace(/\s/g, '');
    if (entry.isRare || entry.phiClass === 'keep' || key.length < 6) continue;
    byLength.set(key.length, [...(byLength.get(key.length) ?? []), { key, entry }]);
  }
  loaded = { byFold, byLength };
  return loaded;
}

/** The label that has exactly these letters, look-alikes taken for each other unless it is rare. */
export function exactLabel(phrase: string): LabelEntry | undefined {
  const entry = labelIndex().byFold.get(foldText(phrase));
  return entry && isSpeltSo(phrase, entry) ? entry : undefined;
}

/** Characters that end a label, and what a small colon is read for. */
const SEPARATOR = /^\s{0,2}[:;=#]+\.?/;
const MAX_LABEL_WORDS = 5;

export interface LabelMatch extends FoundLabel {
  /** A separator follows, or the label cannot be anything else. */
  readonly certain: boolean;
}

/** All labels of a cell, in order, longest first where several begin at one word. */
export function findLabels(cell: Cell, cellIndex: number): readonly LabelMatch[] {
  const found: LabelMatch[] = [];
  let index = 0;
  while (index < cell.words.length) {
    const match = labelAt(cell, index, cellIndex);
    if (match) {
      found.push(match.label);
      index += match.words;
    } else {
      index++;
    }
  }
  return found;
}

function labelAt(cell: Cell, first: number, cellIndex: number): { label: LabelMatch; words: number } | undefined {
  const longest = Math.min(MAX_LABEL_WORDS, cell.words.length - first);
  for (let count = longest; count >= 1; count--) {
    const words = cell.words.slice(first, first + count);
    const match = splitAtSeparator(cell, words);
    const whole = match && lookUp(match.phrase, match.separated);
    const split = whole ? match : splitAtDigits(cell, words);
    const entry = whole ?? (split && lookUp(split.phrase, true));
    if (!split || !entry) continue;
    return {
      label: {
        start: words[0].start,
        end: split.end,
        phiClass: entry.phiClass,
        cell: cellIndex,
        certain: split.separated || !isWeakLabel(entry),
        ...numbered(entry, cell.text.slice(split.end - cell.start)),
      },
      words: count,
    };
  }
  return undefined;
}

/** By what stands behind the label: a study's description stays, its number (0020,0010) goes. */
function numbered({ numberClass }: LabelEntry, behind: string): Partial<LabelMatch> {
  const unit = NUMBER.exec(behind)?.[1];
  if (numberClass === undefined || unit === undefined || unit === '%' || termOf(unit)?.isUnit) return {};
  return { phiClass: numberClass, certain: true };
}

/** A number of three digits or more, and the word behind it, empty where there is none. */
const NUMBER = /^\s*\d{3,}(?!\d|[.,]\d)\s*(\p{L}+|%|)/u;

interface Split {
  readonly phrase: string;
  readonly end: number;
  readonly separated: boolean;
}

/**
 * The label's text without separator, and where the label ends. The separator may stand inside the last word (`ID:123`); inside an
 * earlier one the words are no single label.
 */
function splitAtSeparator(cell: Cell, words: readonly Word[]): Split | undefined {
  const last = words.at(-1)!;
  if (words.slice(0, -1).some((word) => /[:;=]/.test(word.text))) return undefined;
  const text = cell.text.slice(words[0].start - cell.start, last.end - cell.start);
  const inside = /[:;=#]+/.exec(text);
  if (inside && inside.index > 0) {
    const phrase = text.slice(0, inside.index);
    // `10:40` is a time and `Scan time 2:34` ends no label; `10: 4471123` may be an `ID:`.
    if (/(?:^|\s)\d+$/.test(phrase) && /^\S/.test(text.slice(inside.index + inside[0].length))) return undefined;
    return { phrase, end: words[0].start + inside.index + inside[0].length, separated: true };
  }
  const behind = SEPARATOR.exec(cell.text.slice(last.end - cell.start));
  const end = behind ? last.end + behind[0].length : last.end;
  return { phrase: text.replace(/[.,-]+$/, ''), end, separated: behind !== null };
}

/** A label whose separator was lost or read as a letter: `ID3195953576`, `Acc Numl63918379`, `DOB03/31/1924`. */
function splitAtDigits(cell: Cell, words: readonly Word[]): Split | undefined {
  const last = words.at(-1)!;
  if (words.some((word) => /[:;=]/.test(word.text))) return undefined;
  const glued = /^(\p{L}{2,12}?)[lI|]?(?=[A-Z]?\d{4}|\d{1,2}[/.-]\d)/u.exec(last.text);
  if (!glued) return undefined;
  const start = words[0].start - cell.start;
  const phrase = cell.text.slice(start, last.start - cell.start) + glued[1];
  return { phrase, end: last.start + glued[0].length, separated: true };
}

function lookUp(phrase: string, separated: boolean): LabelEntry | undefined {
  if (!/\p{L}/u.test(phrase) || phrase.length > 40) return undefined;
  const exact = exactLabel(phrase);
  // `mm)` has the letters of `MRN`, as recognisers confuse them, and `Senographe` nearly those of `Sonographer`: an annotation is no misread label.
  const word = phrase.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (foldAccents(word) !== exact?.phrase && termOf(word) !== undefined) return undefined;
  if (exact && (separated || sameLetters(phrase, exact.phrase))) return exact;
  const plain = phrase.replace(/[^\p{L}\p{N}]/gu, '');
  // `Hombre` is a value and no misread `Nombre`.
  if (plain.length < 6 || isPersonal(plain)) return undefined;
  const words = phrase.trim().split(/\s+/).length;
  let best: { entry: LabelEntry; cost: number } | undefined;
  for (const length of [plain.length - 1, plain.length, plain.length + 1]) {
    for (const { key, entry } of labelIndex().byLength.get(length) ?? []) {
      // `Medic al c:` is no `Medicaid:`; where a word is broken its letters must be right.
      const limit = words > entry.words ? 0 : (separated ? 1 : 0.7) + (length >= 11 ? 0.7 : 0);
      const cost = editDistance(plain, key, limit);
      if (cost <= limit && (!best || cost < best.cost)) best = { entry, cost };
    }
  }
  return best?.entry;
}

/** Rare labels are taken as they are spelt; short ones of several words (`ne le`) are no single word (`Nele`). */
function isSpeltSo(phrase: string, { phrase: label, words, isRare }: LabelEntry): boolean {
  const letters = (text: string): string => foldAccents(text).replace(/[^\p{L}\p{N}]|[ºª]/gu, '');
  if (words > 1 && label.length <= SHORTEST_GLUED && /^\p{L}+$/u.test(phrase)) return false;
  return !isRare || letters(phrase) === letters(label);
}

const SHORTEST_GLUED = 6;

/** Without a separator a look-alike of a short label must at least have its length: `1D` is `ID`, `10` is not. */
function sameLetters(phrase: string, label: string): boolean {
  const letters = phrase.replace(/[^\p{L}]/gu, '').length;
  return letters >= Math.min(label.replace(/\s/g, '').length - 1, 3);
}
