import { wordFacts } from './lexicon';

/** Where in `JOHNF`, `JohnF` or `SMITH,JOHNF` the sex letter begins: the word is no name, and without its last letter it is one. */
export function gluedSex(word: string): number | undefined {
  const comma = word.lastIndexOf(',') + 1;
  const match = /^(\p{Lu}{3,}|\p{Lu}\p{Ll}{2,})[MF]$/u.exec(word.slice(comma));
  if (!match) return undefined;
  const [whole, stem] = [wordFacts(word), wordFacts(match[1])];
  const isWhole = whole.firstName || whole.lastName || whole.proper || whole.english;
  return stem.firstName && !isWhole ? comma + match[1].length : undefined;
}
