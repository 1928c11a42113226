// Words of annotations on the written screens (data/labelled/screens), for `make-vocabulary.mjs`.
import { termsOf } from './explain-words.mjs';
import { piecesOf, writtenScreens } from './written-screens.mjs';

/** Languages whose letters tell nothing of names: English, and names in Latin letters on English screens. */
const ENGLISH = new Set(['en', 'ja', 'ko', 'zh', 'vi', 'id', 'fil', 'tl']);
const SHORTEST = 3;
/** A decimal, or a number with its unit: nobody's identifier or age. */
const MEASURED = /^[<>~±+-]?\d{1,4}(?:[.,]\d|[.,]?\d*[a-zµ%°])/;

/**
 * Words that stand in annotations, lower case, with what is seen of them: `isParameter` (a measured number follows), `isForeign` (only on screens of
 * other languages), `isShort` (three letters, which may be initials elsewhere). Two letters are no word: initials are written so. Not those of labels of patient data.
 */
export function writtenTerms(bare, labelWords) {
  const found = new Map();
  for (const { language, items } of writtenScreens()) {
    for (const item of items) {
      const pieces = piecesOf(item);
      if (pieces.some(({ kind }) => kind !== 'keep')) continue;
      const words = pieces.flatMap(({ text }) => text.split(/[\s:=]+/));
      words.forEach((word, at) => {
        const whole = bare(word);
        for (const part of new Set([whole, ...whole.split(/[^\p{L}]+/u)])) {
          const term = part.toLowerCase();
          if (!/^\p{L}+(?:-\p{L}+)*$/u.test(term) || term.length < SHORTEST || labelWords.has(term)) continue;
          const before = found.get(term) ?? { isParameter: false, isForeign: true };
          const isBeforeNumber = MEASURED.test(words[at + 1] ?? '') && part === whole;
          found.set(term, {
            isParameter: before.isParameter || isBeforeNumber,
            isForeign: before.isForeign && !ENGLISH.has(language),
            isShort: term.length === SHORTEST,
          });
        }
      });
    }
  }
  return found;
}

/** On how many of the written screens a word stands among the annotations; words as `plain` gives them, so that those of two spellings count as one. */
export function screensOf(bare, plain) {
  const counts = new Map();
  for (const { items } of writtenScreens()) {
    const texts = items.flatMap(piecesOf).flatMap(({ kind, text }) => (kind === 'keep' ? [text] : []));
    for (const term of new Set(termsOf(texts, bare).map(plain))) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}
