import { type Box, boxHeight, boxWidth, clipBox } from '../base/geometry';
import type { Frame, PhiHit } from '../base/types';
import { along, inkLevel, TOLERANCE } from './along';
import { flipBox, isTurned } from './rows';

/** Around where two words are thought to meet the space between them is looked for so many text heights to either side. */
const SEARCH = 0.6;
/** The same around where a box reaches into another row. */
const EDGE = 0.15;
/** Boxes of neighbours overlap by so many text heights at most. */
const OVERLAP = 2;
/**
 * Where no space is seen (text over anatomy), boxes of rows of one size that overlap by so little reach equally far out of their letters,
 * and one that is taller than the word in the next row reaches further: shares of the lower one's height.
 */
const EVEN = { overlap: 0.3, alike: 1.25 };
/** Columns without ink that are a space at least, in text heights; two columns always, between rows one. */
const SPACE = 0.1;

export interface Parted<T extends Pick<PhiHit, 'boxes'>> {
  readonly hits: readonly T[];
  readonly kept: readonly Box[];
}

/**
 * Edges of characters are estimates, and boxes of neighbours overlap: where a value and a word that stays stand side by side, or reach into each other's
 * row, both end in the middle of the space that the picture shows between them. Pieces between which no view shows a space stay as they are.
 *
 * @param views of one frame, the first that shows the space decides
 * @param hits of that frame
 * @param kept boxes of words that stay
 */
export function partFromKept<T extends Pick<PhiHit, 'boxes'>>(
  views: readonly Frame[],
  hits: readonly T[],
  kept: readonly Box[],
): Parted<T> {
  const words = [...kept];
  const parted = hits.map((hit) => ({
    ...hit,
    boxes: hit.boxes.map((whole) => {
      let box = whole;
      for (const [index, word] of words.entries()) {
        const cut = partPair(views, box, word);
        if (cut) [box, words[index]] = cut;
      }
      return box;
    }),
  }));
  return { hits: parted, kept: words };
}

const isLying = (box: Box): boolean => boxWidth(box) > boxHeight(box);

/** Both boxes, cut at the space between them; `undefined` when they are no neighbours or no space is seen. */
function partPair(views: readonly Frame[], box: Box, word: Box): Pair | undefined {
  // A single letter does not say which way its row runs.
  const turned = (isTurned(box) && !isLying(word)) || (isTurned(word) && !isLying(box));
  const [a, b] = flippedIf(turned, [box, word]);
  const height = Math.min(boxHeight(a), boxHeight(b));
  const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (shared >= 0.5 * height) {
    const apart = Math.max(a.left, b.left) - Math.min(a.right, b.right);
    const isNeighbour = apart <= height && apart >= -OVERLAP * height;
    if (!isNeighbour) return undefined;
    const cut = cutBetween(views, [a, b], { turned, height, isStacked: false });
    return cut && flippedIf(turned, cut);
  }
  // A tall box reaches into the row above or below: the same, seen from the side.
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  if (shared <= 0 || across <= 0) return undefined;
  const upended = flippedIf(!turned, [box, word]);
  const isEven = shared <= EVEN.overlap * height && boxHeight(b) <= EVEN.alike * boxHeight(a);
  const cut =
    cutBetween(views, upended, { turned: !turned, height, isStacked: true }) ??
    (isEven ? cutMiddle(upended) : undefined);
  return cut && flippedIf(!turned, cut);
}

/** The box of a value and that of a word that stays. */
type Pair = readonly [Box, Box];

const flippedIf = (turned: boolean, [box, word]: Pair): Pair => (turned ? [flipBox(box), flipBox(word)] : [box, word]);

interface Cut {
  /** The pair is flipped: rows of the picture run along its columns. */
  readonly turned: boolean;
  /** Of the texts, in pixels. */
  readonly height: number;
  /** In rows above each other: nothing of the value may be cut off, not even where no word stands below. */
  readonly isStacked: boolean;
}

/** Two boxes side by side that end at the space between them. */
function cutBetween(views: readonly Frame[], pair: Pair, { turned, height, isStacked }: Cut): Pair | undefined {
  const [a, b] = pair;
  const [first, second] = startsFirst(pair) ? [a, b] : [b, a];
  const middle = (first.right + second.left) / 2;
  // Between rows the space lies where the boxes overlap; further on is the next one.
  const reach = isStacked ? (first.right - second.left) / 2 + EDGE * height : SEARCH * height;
  const zone = {
    left: Math.max(first.left + 1, Math.min(second.left, Math.floor(middle - reach))),
    right: Math.min(second.right - 1, Math.max(first.right, Math.ceil(middle + reach))),
    top: isStacked ? a.top : Math.max(a.top, b.top),
    bottom: isStacked ? a.bottom : Math.min(a.bottom, b.bottom),
  };
  const least = Math.max(isStacked ? 1 : 2, SPACE * height);
  const cut = spaceIn(views, zone, [b, a], least, turned);
  return cut === undefined ? undefined : cutAt(cut, pair);
}

const startsFirst = ([a, b]: Pair): boolean => a.left + a.right < b.left + b.right;

/** Two boxes, cut at a column. */
const cutAt = (cut: number, pair: Pair): Pair =>
  startsFirst(pair)
    ? [
        { ...pair[0], right: cut },
        { ...pair[1], left: cut },
      ]
    : [
        { ...pair[0], left: cut },
        { ...pair[1], right: cut },
      ];

const cutMiddle = ([a, b]: Pair): Pair =>
  cutAt(Math.round((Math.max(a.left, b.left) + Math.min(a.right, b.right)) / 2), [a, b]);

/**
 * Middle of the widest run of columns without ink in a zone, ink being what has the level of the strokes in one of `texts`: the first that tells
 * decides, since a box that reaches out of the ground of its text does not. All boxes are flipped when the pair is.
 */
function spaceIn(
  views: readonly Frame[],
  { left, right, top, bottom }: Box,
  texts: Pair,
  least: number,
  turned: boolean,
): number | undefined {
  for (const view of views) {
    const grayAt = (x: number, y: number) => view.gray[turned ? x * view.width + y : y * view.width + x];
    for (const text of texts) {
      const level = inkLevel(along(view, clipBox(turned ? flipBox(text) : text, view.width, view.height)));
      if (level === undefined) continue;
      const isInk = (x: number, y: number) => Math.abs(grayAt(x, y) - level) <= TOLERANCE;
      const { from, length } = widestEmptyRun({ left, right, top, bottom }, isInk);
      if (length >= least && length < right - left) return Math.round(from + length / 2);
    }
  }
  return undefined;
}

function widestEmptyRun({ left, right, top, bottom }: Box, isInk: (x: number, y: number) => boolean) {
  let best = { from: 0, length: 0 };
  let run = 0;
  for (let x = left; x < right; x += 1) {
    let empty = true;
    for (let y = top; y < bottom && empty; y += 1) empty = !isInk(x, y);
    run = empty ? run + 1 : 0;
    if (run > best.length) best = { from: x + 1 - run, length: run };
  }
  return best;
}
