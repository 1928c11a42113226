import type { PageLayout } from '../../page/layout';

interface Point {
  readonly word: number;
  readonly value: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Numbers on a scale: at least so many, and each within this many of its heights of where its value says. */
const FEWEST = 3;
const WITHIN = 0.6;
/** More numbers than this on a page are a table of something, and all triples of them would take long. */
const MOST = 80;

/**
 * The words that are numbers of a scale: alone in their cells, on a line in any direction, evenly spaced and evenly growing. One that was
 * not read leaves a gap, nothing more.
 */
export function scaleWords(layout: PageLayout): ReadonlySet<number> {
  const points = layout.cells.flatMap(({ words }) => pointsOf(words, layout));
  const found = new Set<number>();
  if (points.length > MOST) return found;
  for (const a of points) {
    for (const b of points) {
      if (b.value <= a.value || Math.hypot(b.x - a.x, b.y - a.y) < a.height) continue;
      const members = points.filter((point) => isOn(a, b, point));
      if (members.length >= FEWEST) for (const { word } of members) found.add(word);
    }
  }
  return found;
}

/** The stroke of a scale beside its number, as readers see it: `-10`, `10-`, `10.`, `- 6`. */
const TICK = /^[-–—_=|'~.]+|[-–—_=|'~.]+$/g;
const NUMBER = /^\d{1,4}(?:[.,]\d{1,3})?$/;

/** A cell that is a number and maybe its stroke: the number as it stands. */
function pointsOf(cell: readonly number[], { words }: PageLayout): Point[] {
  const numbers = cell.filter((word) => /\d/.test(words[word].text));
  if (numbers.length !== 1 || cell.some((word) => /[\p{L}]/u.test(words[word].text))) return [];
  const [word] = numbers;
  const { text, reading } = words[word];
  const plain = text.replace(TICK, '');
  if (!NUMBER.test(plain)) return [];
  const { left, right, top, bottom } = reading;
  const value = Number(plain.replace(',', '.'));
  // The middle of the digits: a stroke stands on one side of them.
  const middle = (text.indexOf(plain) + plain.length / 2) / text.length;
  const x = left + middle * (right - left);
  return [{ word, value, x, y: (top + bottom) / 2, height: Math.max(1, bottom - top) }];
}

/** Whether a number stands where the scale from `a` to `b` has its value. */
function isOn(a: Point, b: Point, point: Point): boolean {
  const share = (point.value - a.value) / (b.value - a.value);
  const [x, y] = [a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)];
  return Math.hypot(point.x - x, point.y - y) <= WITHIN * point.height && point.height < 2 * a.height;
}
