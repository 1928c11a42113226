import type { Cell } from '../page/cells';
import type { Finding } from './finder';
import { wordFacts } from './lexicon';
import { isTowering } from './towering';

/** Where in `JOHNF`, `JohnF` or `SMITH,JOHNF` the sex letter begins: the word is no name, and without its last letter it is one. */
export function gluedSex(word: string): number | undefined {
  const comma = word.lastIndexOf(',') + 1;
  const match = /^(\p{Lu}{3,}|\p{Lu}\p{Ll}{2,})[MF]$/u.exec(word.slice(comma));
  if (!match) return undefined;
  const [whole, stem] = [wordFacts(word), wordFacts(match[1])];
  const isWhole = whole.firstName || whole.lastName || whole.proper || whole.english;
  return stem.firstName && !isWhole ? comma + match[1].length : undefined;
}

/** `F`, `[M]` in a cell of its own among personal data: a sex. Elsewhere it is the side of the feet or a marker. */
export function loneSex(cell: Cell, cells: readonly Cell[]): Finding[] {
  const letter = /^[([]?([MF])[)\]]?$/.exec(cell.text);
  if (!letter || isTowering(cell, cells)) return [];
  const start = cell.start + letter[0].indexOf(letter[1]);
  return [{ start, end: start + 1, phiClass: 'sex', score: 0.6 }];
}
