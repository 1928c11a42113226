import type { PageLayout } from '../../page/layout';
import { bare, isSexLetter } from './forms';

/** Letters of directions (PS3.3 C.7.6.1.1.1): right, left, anterior, posterior, head, foot, superior, inferior. */
const DIRECTION = /^[RLAPHFSI]{1,3}$/;
/** A side marker; no sex begins with these letters in the languages that labels are known in, and no name has these two. */
const SIDE = /^(?:R|L|RT|LT|Rt|Lt|OD|OS|OU|DX|SX|Dx|Sx|LCC|RCC|LMLO|RMLO)$/;
/** A marker stands this many of its heights from all other text at least; at an edge it is in the outer fifth of the frame, about its middle. */
const CLEAR_IN_HEIGHTS = 2;
const FIFTH = 0.2;

/** Marks may stand together: a side under a projection. */
const isMark = (text: string): boolean => isSideways(text) || /^(?:AP|PA|LAT|CC|MLO|ML|LM)$/.test(text);

/** Whether a word is a letter of side or direction where those stand; one that may be a sex, too, only where another such stands. */
export function isMarker(index: number, layout: PageLayout): boolean {
  if (!standsAsMarker(index, layout)) return false;
  const text = bare(layout.words[index].text);
  if (!isSexLetter(text)) return true;
  const marks = layout.words.map((word) => bare(word.text));
  return marks.some((mark, at) => mark !== text && isSideways(mark) && standsAsMarker(at, layout));
}

const isSideways = (mark: string): boolean => DIRECTION.test(mark) || SIDE.test(mark);

/** Alone, at the middle of an edge; side markers anywhere. */
function standsAsMarker(index: number, { words, cells, page }: PageLayout): boolean {
  const word = words[index];
  const cell = cells[word.cell];
  const text = bare(word.text);
  if (cell.words.length > 1 || !isMark(text)) return false;
  const { left, right, top, bottom } = word.box;
  const clear = CLEAR_IN_HEIGHTS * cell.height;
  const isAlone = words.every(
    ({ box }, other) =>
      other === index ||
      isMark(bare(words[other].text)) ||
      box.left > right + clear ||
      box.right < left - clear ||
      box.top > bottom + clear ||
      box.bottom < top - clear,
  );
  if (!isAlone) return false;
  if (SIDE.test(text)) return true;
  const [x, y] = [(left + right) / 2 / page.width, (top + bottom) / 2 / page.height];
  const isOuter = (place: number) => place < FIFTH || place > 1 - FIFTH;
  const isMiddle = (place: number) => Math.abs(place - 0.5) < FIFTH;
  return (isOuter(x) && isMiddle(y)) || (isOuter(y) && isMiddle(x));
}
