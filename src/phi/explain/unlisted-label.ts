import type { PageLayout, PageWord } from '../../page/layout';
import { isKnownName } from '../lexicon';
import type { Draft } from './draft';

/** Words of the longest label. */
const MOST_WORDS = 3;
/** Least score, 0 to 1, of a colon that could as well be the comma of a name. */
const SURE_COLON = 0.8;
const COLON = /:+$/;
const CALLS = /\p{L}{3}[\p{L}.°)]*$|\p{L}\.\p{L}?\.?$/u;
const WORD = /^\(?\p{L}[\p{L}.'’°/-]*\)?:*$/u;

/**
 * Words that stand in front of a colon at the beginning of their cell, or the one in front of a further colon: a label that no list has.
 * They stay, but what they call is unknown, so they explain nothing. Not for what is patient data or a known name.
 */
export function unlistedLabels({ words, cells, page }: PageLayout, drafts: readonly Draft[]): ReadonlySet<number> {
  const found = new Set<number>();
  const mayBeLabel = (index: number, hasValue: boolean): boolean => {
    const { text, isEvidence } = drafts[index];
    return WORD.test(words[index].text) && !isEvidence && (hasValue || !isKnownName(text));
  };
  /** The word of the cell that holds the colon behind a word: the word itself, or a colon alone, as in French. */
  const colonOf = (index: number, next: number | undefined): number | undefined =>
    COLON.test(words[index].text) ? index : next !== undefined && /^:+$/.test(words[next].text) ? next : undefined;
  const colonScore = ({ line, end }: PageWord): number =>
    page.lines[line].line.characters[end - page.lines[line].start - 1]?.score ?? 0;
  for (const { words: own } of cells) {
    own.forEach((index, at) => {
      const colon = colonOf(index, own[at + 1]);
      if (colon === undefined || colonScore(words[colon]) < SURE_COLON) return;
      if (!CALLS.test(words[index].text.replace(COLON, ''))) return;
      const label = at < MOST_WORDS ? own.slice(0, at + 1) : [index];
      const hasValue = own.indexOf(colon) + 1 < own.length;
      const isLabel = (word: number) => mayBeLabel(word, hasValue);
      for (const word of label.every(isLabel) ? label : [index].filter(isLabel)) found.add(word);
    });
  }
  return found;
}
