import { shareOfOne } from '../base/coverage';
import { type Box, boxArea, boxHeight, boxWidth, clipBox, intersectBoxes } from '../base/geometry';
import type { Frame, Page, PhiHit, Rotation } from '../base/types';
import { isFlat } from './rows';
import { lettersByRotation } from './turned-letters';

/** One letter and the space before it, in heights of the text; behind an age without its unit (`018`) that one, too. */
const LETTER = 1.7;
const WITH_UNIT = 2.5;
/** A letter of low contrast is a letter, too: fewer grey levels than in `isFlat` elsewhere. */
const FLAT = 15;
/** Share of a value that lies in the line that it was read in, and of a letter that lies in the value of which it is the last. */
const INSIDE = 0.6;
const LAST = 0.3;
/** From this score on a line counts as read. */
const READ = 0.6;

/** `018`: the age of a string of DICOM (`018Y`, PS3.5 6.2) without its unit. */
export const isBareAge = (text: string): boolean => /^0\d{2}$/.test(text);

/** Share of a bare age that must be painted: by itself it is a number. */
const PAINTED = 0.5;

/** Boxes of ages on a page: of those that were found, and of painted lines that are one without its unit. */
export const agesOn = ({ lines }: Page, hits: readonly PhiHit[], painted: readonly Box[]): readonly Box[] => [
  ...hits.filter(({ phiClass }) => phiClass === 'age').flatMap(({ boxes }) => boxes),
  ...lines
    .filter(({ line }) => isBareAge(line.text) && shareOfOne(line.box, painted) > PAINTED)
    .map(({ line }) => line.box),
];

/**
 * Places of one letter behind ages, and behind letters that nobody read: the sex stands there (`020Y M`), and a single letter that runs into
 * anatomy is neither read nor seen as one. Only where nothing else was read or stands, and not where the picture is flat. Boxes in frame pixels.
 *
 * @param boxes of ages, and of unread letters
 * @param taken what is painted or stays
 */
export function lettersBehind(view: Frame, page: Page, boxes: readonly Box[], taken: readonly Box[]): readonly Box[] {
  const read = page.lines
    .filter(({ line }) => line.score >= READ)
    .flatMap(({ line }) => line.characters.filter(({ char }) => /[\p{L}\d]/u.test(char)).map(({ box }) => box));
  const usual = usualRotation(page);
  return boxes.flatMap((box) => {
    const own = page.lines.find(({ line }) => shareOfOne(box, [line.box]) >= INSIDE);
    const reach = own !== undefined && isBareAge(own.line.text) ? WITH_UNIT : LETTER;
    const place = clipBox(placeBehind(box, own?.line.rotation ?? usual, reach), view.width, view.height);
    const others = [...read, ...taken].filter((other) => shareOfOne(other, [box]) < LAST);
    const isFree = others.every((other) => boxArea(intersectBoxes(other, place)) === 0);
    return boxArea(place) > 0 && isFree && !isFlat(view, place, FLAT) ? [place] : [];
  });
}

/** Behind a box the way its text runs, clockwise from the upright. */
function placeBehind(box: Box, rotation: Rotation, heights: number): Box {
  const reach = Math.round(heights * Math.min(boxHeight(box), boxWidth(box)));
  switch (rotation) {
    case 90:
      return { ...box, top: box.bottom, bottom: box.bottom + reach };
    case 180:
      return { ...box, left: box.left - reach, right: box.left };
    case 270:
      return { ...box, top: box.top - reach, bottom: box.top };
    default:
      return { ...box, left: box.right, right: box.right + reach };
  }
}

/** As most letters of a page stand. */
const usualRotation = (page: Page): Rotation => [...lettersByRotation(page)].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
